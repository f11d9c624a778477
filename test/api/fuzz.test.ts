import fc from 'fast-check'
import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { withdraw } from '../../db/outputs/withdrawals.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { useDatabase } from '../setup/database.ts'
import { answer, join, openStudy } from '../setup/voted-study.ts'
import { breach, operations } from './contract.ts'
import { type MadeRequest, requestTo } from './requests.ts'

/** 500 in the tests; `FUZZ_REQUESTS=5000 npx vitest run test/api/fuzz.test.ts` for the long run. */
const runs = Number(process.env.FUZZ_REQUESTS ?? 500)
const database = useDatabase()
let token = ''
let known: Record<string, string[]> = {}

beforeAll(async () => {
  const db = database.db()
  const study = await openStudy(db, { slug: 'fuzz', models: ['x', 'y'], prompts: 2 })
  const who = await join(db, study)
  await answer(db, who, { count: 2, choose: () => 'a' })
  const silent = await openStudy(db, { slug: 'silent', models: ['x', 'y'], prompts: 1 })
  for (const of of [{ model: 'x' }, { model: 'y' }, { prompt: 'p0' }]) {
    await withdraw(db, study.id, of)
    await withdraw(db, silent.id, of)
  }
  await createStudy(db, NewStudy.parse({ name: 'Sketch', slug: 'sketch', question: 'Which?' }))
  token = (await createToken(db, { name: 'f', scopes: ['admin'], studyId: null, days: null, by: 'test' }))
    .token
  const app = createApp({ db, config: readConfig({}), log: pino({ level: 'silent' }) })
  const send = async (path: string, body: string | FormData) => {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}` }
    if (typeof body === 'string') headers['Content-Type'] = 'application/json'
    const answer = await app.request(`/api/v1/studies/${path}`, { method: 'POST', headers, body })
    expect(answer.status, path).toBe(201)
    return String(((await answer.json()) as { id: number | string }).id)
  }
  const snapshots: string[] = []
  const drafts: string[] = []
  for (let n = 0; n < 6; n += 1) snapshots.push(await send('fuzz/snapshots', '{}'))
  for (let n = 0; n < 20; n += 1) {
    const file = `{"prompt":"Draft ${n}?","model":"x","output":"A"}\n{"prompt":"Draft ${n}?","model":"y","output":"B"}`
    drafts.push(await send('sketch/drafts', formOf({ file, options: undefined })))
  }
  const [tester] = await db<{ pseudonym: string }[]>`select pseudonym from testers limit 1`
  known = {
    slug: ['fuzz', 'fuzz', 'silent', 'sketch', 'sketch'],
    'snapshots.id': snapshots,
    'changes.since': snapshots,
    'drafts.id': drafts,
    'batches.id': ['1', '2', '3'],
    'invites.id': ['1', '2'],
    file: ['votes.csv', 'dpo.jsonl', 'kto.parquet', 'llamafactory.zip', 'openai.jsonl', 'items.jsonl', 'x.y'],
    path: ['README.md', 'data/votes/train-00000-of-00001.parquet', 'x'],
    tester: [tester?.pseudonym ?? 't'],
    judge: ['gpt', 'x/y'],
  }
})

test(`${runs} made requests: none fails on our side, every answer is as the API describes it`, async () => {
  const app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
  const request = fc
    .constantFrom(...operations)
    .chain((operation) =>
      requestTo(operation, known).map((made) => ({ ...made, name: `${operation.method} ${operation.path}` })),
    )
  const seen = new Map<number, number>()
  const reached = new Map<string, number>()
  const check = async ({ method, path, body, type, key, form, name }: MadeRequest & { name: string }) => {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}` }
    if (form === null && body !== undefined) headers['Content-Type'] = type
    if (key !== null) headers['Idempotency-Key'] = key
    const answer = await app.request(`/api/v1${path}`, {
      method,
      headers,
      ...(form ? { body: formOf(form) } : body !== undefined && { body: JSON.stringify(body) }),
    })
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
    reached.set(name, (reached.get(name) ?? 0) + Number(answer.ok))
    expect(answer.status, `${method} ${path}`).toBeLessThan(500)
    expect(await breach(method, path, answer), `${method} ${path} ${JSON.stringify(body)}`).toBeNull()
    await answer.arrayBuffer()
  }
  await fc.assert(fc.asyncProperty(request, check), { numRuns: runs, endOnFailure: true })
  expect(seen.get(200), 'the requests reach something').toBeGreaterThan(runs / 20)
  expect(seen.get(422)).toBeGreaterThan(0)
  const missed = operations
    .map(({ method, path }) => `${method} ${path}`)
    .filter((name) => !reached.has(name))
  expect(missed, 'operations that were never asked').toEqual([])
  const refused = [...reached].filter(([, successes]) => successes === 0).map(([name]) => name)
  if (runs >= 5000) expect(refused, 'operations that never succeeded').toEqual([])
}, 600_000)

function formOf({ file, options }: { file: string; options: unknown }): FormData {
  const form = new FormData()
  form.append('file', new File([file], 'made.jsonl'))
  if (options !== undefined) form.append('options', JSON.stringify(options))
  return form
}

test('an answer that is not as described is told', async () => {
  expect(await breach('GET', '/studies', Response.json({ studies: [{ slug: 'x' }], next: null }))).toContain(
    'required',
  )
  expect(await breach('GET', '/studies', Response.json({}, { status: 418 }))).toContain('418')
  expect(await breach('GET', '/studies', Response.json({ studies: [], next: null }))).toBeNull()
})
