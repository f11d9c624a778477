import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { openBatch, stageRows } from '../../db/outputs/batches.ts'
import { beginReading, openDraft, stageDraftRows } from '../../db/outputs/drafts.ts'
import { publishBatch } from '../../db/outputs/publication.ts'
import { storeRenderings } from '../../db/outputs/renderings.ts'
import { readmit, withdraw } from '../../db/outputs/withdrawals.ts'
import { type Build, BuildLost, claimBuild, storeChunk } from '../../db/results/snapshot-builds.ts'
import { createStudy, editStudy, findStudy } from '../../db/studies/studies.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { recordVote, reopenLastVote } from '../../db/voting/votes.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'

/** What two do at once to the same row, made to meet at the worst moment. */
const database = useDatabase()
let study: Study
beforeAll(async () => {
  study = await createStudy(database.db(), NewStudy.parse({ name: 'Race', slug: 'race', question: 'Which?' }))
})

/** Begins `act` while what came first is not committed, and does `then` and commits once it waits, or is done. */
async function meanwhile<T>(
  first: (sql: Db) => Promise<unknown>,
  act: () => Promise<T>,
  then: (sql: Db) => Promise<unknown> = async () => {},
): Promise<T> {
  const connection = await database.db().reserve()
  await connection`begin`
  await first(connection as unknown as Db)
  const acting = act()
  acting.catch(() => {})
  await Promise.race([acting.catch(() => {}), waiting()])
  await then(connection as unknown as Db)
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

describe('in a study that is open', () => {
  let who: { studyId: number; testerId: number }
  let made = 0
  beforeEach(async () => {
    made += 1
    const outputs = outputsOf(['calm', 'windy'], 3)
    const open = await openMadeStudy(database.db(), {
      slug: `open-${made}`,
      outputs,
      settings: { votes_per_pair: 1 },
    })
    await planPairs(database.db(), { study: open })
    who = await joinMade(database.db(), open)
  })
  const answered = async () => {
    const comparison = (await handOutPair(database.db(), who))?.id ?? ''
    const vote = { ...who, comparison, answer: answerOf('a'), claims: {}, input: 'click' }
    expect(await recordVote(database.db(), vote)).toBe('stored')
    return comparison
  }

  test('of two undos of different answers at once one is refused', async () => {
    const [earlier, last] = [await answered(), await answered()]
    const undone = await meanwhile(
      (sql) =>
        sql`update comparisons set state = 'reopened' where study_id = ${who.studyId} and id = ${earlier}`,
      () => reopenLastVote(database.db(), { ...who, comparison: last }),
    )
    expect(undone).toBe('not_last')
    const open = await database.db()`
      select id from comparisons where study_id = ${who.studyId} and state = 'reopened'`
    expect(open).toEqual([{ id: earlier }])
  })

  test('an undo that is caught in a deadlock is asked again', async () => {
    const comparison = await answered()
    const undone = await meanwhile(
      (sql) =>
        sql`select from comparisons where study_id = ${who.studyId} and id = ${comparison} for no key update`,
      () => reopenLastVote(database.db(), { ...who, comparison }),
      (sql) =>
        sql`update testers set rested_at = now() where study_id = ${who.studyId} and id = ${who.testerId}`,
    )
    expect(undone).toBe('reopened')
  })

  test('an edit that is caught in a deadlock is asked again', async () => {
    await meanwhile(
      (sql) => sql`select from ballot_boxes where study_id = ${who.studyId} for no key update`,
      () => editStudy(database.db(), { id: who.studyId, changes: { votes_per_pair: 3 } }),
      (sql) => sql`update pairs set shown_lo_first = shown_lo_first where study_id = ${who.studyId}`,
    )
    expect(await slots()).toEqual([{ slots: 3 }])
  })

  test.each([{ model: 'calm' }, { prompt: 'p0' }])(
    '%o taken back in the moment votes are raised gets as many',
    async (of) => {
      await withdraw(database.db(), who.studyId, of)
      await meanwhile(
        (sql) => editStudy(sql, { id: who.studyId, changes: { votes_per_pair: 3 } }),
        () => readmit(database.db(), who.studyId, of),
      )
      expect(await slots()).toEqual([{ slots: 3 }])
    },
  )

  const slots = () => database.db()`select distinct slots from pairs where study_id = ${who.studyId}`
})
