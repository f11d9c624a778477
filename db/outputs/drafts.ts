import type { Progress } from '../../server/domain/output-rows.ts'
import { type Act, recordingAct } from '../accounts/audit.ts'
import type { Db } from '../connection/client.ts'
import type { StagedRow } from './batches.ts'
import { forgetFiles } from './draft-files.ts'

type Of = { studyId: number; batchId: number }

export type Draft = {
  id: number
  state: 'staged' | 'published' | 'rejected' | 'discarded'
  createdBy: string
  createdAt: Date
  options: unknown
  report: unknown
  contentHash: string | null
  reading: number
  progress: Progress | null
  readAt: Date | null
  /** nobody reads it: the process that did has gone, or nobody has begun */
  isAbandoned: boolean
}

export async function openDraft(
  db: Db,
  { studyId, by, options }: { studyId: number; by: string; options: unknown },
): Promise<number> {
  const [row] = await db<{ id: number }[]>`
    insert into batches (study_id, state, files, created_by, options)
    values (${studyId}, 'staged', '{}', ${by}, ${db.json(options as never)}) returning id`
  if (!row) throw new Error('The draft was not opened')
  return row.id
}

export async function findDraft(db: Db, { studyId, batchId }: Of): Promise<Draft | null> {
  const [row] = await db<Draft[]>`
    select id, state, created_by as "createdBy", created_at as "createdAt", options, report,
           content_hash as "contentHash", reading, progress, read_at as "readAt",
           state = 'staged' and read_at is null
             and coalesce(heartbeat_at < now() - interval '20 seconds', true) as "isAbandoned"
    from batches where study_id = ${studyId} and id = ${batchId} and options is not null`
  return row ?? null
}

/**
 * Begins to read a draft, under new options or under those it has. Whoever read it before finds its number gone and
 * stops; what it staged is thrown away.
 *
 * @returns the number of this reading, or null when the draft is published or discarded
 */
export async function beginReading(
  db: Db,
  { studyId, batchId, options, onlyIf }: Of & { options?: unknown; onlyIf?: number },
): Promise<number | null> {
  const [row] = await db<{ reading: number }[]>`
    update batches
    set reading = reading + 1, heartbeat_at = now(), read_at = null, report = null, progress = null,
        options = coalesce(${options === undefined ? null : db.json(options as never)}::jsonb, options)
    where study_id = ${studyId} and id = ${batchId} and state = 'staged' and options is not null
      and reading = coalesce(${onlyIf ?? null}::int, reading)
    returning reading`
  if (!row) return null
  await db`
    delete from staged_rows r using batches b
    where r.study_id = ${studyId} and r.batch_id = ${batchId}
      and b.study_id = r.study_id and b.id = r.batch_id and b.reading = ${row.reading}`
  return row.reading
}

type Reading = Of & { reading: number }

/** @returns false when another reading has begun, or the draft is gone */
export async function stageDraftRows(
  db: Db,
  {
    studyId,
    batchId,
    reading,
    from,
    rows,
    progress,
  }: Reading & { from: number; rows: StagedRow[]; progress: Progress },
): Promise<boolean> {
  const [row] = await db<{ id: number }[]>`
    with draft as (
      update batches set progress = ${db.json(progress)}, heartbeat_at = now()
      where study_id = ${studyId} and id = ${batchId} and state = 'staged' and reading = ${reading}
      returning id
    ), staged as (
      insert into staged_rows (study_id, batch_id, number, row)
      select ${studyId}, draft.id, ${from}::int + r.n::int, r.row
      from draft cross join jsonb_array_elements(${db.json(rows as never)}) with ordinality as r (row, n)
    )
    select id from draft`
  return row !== undefined
}

export async function finishReading(
  db: Db,
  { studyId, batchId, reading, report, contentHash }: Reading & { report: unknown; contentHash: string },
): Promise<void> {
  await db`
    update batches set report = ${db.json(report as never)}, content_hash = ${contentHash}, read_at = now()
    where study_id = ${studyId} and id = ${batchId} and state = 'staged' and reading = ${reading}`
}

