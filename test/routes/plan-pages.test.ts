import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { excludeTester } from '../../db/testers/exclusions.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { Study } from '../../server/domain/study.ts'
import type { AfterPlan } from '../../server/report/after-plan.ts'
import type { StudyPlan } from '../../server/study/study-plan.ts'
import { nextStep } from '../../views/admin/studies/next-step.ts'
import { useDatabase } from '../setup/database.ts'
import { answer, join, openStudy, reread } from '../setup/voted-study.ts'

const plan: StudyPlan = {
  votes_per_pair: 3,
  pairs: 30,
  planned_votes: 90,
  votes_per_model_pair: 30,
  needed: 106,
  win_share: 0.65,
  enough: false,
  votes_per_pair_needed: 11,
  fixed: [{ position: 0, planned: 90 }],
}
const study = {
  state: 'open' as const,
  counts: { models: 3, prompts: 10, outputs: 30, pairs: 30, votes: 90, testers: 9 },
}

const stepAt = (after: AfterPlan) => nextStep({ study, plan, done: 90, after, ranOut: false })

describe('when the planned votes are there', () => {
  it('the next step is that it is decided, and what is first', () => {
    const step = stepAt({ step: 'decided', best: ['x'] })
    expect(step.sentence).toContain('Decided: first place is x')
    expect(step).toMatchObject({ page: '/results' })
  })

  it('or that it is not, with whole votes on each pair to ask for as one press', () => {
    const step = stepAt({ step: 'ask', votes: 120, pair: ['x', 'y'] })
    expect(step.sentence).toContain('Not decided: ask for 120 more votes')
    expect(step).toMatchObject({ votesPerPair: 7, button: 'Ask for 120 more votes: 4 on each pair' })
  })

  it('or other testers or prompts, or to close it', () => {
    expect(stepAt({ step: 'widen', by: 'testers' })).toMatchObject({ votesPerPair: 11 })
    expect(stepAt({ step: 'widen', by: 'prompts' })).toMatchObject({ page: '/batches' })
    expect(stepAt({ step: 'close' })).toMatchObject({ state: 'closed' })
  })

  it('never that testers are voting', () => {
    const steps: AfterPlan[] = [
      { step: 'decided', best: ['x'] },
      { step: 'ask', votes: 9, pair: null },
      { step: 'close' },
    ]
    for (const step of steps) expect(stepAt(step).sentence).not.toContain('Testers are voting')
    expect(nextStep({ study, plan, done: 89, after: null, ranOut: false }).sentence).toContain('89 of 90')
  })
})

