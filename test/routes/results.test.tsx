import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { DOMParser } from 'linkedom'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { voteRows } from '../../db/results/voted-pairs.ts'
import { setStudyState } from '../../db/studies/studies.ts'
import { excludeTester } from '../../db/testers/exclusions.ts'
import { readConfig } from '../../server/config.ts'
import { Conflict, Invalid, NotFound } from '../../server/domain/refusals.ts'
import type { Study } from '../../server/domain/study.ts'
import type { AppEnv } from '../../server/http/app-env.ts'
import { studyRanking } from '../../server/results/results.ts'
import { adminPages } from '../../server/routes/admin.ts'
import { plan } from '../../server/stats/planning/plan.ts'
import { type Ranking, rank } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'
import { useDatabase } from '../setup/database.ts'
import { castVote, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { parse } from '../views/markup.ts'

const database = useDatabase()
const password = 'eight or more'
let cookie = ''

const app = new Hono<AppEnv>()
app.use(async (c, next) => {
  c.set('db', database.db())
  c.set('config', readConfig({}))
  c.set('log', pino({ level: 'silent' }))
  c.set('assets', {
    css: '/a.css',
    admin: '/b.css',
    charts: '/c.css',
    htmx: '/h.js',
    ballot: '/d.js',
    upload: '/e.js',
  })
  await next()
})
app.route('/', adminPages)
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.text(error.message, error.status)
  if (error instanceof NotFound) return c.text('There is nothing here', 404)
  if (error instanceof Conflict) return c.text(error.message, 409)
  if (error instanceof Invalid) return c.text(error.message, 422)
  throw error
})

beforeAll(async () => {
  await createPerson(database.db(), { email: 'ana@example.org', password, role: 'analyst' })
  const signedIn = await app.request('/login', {
    method: 'POST',
    headers: { Origin: 'http://127.0.0.1:3000' },
    body: new URLSearchParams({ email: 'ana@example.org', password }),
  })
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
})

const get = (path: string, as = cookie) => app.request(path, { headers: { Cookie: as } })

async function pageOf(study: Study, query = '') {
  const response = await get(`/studies/${study.slug}/results${query}`)
  const html = await response.text()
  expect(response.status, html.slice(0, 400)).toBe(200)
  return parse(html as never)
}

