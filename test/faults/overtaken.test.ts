import { beforeAll, expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { openBatch, stageRows } from '../../db/outputs/batches.ts'
import { beginReading, openDraft, stageDraftRows } from '../../db/outputs/drafts.ts'
import { publishBatch } from '../../db/outputs/publication.ts'
import { storeRenderings } from '../../db/outputs/renderings.ts'
import { type Build, BuildLost, claimBuild, storeChunk } from '../../db/results/snapshot-builds.ts'
import { createStudy, editStudy, findStudy } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { useDatabase } from '../setup/database.ts'

/** What two do at once to the same row, made to meet at the worst moment. */
const database = useDatabase()
let study: Study
beforeAll(async () => {
  study = await createStudy(database.db(), NewStudy.parse({ name: 'Race', slug: 'race', question: 'Which?' }))
})

/** Begins `act` while what came first is not committed, and commits once it waits, or is done. */
async function meanwhile<T>(first: (sql: Db) => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  const connection = await database.db().reserve()
  await connection`begin`
  await first(connection as unknown as Db)
  const acting = act()
  acting.catch(() => {})
  await Promise.race([acting.catch(() => {}), waiting()])
  await connection`commit`
  connection.release()
  return acting
}

async function waiting(): Promise<void> {
  for (;;) {
    const rows = await database.db()`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    if (rows.length > 0) return
    await new Promise((done) => setTimeout(done, 10))
  }
}

test('a question is not edited in the moment its study is opened', async () => {
  const editing = meanwhile(
    async (sql) => {
      await sql`update ballot_boxes set state = 'open' where study_id = ${study.id}`
      await sql`update studies set frozen_hash = 'x' where id = ${study.id}`
    },
    () => editStudy(database.db(), { id: study.id, changes: { question: 'Which is worse?' } }),
  )
  await expect(editing).rejects.toThrow('frozen')
  expect((await findStudy(database.db(), { slug: 'race', only: null }))?.question).toBe('Which?')
})

test('a builder who has been overtaken leaves no piece behind', async () => {
  const db = database.db()
  await db`insert into snapshots (study_id, id, filter, position, created_by)
    values (${study.id}, 'snap_20260101_00000000', '{}', 1, 'test')`
  const build = (await claimBuild(db)) as Build
  const storing = meanwhile(
    (sql) => sql`update snapshots set builder = gen_random_uuid() where id = ${build.id}`,
    () => storeChunk(db, build, { path: 'votes.parquet', number: 7, bytes: Buffer.from('old') }),
  )
  await expect(storing).rejects.toThrow(BuildLost)
})

test('a reading that has been overtaken throws away nothing of the one that follows', async () => {
  const db = database.db()
  const of = { studyId: study.id, batchId: await openDraft(db, { studyId: study.id, by: 't', options: {} }) }
  let first = true
  const slow = new Proxy(db, {
    async apply(target, self, args) {
      if (!first || !/delete from staged_rows/.test(args[0][0])) return Reflect.apply(target, self, args)
      first = false
      const reading = (await beginReading(db, of)) ?? 0
      const progress = { bytes: 0, total: 0, rows: 0 }
      await stageDraftRows(db, { ...of, reading, from: 0, rows: [{}] as never, progress })
      return Reflect.apply(target, self, args)
    },
  })
  await beginReading(slow, of)
  const [staged] = await db`select count(*)::int as rows from staged_rows where batch_id = ${of.batchId}`
  expect(staged?.rows).toBe(1)
})

test('an output laid out in the moment its names are hidden is not shown with them', async () => {
  const db = database.db()
  const text = [{ role: 'assistant' as const, content: 'I am Alpha' }]
  const hash = 'ab'.repeat(32)
  const row = {
    prompt: { id: 'p', messages: [{ role: 'user', content: 'Who?' }], tags: [], language: '', group: '' },
    promptHash: 'cd'.repeat(32),
    model: 'alpha',
    sample: 1,
    output: text,
    outputHash: hash,
    flags: ['self_identification'],
  }
  const batchId = await openBatch(db, { studyId: study.id, files: ['f'], by: 'test' })
  await stageRows(db, { studyId: study.id, batchId, from: 0, rows: [row] as never })
  await meanwhile(
    (sql) =>
      storeRenderings(sql, {
        studyId: study.id,
        masks: [],
        publications: null,
        renderings: [{ hash, html: '<p>I am Alpha</p>' }],
      }),
    () =>
      publishBatch(db, {
        studyId: study.id,
        batchId,
        report: {},
        contentHash: 'x',
        seen: 0,
        mask: ['self_identification'],
      }),
  )
  expect(await db`select from renderings where study_id = ${study.id}`).toHaveLength(0)
})