describe('the pages', () => {
  const database = useDatabase()
  let app: ReturnType<typeof createApp>
  const cookies: Record<'admin' | 'data_reader', string> = { admin: '', data_reader: '' }

  beforeAll(async () => {
    app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
    for (const role of ['admin', 'data_reader'] as const) {
      const person = { email: `${role}@example.org`, password: 'eight or more' }
      await createPerson(database.db(), { ...person, role })
      const answer = await app.request('/login', { method: 'POST', body: new URLSearchParams(person) })
      cookies[role] = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
    }
  })

  type Sent = { form?: Record<string, string>; as?: 'admin' | 'data_reader' }
  const send = (path: string, { form, as = 'admin' }: Sent = {}) =>
    app.request(path, {
      headers: { Cookie: cookies[as] },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
  const raise = (study: Study, votes_per_pair: string, as?: 'data_reader') =>
    send(`/studies/${study.slug}/votes-per-pair`, { form: { votes_per_pair }, ...(as && { as }) })

  it('offer what would decide as one press, ask for more at the end, and refuse less, nonsense and strangers', async () => {
    const db = database.db()
    const study = await openStudy(db, { slug: 'ends', models: ['x', 'y'], prompts: 6, votes_per_pair: 1 })
    const before = await (await send('/studies/ends')).text()
    expect(before).toContain('6 pairs × 1 vote = 6 votes')
    expect(before).toMatch(/Use \d+ votes per pair/)
    await answer(db, await join(db, study), { count: 6, choose: () => 'a' })
    const ended = await (await send('/studies/ends')).text()
    expect(ended).toContain('All 6 planned votes are given. Not decided')
    expect(ended).not.toContain('Testers are voting')
    const [, wanted = ''] = /name="votes_per_pair" value="(\d+)"/.exec(ended) ?? []

    expect((await raise(study, wanted, 'data_reader')).status).toBe(404)
    for (const nonsense of ['', 'many', '0', '1001', '2.5'])
      expect((await raise(study, nonsense)).status).toBe(422)
    expect((await raise(study, wanted)).status).toBe(303)
    expect((await raise(study, wanted)).status).toBe(303)
    const lower = await raise(study, '1')
    expect(lower.status).toBe(409)
    expect(await lower.text()).toContain('can only be raised')
    expect((await reread(db, 'ends')).settings.votes_per_pair).toBe(Number(wanted))
    expect(await (await send('/studies/ends')).text()).toContain('votes of the plan are still to come')
  })

  it('say so when those who came have seen all they can and votes are still to come', async () => {
    const db = database.db()
    const study = await openStudy(db, { slug: 'run-out', models: ['x', 'y'], prompts: 6, votes_per_pair: 3 })
    const page = async () => (await send('/studies/run-out')).text()
    const [first, second] = [await join(db, study), await join(db, study)]
    await answer(db, first, { count: 6, choose: () => 'a' })
    expect(await page()).toContain('Testers are voting. 6 of 18 planned votes are there.')
    await answer(db, second, { count: 5, choose: () => 'a' })
    expect(await page()).toContain('Testers are voting')
    await answer(db, second, { count: 1, choose: () => 'b' })
    const ranOut = await page()
    expect(ranOut).not.toContain('Testers are voting')
    expect(ranOut).toContain(
      '6 votes of the plan are still to come; those who came have seen all they can: invite more people or close',
    )
    expect(ranOut).toContain('href="/studies/run-out/invites"')
    await join(db, study)
    expect(await page()).toContain('Testers are voting. 12 of 18')
  })

  it('count the votes of the plan alike once answers are left out and asked for again', async () => {
    const db = database.db()
    const study = await openStudy(db, { slug: 'left-out', models: ['x', 'y'], prompts: 6, votes_per_pair: 2 })
    const [first, second] = [await join(db, study), await join(db, study)]
    await answer(db, first, { count: 6, choose: () => 'a' })
    await answer(db, second, { count: 4, choose: () => 'a' })
    const shown = async () =>
      Promise.all(
        ['', '/results', '/results?clean=1'].map(async (path) => {
          const html = await (await send(`/studies/left-out${path}`)).text()
          return /(\d+) of 12 (votes planned|planned votes)/.exec(html)?.[1]
        }),
      )
    expect(await shown()).toEqual(['10', '10', '10'])
    const out = { studyId: study.id, testerId: first.testerId, rule: 'by hand', reason: 'why', by: 'test' }
    expect(await excludeTester(db, out)).toBe(true)
    expect(await shown()).toEqual(['4', '4', '4'])
  })

  it('ask for the same number of votes on the overview and beside the results', async () => {
    const db = database.db()
    const study = await openStudy(db, { slug: 'same', models: ['x', 'y'], prompts: 7, votes_per_pair: 4 })
    for (let n = 0; n < 9; n++)
      await answer(db, await join(db, study), { count: 4, choose: ({ a }) => (a === 'x' ? 'a' : 'b') })
    const asked = async (path: string) =>
      [...(await (await send(`/studies/same${path}`)).text()).matchAll(/sk for (\d+) more votes/g)].map(
        ([, votes]) => votes,
      )
    const overview = await asked('')
    expect(overview).toHaveLength(2)
    expect(Number(overview[0]) % 7).toBe(0)
    expect(new Set([...overview, ...(await asked('/results'))]).size).toBe(1)
    expect(await asked('/results')).toHaveLength(1)
  })

  it('leave the votes per pair of a new study to its opening, unless somebody chooses', async () => {
    const made = await send('/studies', { form: { name: 'Two fields', question: 'Which?' } })
    expect(made.headers.get('Location')).toBe('/studies/two-fields')
    expect((await reread(database.db(), 'two-fields')).settings).toMatchObject({
      votes_per_pair: 3,
      auto_votes_per_pair: true,
    })
    const chosen = { name: 'Chosen', question: 'Which?', votes_per_pair: '4' }
    await send('/studies', { form: chosen })
    expect((await reread(database.db(), 'chosen')).settings).toMatchObject({
      votes_per_pair: 4,
      auto_votes_per_pair: false,
    })
  })
})
