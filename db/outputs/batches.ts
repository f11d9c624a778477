import type { BatchRow, ModelRow } from '../../server/domain/output-rows.ts'
import type { UploadRow } from '../../server/formats/uploads/types.ts'
import type { Db } from '../connection/client.ts'

export type StagedRow = UploadRow & { outputHash: string; promptHash: string }

export async function openBatch(
  db: Db,
  { studyId, files, by }: { studyId: number; files: string[]; by: string },
): Promise<number> {
  const [row] = await db<{ id: number }[]>`
    insert into batches (study_id, state, files, created_by) values (${studyId}, 'staged', ${files}, ${by})
    returning id`
  if (!row) throw new Error('The batch was not opened')
  return row.id
}

type Chunk = { studyId: number; batchId: number; from: number; rows: StagedRow[] }

export async function stageRows(db: Db, { studyId, batchId, from, rows }: Chunk): Promise<void> {
  await db`
    insert into staged_rows (study_id, batch_id, number, row)
    select ${studyId}, ${batchId}, ${from}::int + r.n::int, r.row
    from jsonb_array_elements(${db.json(rows as never)}) with ordinality as r (row, n)`
}

export async function discardStaged(
  db: Db,
  { studyId, batchId }: { studyId: number; batchId: number },
): Promise<void> {
  await db`delete from staged_rows where study_id = ${studyId} and batch_id = ${batchId}`
}

export async function rejectBatch(
  db: Db,
  { studyId, batchId, report }: { studyId: number; batchId: number; report: unknown },
): Promise<void> {
  await db`
    update batches set state = 'rejected', report = ${db.json(report as never)}
    where study_id = ${studyId} and id = ${batchId} and state = 'staged'`
}

type BatchPage = { studyId: number; after?: number | undefined; limit?: number }

/** Newest first; `after` is the id of the last one of the page before. */
export async function listBatches(db: Db, { studyId, after, limit }: BatchPage): Promise<BatchRow[]> {
  return db<BatchRow[]>`
    select ${batchColumns(db)} from batches
    where study_id = ${studyId} and state <> 'discarded' and ${after === undefined ? db`true` : db`id < ${after}`}
    order by id desc limit ${limit ?? null}`
}

export async function findBatch(
  db: Db,
  { studyId, id }: { studyId: number; id: number },
): Promise<BatchRow | null> {
  const [batch] = await db<BatchRow[]>`
    select ${batchColumns(db)} from batches where study_id = ${studyId} and id = ${id} and state <> 'discarded'`
  return batch ?? null
}

const batchColumns = (db: Db) => db`
  id, state, later, files, report, created_by as "createdBy", created_at as "createdAt",
  published_at as "publishedAt"`

export async function modelsOf(db: Db, studyId: number): Promise<ModelRow[]> {
  return db<ModelRow[]>`
    select m.id, m.name, m.approach, m.cost, m.withdrawn_at is not null as withdrawn,
           coalesce((select b.later from outputs o join batches b on b.study_id = o.study_id and b.id = o.batch_id
                     where o.study_id = m.study_id and o.model_id = m.id order by o.batch_id limit 1), false) as later,
           (select count(*) from outputs o where o.study_id = m.study_id and o.model_id = m.id)::int as outputs
    from models m where m.study_id = ${studyId} order by m.name`
}

/** Finds the prompt an upload refers to by the id it had in an earlier batch. */
export async function promptById(db: Db, { studyId, id }: { studyId: number; id: string }) {
  const [row] = await db<{ messages: { role: 'user'; content: string }[] }[]>`
    select messages from prompts where study_id = ${studyId} and external_id = ${id}`
  return row?.messages ?? null
}