/** Without the whole page in the message when it fails. */
const says = (view: { text: string }, words: string) => expect(view.text.includes(words), words).toBe(true)
const isSound = ({ text }: { text: string }) =>
  expect(text.match(/.{0,40}(NaN|Infinity|undefined|\[object|winner|cheat).{0,40}/)).toBeNull()

type Votes = { testers: number; each: number; judge: Parameters<typeof castVote>[1]['judge'] }

async function vote(study: Study, { testers, each, judge }: Votes) {
  const db = database.db()
  for (let tester = 0; tester < testers; tester++) {
    const who = await joinMade(db, study)
    for (let n = 0; n < each; n++) await castVote(db, { study, who, judge })
  }
}

/** Earlier names are better; now and then a tie, a both-bad or a slip. */
function sensibleJudge(seed: number): Votes['judge'] {
  const random = createRandom(seed)
  return ({ a, b }) => {
    const draw = random()
    if (draw < 0.15) return 'tie'
    if (draw < 0.2) return 'both_bad'
    return a < b === draw < 0.85 ? 'a' : 'b'
  }
}

describe('the page of results', () => {
  test('shows everything the votes say, in one valid page', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, {
      slug: 'whole',
      outputs: outputsOf(['m1', 'm2', 'm3'], 12).map((output, n) => ({
        ...output,
        output: n % 2 ? `# Title\n\n- **${output.output}**` : output.output,
        approach: output.model === 'm1' ? 'rag' : 'prompting',
        cost: output.model === 'm1' ? 0.006 : 0.001,
        latency: 2,
      })),
      settings: { votes_per_pair: 6 },
    })
    await vote(study, { testers: 6, each: 24, judge: sensibleJudge(1) })
    const view = await pageOf(study)
    says(view, '144 votes, worth')
    for (const heading of [
      'What the votes say so far',
      'Ranking',
      'Would other rules change the order?',
      'Can you trust it?',
      'What does it hang on?',
      'Does the look of the answers explain it?',
      'Is the dearer model worth it?',
      'Charts',
      'Testers',
    ]) {
      expect(view.all('h2').map((h2) => h2.textContent)).toContain(heading)
    }
    for (const id of [
      'strengths-1',
      'win-fractions',
      'votes-per-pair',
      'slices',
      'convergence',
      'longer-rate',
    ]) {
      const chart = view.one(`#${id} svg[role=img]`)
      expect(chart.querySelector('title')?.textContent, id).toBeTruthy()
      expect(chart.querySelector('desc')?.textContent, id).toBeTruthy()
      expect(view.all(`#${id} .chart-table tbody tr`).length, id).toBeGreaterThan(0)
    }
    expect(view.one('#slices').textContent).toContain('code')
    expect(view.one('#cost-quality').textContent).toContain('rag')
    expect(view.all('[aria-label="Testers"] tbody tr')).toHaveLength(6)
    isSound(view)
  })

  test('says "is better than" only where it is decided', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, {
      slug: 'clear',
      outputs: outputsOf(['m1', 'm2'], 30),
      settings: { votes_per_pair: 20 },
    })
    await vote(study, { testers: 2, each: 10, judge: sensibleJudge(2) })
    const early = await pageOf(study)
    says(early, '1 more tester to go before m1 and m2 are ranked')
    expect(early.all('section[aria-label="Ranking"], .verdict-settled, .chart')).toHaveLength(1)
    await vote(study, { testers: 2, each: 10, judge: sensibleJudge(2) })
    const few = await pageOf(study)
    says(few, 'It is too early to judge m1 and m2')
    expect(few.all('.verdict-settled')).toHaveLength(0)
    await vote(study, { testers: 6, each: 30, judge: sensibleJudge(3) })
    const many = await pageOf(study)
    const { decisions } = await studyRanking(db, { study, options: {}, clean: false })
    expect(decisions[0]).toMatchObject({ verdict: 'better', better: 'm1' })
    says(many, 'm1 is better than m2 (e')
  })

  test('decides by the plan that its ballot box keeps', async () => {
    const db = database.db()
    const made = { outputs: outputsOf(['m1', 'm2'], 10), settings: { votes_per_pair: 10 } }
    const study = await openMadeStudy(db, { slug: 'with-a-plan', ...made })
    let asked = 0
    const isOther = (prompt: number) => createRandom(Math.floor(asked++ / 10) * 10 + (prompt % 10))() < 0.3
    const judge: Votes['judge'] = ({ a, b, prompt }) => (a < b === isOther(prompt) ? 'b' : 'a')
    await vote(study, { testers: 10, each: 10, judge })
    const decisionsWith = async (options: object) =>
      (await studyRanking(db, { study, options, clean: false })).decisions
    const planOf = (entries: object[]) =>
      db`update ballot_boxes set plan = ${db.json(entries as never)} where study_id = ${study.id}`
    await planOf([])
    const without = await decisionsWith({})
    await planOf([{ position: 0, planned: 100 }])
    expect(await decisionsWith({})).toEqual(await decisionsWith({ planned: 100 }))
    expect(await decisionsWith({})).not.toEqual(without)
    await planOf([{ position: 60, planned: 100 }])
    expect(await decisionsWith({})).toEqual(without)
  })

  test.each([
    ['no votes', 0, 'No votes yet'],
    ['one vote', 1, '1 vote'],
  ])('with %s says so', async (_, votes, words) => {
    const study = await openMadeStudy(database.db(), {
      slug: `few-${votes}`,
      outputs: outputsOf(['m1', 'm2', 'm3'], 3),
    })
    await vote(study, { testers: 1, each: votes, judge: () => 'a' })
    const view = await pageOf(study)
    says(view, words)
    isSound(view)
  })

  test('with ties only, or one side only, has an answer too', async () => {
    for (const outcome of ['tie', 'a', 'both_bad', 'skip'] as const) {
      const study = await openMadeStudy(database.db(), {
        slug: `only-${outcome.replace('_', '-')}`,
        outputs: outputsOf(['m1', 'm2'], 8),
      })
      await vote(study, { testers: 2, each: 8, judge: () => outcome })
      for (const query of ['', '?ties=davidson', '?ties=drop', '?both_bad=drop']) {
        const view = await pageOf(study, query)
        isSound(view)
        expect(view.all('.verdict-settled')).toHaveLength(0)
      }
    }
  })

  test('of a closed study are final, and of unequal models keep their order', async () => {
    const study = await openMadeStudy(database.db(), {
      slug: 'closed',
      outputs: [...outputsOf(['m1', 'm2'], 6), ...outputsOf(['m3'], 2)],
    })
    await vote(study, { testers: 3, each: 8, judge: sensibleJudge(4) })
    await setStudyState(database.db(), { id: study.id, state: 'closed' })
    const view = await pageOf(study)
    says(view, 'The study is closed; these are its final votes.')
    expect(view.all('[aria-label="Ranking"] tbody tr')).toHaveLength(3)
  })

  test('at a position stay what they were after more votes have come', async () => {
    const study = await openMadeStudy(database.db(), {
      slug: 'earlier',
      outputs: outputsOf(['m1', 'm2'], 20),
    })
    await vote(study, { testers: 2, each: 8, judge: sensibleJudge(5) })
    const before = await (await get('/studies/earlier/results.json')).json()
    expect(before).toMatchObject({ study: 'earlier', position: 16, counts: { votes: 16 } })
    const link = (await pageOf(study)).one('.data-links a:last-of-type').getAttribute('href') ?? ''
    expect(link).toBe('/studies/earlier/results?position=16')
    await vote(study, { testers: 2, each: 8, judge: () => 'tie' })
    expect(await (await get('/studies/earlier/results.json?position=16')).json()).toEqual(before)
    says(await pageOf(study, '?position=16'), 'As the answers stood at number 16; 16 answers came later.')
    const csv = await (await get('/studies/earlier/results.csv?position=16')).text()
    expect(csv.split('\n').filter((line) => line !== '')).toHaveLength(3)
    const late = await get('/studies/earlier/results?position=33')
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('position must be at most 32, where the votes stand now')
  })

  test('can be had chart by chart as drawings that stand on their own', async () => {
    const page = await (await get('/studies/earlier/results')).text()
    const links = [...page.matchAll(/href="([^"]+\.svg\?[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    )
    expect(links.length).toBeGreaterThan(5)
    for (const link of links) {
      const answer = await get(link)
      expect(answer.status, link).toBe(200)
      expect(answer.headers.get('Content-Type')).toContain('image/svg+xml')
      const drawing = await answer.text()
      expect(drawing).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" .*<\/svg>$/s)
      expect(drawing.split('<svg').length).toBe(drawing.split('</svg>').length)
      expect(
        new DOMParser().parseFromString(drawing, 'image/svg+xml').querySelector('title')?.textContent,
      ).toBeTruthy()
      expect(drawing).not.toContain('http://127')
    }
    expect((await get('/studies/earlier/results/charts/none.svg')).status).toBe(404)
  })

  test('are those of the exported votes, ranked independently', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, { slug: 'exported', outputs: outputsOf(['m1', 'm2', 'm3'], 12) })
    await vote(study, { testers: 3, each: 20, judge: sensibleJudge(7) })
    const builder = new VoteTableBuilder()
    const rows = []
    for await (const batch of voteRows(db, { studyId: study.id, revisions: false })) rows.push(...batch)
    for (const row of rows) {
      if (row.purpose !== 'vote' || row.winner === 'skip') continue
      builder.push({
        first: builder.model(row.a.model),
        second: builder.model(row.b.model),
        outcome: ['a', 'b', 'tie', 'both_bad'].indexOf(row.winner),
        tester: builder.tester(row.tester),
        prompt: builder.prompt(row.prompt.id),
      })
    }
    const table = builder.table()
    const answer = (await (await get('/studies/exported/results.json')).json()) as Ranking
    const independent = rank(table)
    expect(answer.counts).toEqual({
      ...independent.counts,
      effective_votes: expect.closeTo(independent.counts.effective_votes, 6),
    })
    for (const model of independent.models) {
      const found = answer.models.find((one) => one.model === model.model)
      for (const key of ['theta', 'se', 'elo_low', 'elo_high', 'win_rate', 'both_bad_rate'] as const) {
        expect(found?.[key], key).toBeCloseTo(model[key] ?? 0, 8)
      }
      expect([found?.rank_low, found?.rank_high]).toEqual([model.rank_low, model.rank_high])
    }
  })

  test('leave excluded testers out of the clean ranking, and name the rule', async () => {
    const db = database.db()
    const study = await openMadeStudy(db, { slug: 'clean', outputs: outputsOf(['m1', 'm2'], 10) })
    await vote(study, { testers: 3, each: 6, judge: sensibleJudge(6) })
    const [tester] = await db<{ id: number }[]>`select id from testers where study_id = ${study.id} limit 1`
    const exclusion = { rule: 'too fast', reason: 'seconds', by: 'ana@example.org' }
    await excludeTester(db, { studyId: study.id, testerId: tester?.id ?? 0, ...exclusion })
    const all = await pageOf(study)
    says(all, '6 votes would be left out by the exclusion rules')
    says(all, 'Left out of clean results: too fast')
    const clean = await (await get('/studies/clean/results.json?clean=1')).json()
    expect(clean).toMatchObject({ counts: { votes: 12, testers: 2 } })
    says(await pageOf(study, '?clean=1'), '12 votes')
  })

  test('refuses a query it does not understand in words, and strangers', async () => {
    const study = await openMadeStudy(database.db(), { slug: 'asked', outputs: outputsOf(['m1', 'm2'], 3) })
    for (const [query, words] of [
      ['?ties=some', 'ties'],
      ['?level=2', 'level must lie below 1'],
      ['?anchor=m9', 'there is no model &quot;m9&quot;'],
      ['?position=x', 'position must be a number'],
      ['?colour=red', 'colour'],
    ] as const) {
      const response = await get(`/studies/${study.slug}/results${query}`)
      expect(response.status, query).toBe(422)
      expect(await response.text(), query).toContain(words)
      expect((await get(`/studies/${study.slug}/results.json${query}`)).status).toBe(422)
    }
    expect((await get(`/studies/${study.slug}/results`, '')).status).toBe(303)
    expect((await get('/studies/nothing/results')).status).toBe(404)
    expect((await get('/studies/%00/results')).status).toBe(404)
  })
})

