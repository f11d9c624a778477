import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { findTester, joinStudy } from '../../db/testers/testers.ts'
import { handOutPair, releaseLapsed } from '../../db/voting/comparisons.ts'
import { shownModels } from '../../db/voting/shown-models.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { createLog } from '../../server/log.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { jsonl } from '../formats/uploads/files.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf } from '../setup/made-study.ts'

const database = useDatabase()
const origin = 'http://127.0.0.1:3000'
let cookie = ''
let token = ''
let study: Study

const app = () =>
  createApp({ db: database.db(), config: { ...readConfig({}), publicUrl: origin }, log: createLog('silent') })
const headers = () => ({ Cookie: cookie, Origin: origin })
const get = (path: string) => app().request(path, { headers: headers() })
const withdraw = (fields: Record<string, string>) =>
  app().request('/studies/winds/withdrawals', {
    method: 'POST',
    headers: headers(),
    body: new URLSearchParams(fields),
  })
const takeBack = (fields: Record<string, string>) =>
  app().request('/studies/winds/readmissions', {
    method: 'POST',
    headers: headers(),
    body: new URLSearchParams(fields),
  })
const withdrawByApi = (body: unknown) => byApi('withdrawals', body)
const takeBackByApi = (body: unknown) => byApi('readmissions', body)
const byApi = (noun: string, body: unknown) =>
  app().request(`/api/v1/studies/winds/${noun}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

async function newTester() {
  const db = database.db()
  const [link] = await createInvites(db, {
    studyId: study.id,
    kind: 'open',
    count: 1,
    label: '',
    cap: null,
    expires: null,
  })
  const found = await findInvite(db, link?.code ?? '')
  if (!found) throw new Error('There is no such invite')
  const joined = await joinStudy(db, { ...found, locale: 'en' })
  const tester = joined && (await findTester(db, { key: study.key, token: joined.token }))
  if (!tester) throw new Error('Nobody joined')
  return { studyId: study.id, testerId: tester.id }
}

/** Model names of all pairs somebody could still get. */
async function openModels(): Promise<string[]> {
  const rows = await database.db()<{ name: string }[]>`
    select distinct m.name from pairs p join models m on m.study_id = p.study_id and m.id in (p.model_lo, p.model_hi)
    where p.study_id = ${study.id} and p.taken < p.slots order by 1`
  return rows.map(({ name }) => name)
}

beforeAll(async () => {
  const db = database.db()
  const owner = await createPerson(db, {
    email: 'owner@example.org',
    password: 'eight or more',
    role: 'owner',
  })
  cookie = `tb=${await startSession(db, { personId: owner.id })}`
  token = (
    await createToken(db, { name: 't', scopes: ['studies:write'], studyId: null, days: 1, by: 'test' })
  ).token
  study = await createStudy(db, NewStudy.parse({ name: 'Winds', slug: 'winds', question: 'Which?' }))
  const rows = ['one', 'two', 'three'].flatMap((model) =>
    ['p1', 'p2', 'p3'].map((id) => ({
      prompt_id: id,
      prompt:
        id === 'p3'
          ? `Sag mir, was der Wind ist und wie er auf der See entsteht (${id})`
          : `What is the wind and how does it come to be on the sea (${id})?`,
      model,
      output: `${model} on ${id}`,
      tags: id === 'p1' ? 'sea' : 'land',
    })),
  )
  await importFiles(db, { study, files: [jsonl('a.jsonl', rows)], options: {}, dryRun: false, by: 'test' })
  await setStudyState(db, { id: study.id, state: 'open' })
  while ((await planPairs(db, { study })) > 0);
})

describe('the prompts of a study', () => {
  it('are listed with language, tags and outputs, and by slice', async () => {
    const page = await (await get('/studies/winds/prompts')).text()
    expect(page).toContain('What is the wind')
    expect(page).toContain('sea (1)')
    const german = await (await get('/studies/winds/prompts?language=de')).text()
    expect(german).toContain('Sag mir')
    expect(german).not.toContain('What is the wind')
    const sea = await (await get('/studies/winds/prompts?tag=sea&length=short')).text()
    expect(sea).toContain('(p1)')
    expect(sea).not.toContain('(p2)')
  })

  it('tell how often testers reported an answer to them, however else a pair was skipped', async () => {
    const db = database.db()
    const reported = async () => {
      const page = await (await get('/studies/winds/prompts')).text()
      const rows = page.split('<tr>').filter((row) => row.includes('<th scope="row">'))
      return rows.map((row) => [...row.matchAll(/<td>([\d–]*)<\/td>/g)].at(-1)?.[1])
    }
    expect(await reported()).toEqual(['–', '–', '–'])
    const who = await newTester()
    const wanted = ['–', '–', '–']
    for (const reason of ['language', 'broken']) {
      const { id = '' } = (await handOutPair(db, who)) ?? {}
      const answer = { ...answerOf('skip'), reasons: [reason] }
      await recordVote(db, { ...who, comparison: id, answer, claims: {}, input: 'click' })
      const { prompt } = await shownModels(db, { studyId: study.id, comparison: id })
      if (reason === 'broken') wanted[prompt] = '1'
    }
    expect(await reported()).toEqual(wanted)
  })

  it.each(['?length=huge', '?after=-1', '?after=x', '?tag=%00'])(
    'a slice nobody knows is refused: %s',
    async (query) => {
      expect((await get(`/studies/winds/prompts${query}`)).status).toBe(422)
    },
  )
})

describe('a withdrawal', () => {
  it('of a model closes its pairs for good, keeps it in sight, and cannot be done twice', async () => {
    const who = await newTester()
    for (let shown = 0; shown < 3; shown++) {
      const live = await handOutPair(database.db(), who)
      if (live) await database.db()`update comparisons set state = 'answered' where id = ${live.id}`
    }
    await handOutPair(database.db(), who)
    expect(await openModels()).toContain('one')
    expect((await withdraw({ model: 'one' })).status).toBe(303)
    expect(await openModels()).toEqual(['three', 'two'])
    const page = await (await get('/studies/winds/batches')).text()
    expect(page).toMatch(/one<\/th>.*?withdrawn/s)
    expect((await withdraw({ model: 'one' })).status).toBe(404)
    await database.db()`update comparisons set reserved_until = now() - interval '1 minute' where state = 'reserved'`
    await releaseLapsed(database.db(), study.id)
    expect(await openModels()).not.toContain('one')
    while ((await planPairs(database.db(), { study })) > 0);
    expect(await openModels()).not.toContain('one')
  })

  it('of a prompt does the same, by API as well', async () => {
    const answer = await withdrawByApi({ prompt: 'p2' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ name: 'p2' })
    const [open] = await database.db()<{ n: number }[]>`
      select count(*)::int as n from pairs p join prompts q on q.study_id = p.study_id and q.id = p.prompt_id
      where q.external_id = 'p2' and p.taken < p.slots`
    expect(open?.n).toBe(0)
    expect((await withdrawByApi({ prompt: 'p2' })).status).toBe(404)
    expect(await (await get('/studies/winds/prompts')).text()).toContain('withdrawn')
  })

  it('of nothing, of both, or of what is not there is refused', async () => {
    expect((await withdraw({})).status).toBe(422)
    expect((await withdraw({ model: 'two', prompt: 'p1' })).status).toBe(422)
    expect((await withdraw({ model: 'nobody' })).status).toBe(404)
    expect((await withdrawByApi({ model: 'two', prompt: 'p1' })).status).toBe(422)
    expect((await withdrawByApi({})).status).toBe(422)
  })
})

describe('taking a withdrawal back', () => {
  const slotsOf = async (model: string) => {
    const [row] = await database.db()<{ open: number; whole: boolean }[]>`
      select count(*) filter (where p.taken < p.slots)::int as open,
             coalesce(bool_and(p.slots = 3), true) as whole
      from pairs p join models m on m.study_id = p.study_id and m.id in (p.model_lo, p.model_hi)
      join prompts q on q.study_id = p.study_id and q.id = p.prompt_id and q.withdrawn_at is null
      where p.study_id = ${study.id} and m.name = ${model}`
    return row
  }

  it('opens the pairs of a model again, but not those whose prompt stays withdrawn, and not twice', async () => {
    expect((await slotsOf('one'))?.open).toBe(0)
    expect((await takeBack({ model: 'one' })).status).toBe(303)
    const slots = await slotsOf('one')
    expect(slots?.open).toBeGreaterThan(0)
    expect(slots?.whole).toBe(true)
    const [closed] = await database.db()<{ n: number }[]>`
      select count(*)::int as n from pairs p join prompts q on q.study_id = p.study_id and q.id = p.prompt_id
      where q.external_id = 'p2' and p.taken < p.slots`
    expect(closed?.n).toBe(0)
    expect(await (await get('/studies/winds/batches')).text()).not.toMatch(
      /one<\/th>(?:(?!<\/tr>).)*withdrawn/s,
    )
    expect((await takeBack({ model: 'one' })).status).toBe(404)
    while ((await planPairs(database.db(), { study })) > 0);
    expect(await openModels()).toContain('one')
  })

  it('does the same for a prompt, by API as well', async () => {
    const answer = await takeBackByApi({ prompt: 'p2' })
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as { pairs: number }).pairs).toBeGreaterThan(0)
    expect((await takeBackByApi({ prompt: 'p2' })).status).toBe(404)
  })

  it('of nothing, of both, or of what was never withdrawn is refused', async () => {
    expect((await takeBack({})).status).toBe(422)
    expect((await takeBack({ model: 'two', prompt: 'p1' })).status).toBe(422)
    expect((await takeBack({ model: 'two' })).status).toBe(404)
    expect((await takeBackByApi({ model: 'nobody' })).status).toBe(404)
    expect((await takeBackByApi({ model: 7 })).status).toBe(422)
  })
})
