import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { findTester, joinStudy } from '../../db/testers/testers.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { shownModels } from '../../db/voting/shown-models.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { createLog } from '../../server/log.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import type { Assessment } from '../../server/results/judging.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const prompts = ['p1', 'p2', 'p3', 'p4']
const people = 3
let study: Study
let cookie = ''
let token = ''

const app = () => createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })
const api = (path: string, request: RequestInit = {}) =>
  app().request(`/api/v1/studies/tides/judges${path}`, {
    ...request,
    headers: { Authorization: `Bearer ${token}` },
  })

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}

/** Three people who always like "good" better, but on p4, where they like "poor" better. */
beforeAll(async () => {
  const db = database.db()
  study = await createStudy(db, NewStudy.parse({ name: 'Tides', question: 'Which?', repeat_share: 0 }))
  const rows = prompts.flatMap((id) =>
    ['good', 'poor'].map((model) => `${id},Ask ${id},${model},${model} ${id}\n`),
  )
  const text = `prompt_id,prompt,model,output\n${rows.join('')}`
  const files = [{ name: 'outputs.csv', open: () => bytes(text) }]
  await importFiles(db, { study, files, options: {}, dryRun: false, by: 'test' })
  await setStudyState(db, { id: study.id, state: 'open' })
  await planPairs(db, { study })
  const invite = { kind: 'open', count: 1, label: '', cap: null, expires: null } as const
  const [link] = await createInvites(db, { studyId: study.id, ...invite })
  const found = await findInvite(db, link?.code ?? '')
  for (let person = 0; person < people; person++) {
    const joined = found && (await joinStudy(db, { ...found, locale: 'en' }))
    const tester = await findTester(db, { key: study.key, token: joined?.token ?? '' })
    const who = { studyId: study.id, testerId: tester?.id ?? 0 }
    for (let live = await handOutPair(db, who); live; live = await handOutPair(db, who)) {
      const { a, prompt } = await shownModels(db, { studyId: study.id, comparison: live.id })
      const liked = prompt === 3 ? 'poor' : 'good'
      const outcome = a === liked ? ('a' as const) : ('b' as const)
      const answer = { outcome, strength: null, criteria: {}, reasons: [], comment: '' }
      await recordVote(db, { ...who, comparison: live.id, answer, claims: {}, input: 'form' })
    }
  }
  const owner = await createPerson(db, { email: 'o@example.org', password: 'eight or more', role: 'owner' })
  cookie = `tb=${await startSession(db, { personId: owner.id })}`
  const scopes = ['results:read', 'studies:write'] as const
  token = (await createToken(db, { name: 't', scopes, studyId: null, days: 1, by: 'test' })).token
})

const verdicts = `prompt,model_a,model_b,winner
p1,good,poor,a
p1,poor,good,b
p2,good,poor,a
p2,poor,good,a
Ask p3,poor,good,b
p4,good,poor,a
`

function fileForm(text: string, name = 'verdicts.csv'): FormData {
  const form = new FormData()
  form.append('file', new File([text], name))
  return form
}
const put = (text: string, judge = 'strict') =>
  api(`/${judge}`, { method: 'PUT', body: fileForm(text) as unknown as BodyInit })
const stored = async () => (await database.db()`select * from verdicts`).length