describe('the overview', () => {
  test('shows what is decided and how near the rest is, to those who may read results', async () => {
    const study = await openMadeStudy(database.db(), { slug: 'meter', outputs: outputsOf(['m1', 'm2'], 8) })
    expect(parse((await (await get('/studies/meter')).text()) as never).all('#decision-meter')).toHaveLength(
      0,
    )
    await vote(study, { testers: 2, each: 6, judge: sensibleJudge(8) })
    const early = parse((await (await get('/studies/meter')).text()) as never)
    says(early, 'Too early to tell m1 and m2 apart: 1 more tester is needed')
    await vote(study, { testers: 1, each: 6, judge: sensibleJudge(8) })
    const view = parse((await (await get('/studies/meter')).text()) as never)
    says(view, 'It is too early to judge m1 and m2: m1 has 18 of the 30 votes a model needs')
    expect(view.all('#decision-meter svg')).toHaveLength(1)
  })
})

describe('the planner', () => {
  test('starts from what the study holds, and works out votes, minutes and cost', async () => {
    await openMadeStudy(database.db(), { slug: 'planned', outputs: outputsOf(['m1', 'm2', 'm3'], 7) })
    const path = '/studies/planned/settings'
    const start = parse((await (await get(path)).text()) as never)
    expect(start.one('#planner-models').getAttribute('value')).toBe('3')
    expect(start.one('#planner-prompts').getAttribute('value')).toBe('7')
    const asked = await get(`${path}?difference_elo=50&ties=0.2&seconds_per_vote=30&pay_per_hour=12&votes=`)
    expect(asked.status).toBe(200)
    const view = parse((await asked.text()) as never)
    expect(view.one('details.options').hasAttribute('open')).toBe(true)
    const each = plan({ models: 3, testers: 20, prompts: 7, ties: 0.2, differenceElo: 50 }).votes_per_pair
    // On each of three pairs, half a minute each, at 12 an hour.
    const minutes = Math.ceil((3 * each) / 2)
    for (const words of [
      (3 * each).toLocaleString('en'),
      `${each} on each pair`,
      `${minutes.toLocaleString('en')} min`,
    ])
      says(view, words)
    const wrong = await get(`${path}?models=1`)
    expect(wrong.status).toBe(422)
    says({ text: await wrong.text() }, 'models must be a whole number of at least 2, found 1')
    expect((await get(`${path}?colour=red`)).status).toBe(422)
  })

  test('stands where a study is made, for those who may make one', async () => {
    expect((await get('/new-study')).status).toBe(404)
    await createPerson(database.db(), { email: 'adam@example.org', password, role: 'admin' })
    const signedIn = await app.request('/login', {
      method: 'POST',
      headers: { Origin: 'http://127.0.0.1:3000' },
      body: new URLSearchParams({ email: 'adam@example.org', password }),
    })
    const admin = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const page = await (await get('/new-study?models=4&testers=10&prompts=20', admin)).text()
    says({ text: page }, 'How many votes do you need?')
    says({ text: page }, 'on each pair of models')
  })
})
