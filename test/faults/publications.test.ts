import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { openBatch, stageRows } from '../../db/outputs/batches.ts'
import { publishBatch } from '../../db/outputs/publication.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles, withHashes } from '../../server/importing/importing.ts'
import { publishStaged } from '../../server/importing/publishing.ts'
import { renderStudy } from '../../server/rendering/stored/rendered.ts'
import { cutOff } from '../setup/cut-off.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const prompt = 'Who answers best?'

type Row = { model: string; output: string }
const say = (model: string, output: string): Row => ({ model, output })

const fileOf = (rows: Row[]) => ({
  name: 'rows.jsonl',
  open: () => Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify({ prompt, ...row })}\n`))),
})

const importInto = (db: Db, study: Study, rows: Row[]) =>
  importFiles(db, {
    study,
    files: [fileOf(rows)],
    options: {},
    dryRun: false,
    decisions: { names_a_study_model: 'mask' },
    by: 'test',
  })

async function hidingStudy(slug: string, rows: Row[]): Promise<Study> {
  const db = database.db()
  const study = await createStudy(db, NewStudy.parse({ name: slug, slug, question: 'Which?' }))
  if (rows.length > 0) await importInto(db, study, rows)
  await renderStudy(db, study.id)
  return study
}

/** The texts of outputs that name a model of the study and are not flagged, or are laid out with the name in it. */
async function unmasked(study: Study): Promise<string[]> {
  const rows = await database.db()<{ text: string }[]>`
    select o.messages -> 0 ->> 'content' as text
    from outputs o left join renderings r on r.study_id = o.study_id and r.hash = o.content_hash
    where o.study_id = ${study.id} and exists (
      select from models m where m.study_id = ${study.id} and position(m.name in o.messages::text) > 0
        and (not 'names_a_study_model' = any (o.flags) or position(m.name in coalesce(r.html, '')) > 0))`
  return rows.map(({ text }) => text)
}

const modelsIn = async (study: Study) =>
  (await database.db()`select from models where study_id = ${study.id}`).length

test('a model that comes later is never published unflagged, wherever its upload is cut off', async () => {
  const ends = new Set<number>()
  for (let at = 0; ; at++) {
    const study = await hidingStudy(`cut-${at}`, [
      say('plain', 'I would rather ask zephyr-77b.'),
      say('other', 'Nobody knows.'),
    ])
    const cut = cutOff(database.db(), at)
    await importInto(cut.db, study, [say('zephyr-77b', 'Says zephyr-77b itself.')]).catch(() => {})
    await renderStudy(database.db(), study.id)
    expect(await unmasked(study), `cut off at statement ${at}`).toEqual([])
    ends.add(await modelsIn(study))
    if (!cut.reached()) break
  }
  expect([...ends].sort()).toEqual([2, 3])
})

async function stagedBatch(study: Study, rows: Row[]) {
  const db = database.db()
  const batch = {
    studyId: study.id,
    batchId: await openBatch(db, { studyId: study.id, files: ['f'], by: 'test' }),
  }
  const messages = [{ role: 'user' as const, content: prompt }]
  const staged = rows.map(({ model, output }) =>
    withHashes({
      prompt: { id: '', messages, tags: [], language: '', group: '' },
      model,
      sample: 1,
      output: [{ role: 'assistant', content: output }],
      flags: [],
    } as never),
  )
  await stageRows(db, { ...batch, from: 0, rows: staged })
  return batch
}

const reportOf = (contentHash: string) => ({ content_hash: contentHash }) as never
const decisions = { names_a_study_model: 'mask' } as const

test('of two published in the same moment neither overlooks the names of the other', async () => {
  const db = database.db()
  const study = await hidingStudy('at-once', [say('plain', 'It rains.'), say('other', 'It snows.')])
  const first = await stagedBatch(study, [say('zephyr-77b', 'Better than mistral-9q.')])
  const second = await stagedBatch(study, [say('mistral-9q', 'Worse than zephyr-77b.')])
  const connection = await db.reserve()
  await connection`begin`
  await publishBatch(connection as unknown as Db, { ...first, report: {}, contentHash: 'first', seen: 1 })
  const publishing = publishStaged(db, { ...second, report: reportOf('second'), decisions, actor: 'test' })
  for (let waits = 0; waits === 0; ) {
    const rows =
      await db`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    waits = rows.length
  }
  await connection`commit`
  connection.release()
  expect((await publishing)?.report.named_before).toBe(1)
  await renderStudy(db, study.id)
  expect(await unmasked(study)).toEqual([])
  expect(await modelsIn(study)).toBe(4)
})

test('many published at once leave nothing unmasked', async () => {
  const names = ['zephyr-77b', 'mistral-9q', 'calm-7b', 'windy-13b']
  const study = await hidingStudy('crowd', [])
  await Promise.all(
    names.map((name, n) =>
      importInto(database.db(), study, [
        say(name, `${name} thinks of ${names[(n + 1) % 4]} and ${names[(n + 2) % 4]}.`),
      ]),
    ),
  )
  await renderStudy(database.db(), study.id)
  expect(await modelsIn(study)).toBe(4)
  expect(await unmasked(study)).toEqual([])
})

test('a batch that was published already is not published again', async () => {
  const db = database.db()
  const study = await hidingStudy('twice', [])
  const batch = await stagedBatch(study, [say('plain', 'Once.')])
  const publish = () => publishStaged(db, { ...batch, report: reportOf('x'), decisions: {}, actor: 'test' })
  const done = await Promise.all([publish(), publish()])
  expect(done.filter((one) => one !== null)).toHaveLength(1)
  const acts = await db`select details from audit where study_id = ${study.id} and act = 'batch.publish'`
  expect(acts.map(({ details }) => details)).toEqual([
    { batch: batch.batchId, state: 'published', content_hash: 'x' },
  ])
})
