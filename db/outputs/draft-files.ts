import type { Db } from '../connection/client.ts'

type Of = { studyId: number; batchId: number }

export async function storeChunk(
  db: Db,
  { studyId, batchId, file, number, data }: Of & { file: number; number: number; data: Buffer },
): Promise<void> {
  await db`
    insert into batch_chunks (study_id, batch_id, file, number, data)
    values (${studyId}, ${batchId}, ${file}, ${number}, ${data})`
}

export type StoredFile = { number: number; name: string; bytes: number }

/** Names the files once all their chunks are in: a draft without names was never finished. */
export async function nameFiles(
  db: Db,
  { studyId, batchId, files }: Of & { files: StoredFile[] },
): Promise<void> {
  await db`
    with named as (
      insert into batch_files (study_id, batch_id, number, name, bytes)
      select ${studyId}, ${batchId}, f.number, f.name, f.bytes
      from jsonb_to_recordset(${db.json(files)}) as f (number int, name text, bytes bigint)
      returning name, number
    )
    update batches set files = array(select name from named order by number)
    where study_id = ${studyId} and id = ${batchId}`
}

export async function storedFiles(db: Db, { studyId, batchId }: Of): Promise<StoredFile[]> {
  return db<StoredFile[]>`
    select number, name, bytes from batch_files
    where study_id = ${studyId} and batch_id = ${batchId} order by number`
}

export async function* storedChunks(
  db: Db,
  { studyId, batchId, file }: Of & { file: number },
): AsyncGenerator<Buffer> {
  const at = async (number: number) => {
    const [row] = await db<{ data: Buffer }[]>`
      select data from batch_chunks
      where study_id = ${studyId} and batch_id = ${batchId} and file = ${file} and number = ${number}`
    return row?.data
  }
  for (let number = 0; ; number++) {
    const data = await at(number)
    if (!data) return
    yield data
  }
}

/** What was uploaded is not needed once it is published or discarded; it can be done again at any time. */
export async function forgetFiles(db: Db, { studyId, batchId }: Of): Promise<void> {
  await db`delete from staged_rows where study_id = ${studyId} and batch_id = ${batchId}`
  await db`delete from batch_chunks where study_id = ${studyId} and batch_id = ${batchId}`
}
