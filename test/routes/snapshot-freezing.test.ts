import { Readable } from 'node:stream'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { excludeTester, readmitTester } from '../../db/testers/exclusions.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { SnapshotJson } from '../../server/datasets/stored-snapshot.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { useDatabase } from '../setup/database.ts'
import { answer, join, openStudy, reread } from '../setup/voted-study.ts'

const database = useDatabase()
let token = ''
let study: Study
let who: { studyId: number; testerId: number }

const firstWins = ({ a }: { a: string }) => (a === 'x' ? 'a' : 'b') as 'a' | 'b'

function call(path: string, body?: unknown) {
  const app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  return app.request(`/api/v1/studies/kept/${path}`, {
    headers,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
}

async function freeze(filter: Record<string, unknown> = {}): Promise<SnapshotJson> {
  const answer = await call('snapshots', filter)
  expect(answer.status).toBe(201)
  return (await answer.json()) as SnapshotJson
}

beforeAll(async () => {
  const db = database.db()
  study = await openStudy(db, { slug: 'kept', models: ['x', '../../y', '=cmd()'], prompts: 12 })
  who = await join(db, study)
  await answer(db, who, { count: 6, choose: firstWins })
  const made = { name: 't', scopes: ['data:read' as const], studyId: null, days: null, by: 'test' }
  token = (await createToken(db, made)).token
})

describe('the same filter at the same position', () => {
  test('is the same data when testers are excluded, outputs uploaded and the study renamed', async () => {
    const db = database.db()
    const { filter, position, files } = await freeze({ clean: true })
    expect(filter.as_of).toMatch(/^20\d\d-.*\.\d{6}Z$/)
    await excludeTester(db, { ...who, rule: 'by hand', reason: 'Asleep', by: 'test' })
    const more = '{"prompt":"New?","model":"x","output":"1"}\n{"prompt":"New?","model":"=cmd()","output":"2"}'
    await importFiles(db, {
      study: await reread(db, 'kept'),
      files: [{ name: 'more.jsonl', open: () => Readable.from([Buffer.from(more)]) }],
      options: {},
      dryRun: false,
      by: 'test',
    })
    await db`update studies set name = 'Another name' where slug = 'kept'`
    expect((await freeze({ ...filter, position })).files).toEqual(files)
    const now = await freeze({ clean: true })
    expect(now.position).toBe(position)
    expect(now.filter.as_of).not.toBe(filter.as_of)
    expect(now.counts?.['data/votes/train-00000-of-00001.parquet']?.dropped.votes).toEqual({
      excluded_tester: position,
    })
    expect(now.counts?.['data/items/train-00000-of-00001.parquet']?.rows).toBe(38)
    await readmitTester(db, who)
  })

  test('has the same seal, which every export names too', async () => {
    const [one, two] = [await freeze(), await freeze()]
    expect(one.seal).toEqual({ position: one.position, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(two.seal).toEqual(one.seal)
    const answer = await call('exports/votes.csv')
    expect(answer.headers.get('X-Tiebreak-Seal')).toBe(`${one.seal?.position} ${one.seal?.hash}`)
  })

  test('never trains anything on the answers of whoever has withdrawn, not even as of an earlier time', async () => {
    const db = database.db()
    const leaver = await join(db, study)
    await answer(db, leaver, { count: 2, choose: firstWins })
    const before = await freeze({ aggregate: 'vote' })
    const rowsOf = ({ files = [] }: SnapshotJson, view: string) =>
      files.find(({ path }) => path.startsWith(`data/${view}/`))?.rows
    await excludeTester(db, { ...leaver, rule: 'withdrawn', reason: '', by: 'the tester' })
    const after = await freeze({ ...before.filter, position: before.position })
    for (const view of ['dpo', 'reward']) expect(rowsOf(after, view)).toBe((rowsOf(before, view) ?? 0) - 2)
    expect(rowsOf(after, 'kto')).toBe((rowsOf(before, 'kto') ?? 0) - 4)
    expect(rowsOf(after, 'votes')).toBe(rowsOf(before, 'votes'))
    await db`update exclusions set lifted_at = now() where rule = 'withdrawn'`
  })
})