/** Keeps what was recognised beside the options it was recognised under. */
export async function storeRecognition(
  db: Db,
  { studyId, batchId, reading, recognition }: Reading & { recognition: unknown },
): Promise<void> {
  await db`
    update batches
    set options = options || jsonb_build_object('recognition', ${db.json(recognition as never)}::jsonb),
        heartbeat_at = now()
    where study_id = ${studyId} and id = ${batchId} and state = 'staged' and reading = ${reading}`
}

/** Keeps what is to be done about each finding, so that the draft can be looked at as it would be published. */
export async function storeDecisions(
  db: Db,
  { studyId, batchId, decisions }: Of & { decisions: Record<string, string> },
): Promise<void> {
  await db`
    update batches set options = jsonb_set(options, '{settings,decisions}', ${db.json(decisions)}::jsonb)
    where study_id = ${studyId} and id = ${batchId} and state = 'staged' and options is not null`
}

/** @returns false when it is no draft any more */
export async function discardDraft(db: Db, { studyId, batchId, act }: Of & { act?: Act }): Promise<boolean> {
  const rows = await db`
    with gone as (
      update batches set state = 'discarded', report = null, progress = null
      where study_id = ${studyId} and id = ${batchId} and state = 'staged' and options is not null
      returning id
    )${recordingAct(db, act, {
      from: db`gone join studies s on s.id = ${studyId}`,
      studyId,
      subject: db`s.slug`,
    })}
    select id from gone`
  if (rows.length > 0) await forgetFiles(db, { studyId, batchId })
  return rows.length > 0
}

/** For an upload that broke off or was refused: its report stays, nothing else. */
export async function rejectDraft(
  db: Db,
  { studyId, batchId, report }: Of & { report: unknown },
): Promise<void> {
  const rows = await db`
    update batches set state = ${report ? 'rejected' : 'discarded'}, report = ${db.json(report as never)}
    where study_id = ${studyId} and id = ${batchId} and state = 'staged' returning id`
  if (rows.length > 0) await forgetFiles(db, { studyId, batchId })
}

/**
 * Discards what nobody went on with: drafts untouched for so many days, and uploads that broke off so many hours ago.
 * Their files and rows go with them.
 *
 * @returns how many there were
 */
export async function discardAbandoned(
  db: Db,
  { draftDays, brokenHours }: { draftDays: number; brokenHours: number },
): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    with gone as (
      update batches set state = 'discarded', report = null, progress = null
      where state = 'staged'
        and greatest(created_at, heartbeat_at, read_at) < now() - case
          when options is not null and cardinality(files) > 0 then make_interval(days => ${draftDays}::int)
          else make_interval(hours => ${brokenHours}::int) end
      returning study_id, id
    ), chunks as (
      delete from batch_chunks c using gone where c.study_id = gone.study_id and c.batch_id = gone.id
    ), rows as (
      delete from staged_rows r using gone where r.study_id = gone.study_id and r.batch_id = gone.id
    )
    select count(*)::int as count from gone`
  return row?.count ?? 0
}

/**
 * The first prompts of a draft that two models answered, with two answers each, for a look as testers will have it.
 * Outputs with a flag of `drop` are left out.
 */
export async function firstPairs(
  db: Db,
  { studyId, batchId, count, drop }: Of & { count: number; drop: string[] },
): Promise<StagedRow[][]> {
  const rows = await db<{ row: StagedRow }[]>`
    with first as (
      select row, number, row ->> 'promptHash' as prompt,
             row_number() over (partition by row ->> 'promptHash' order by number) as place,
             min(number) over (partition by row ->> 'promptHash') as since
      from (select * from staged_rows where study_id = ${studyId} and batch_id = ${batchId}
              and not (row -> 'flags') ?| ${drop}::text[]
            order by number limit 5000) s
    )
    select row from first where place <= 2
      and since in (select distinct since from first order by since limit ${count})
    order by since, place`
  const pairs = new Map<string, StagedRow[]>()
  for (const { row } of rows) pairs.set(row.promptHash, [...(pairs.get(row.promptHash) ?? []), row])
  return [...pairs.values()]
}