describe('verdicts of a judge', () => {
  test('are stored whole, by prompt id or text, and replace the same showing', async () => {
    const answer = await put(verdicts)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ judge: 'strict', verdicts: 6, scores: 0 })
    expect((await put(verdicts)).status).toBe(200)
    expect(await stored()).toBe(6)
    const { judges } = (await (await api('')).json()) as { judges: { name: string; verdicts: number }[] }
    expect(judges).toMatchObject([{ name: 'strict', verdicts: 6 }])
  })

  test('are compared with people: what both decided, order, and where they differ', async () => {
    const report = (await (await api('/strict')).json()) as Assessment
    // p2 contradicts itself, so it is a tie; p1 and p3 agree; p4 does not
    expect(report.report.agreement).toMatchObject({ count: 2, total: 3 })
    expect(report.report.swapConsistency).toMatchObject({ count: 1, total: 2 })
    expect(report.report.firstPosition).toMatchObject({ count: 4, total: 6 })
    expect(report.ceiling).toMatchObject({ count: 12, total: 12, share: 1 })
    expect(report.differences.map(({ promptId }) => promptId)).toEqual(['p4'])
    expect(report.next[0]).toMatchObject({ promptId: 'p2', contradicts: true })
  })

  test('leave votes and the ranking as they were', async () => {
    const before = await app().request('/api/v1/studies/tides/results', {
      headers: { Authorization: `Bearer ${token}` },
    })
    await put(verdicts.replaceAll(',a\n', ',tie\n'), 'lazy')
    const after = await app().request('/api/v1/studies/tides/results', {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(await after.text()).toBe(await before.text())
  })

  test('are refused by line where the study does not hold what they name, and nothing is stored', async () => {
    const count = await stored()
    const answer = await put(
      'prompt,model_a,model_b,winner\np1,good,poor,a\np9,good,poor,a\np1,good,gone,b\n',
    )
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { detail: string }[] }
    expect(errors.map(({ detail }) => detail)).toEqual([
      'Cannot use line 3: the study has no prompt "p9"',
      'Cannot use line 3: the study has no prompt "p9"',
      'Cannot use line 4: the study has no output of "gone" to prompt "p1"',
    ])
    expect((await put('prompt,model_a\np1,good\n')).status).toBe(422)
    expect((await put('prompt,model_a,model_b,winner\n')).status).toBe(422)
    const twoParts = fileForm(verdicts)
    twoParts.append('more', 'x')
    expect((await api('/strict', { method: 'PUT', body: twoParts as unknown as BodyInit })).status).toBe(422)
    expect((await api('/nobody')).status).toBe(404)
    expect((await api('/strict?part=some')).status).toBe(422)
    expect(await stored()).toBe(count)
  })

  test('may be scores: the higher one is the choice, and no order is claimed', async () => {
    const scores = prompts.flatMap((id) => [`${id},good,4\n`, `${id},poor,2\n`])
    expect(await (await put(`prompt,model,score\n${scores.join('')}`, 'scorer')).json()).toMatchObject({
      scores: 8,
    })
    const { report } = (await (await api('/scorer')).json()) as Assessment
    expect(report).toMatchObject({
      agreement: { count: 3, total: 4 },
      firstPosition: null,
      swapConsistency: null,
    })
  })
})

describe('the pages', () => {
  const get = (path: string) => app().request(path, { headers: { Cookie: cookie } })
  const post = (form: FormData) =>
    app().request('/studies/tides/judges', {
      method: 'POST',
      headers: { Cookie: cookie },
      body: form as unknown as BodyInit,
    })

  test('list judges and show one beside people', async () => {
    const list = await (await get('/studies/tides/judges')).text()
    const [, path = ''] = /href="(\/studies\/tides\/judges\/\d+)">strict/.exec(list) ?? []
    const page = await get(path)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('67 %')
    expect(html).toContain('Where people and strict differ')
    expect(await (await get(`${path}?part=held_out`)).text()).toContain('split=train=0.7,test=0.3')
    expect((await get('/studies/tides/judges/999999')).status).toBe(404)
    expect((await get('/studies/tides/judges/x')).status).toBe(404)
  })

  test('take a file, or say line by line why not and keep the name', async () => {
    const good = fileForm(verdicts)
    good.append('judge', 'from the page')
    expect((await post(good)).status).toBe(303)
    const bad = fileForm(verdicts.replace('p4,good', 'p4,nobody'))
    bad.append('judge', 'kept name')
    const refused = await post(bad)
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('no output of &quot;nobody&quot;')
    expect(html).toContain('value="kept name"')
    const nameless = fileForm(verdicts)
    nameless.append('judge', ' ')
    expect((await post(nameless)).status).toBe(422)
  })
})
