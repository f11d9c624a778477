import type { Db } from '../connection/client.ts'

/** Every piece of a file but the last has this size, so that a range says which pieces it needs. */
export const chunkBytes = 1024 * 1024

export type StoredFile = { studyId: number; id: string; path: string }

/** Bytes from `start` up to but not including `end`, piece by piece. */
export async function* storedBytes(
  db: Db,
  { studyId, id, path }: StoredFile,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  for (let number = Math.floor(start / chunkBytes); number * chunkBytes < end; number += 1) {
    const [row] = await db<{ bytes: Buffer }[]>`
      select bytes from snapshot_chunks
      where study_id = ${studyId} and snapshot_id = ${id} and path = ${path} and number = ${number}`
    if (!row) throw new Error(`Piece ${number} of ${path} of ${id} is gone`)
    const offset = number * chunkBytes
    yield row.bytes.subarray(Math.max(0, start - offset), end - offset)
  }
}

export async function storedSize(db: Db, { studyId, id, path }: StoredFile): Promise<number> {
  const [row] = await db<{ size: number }[]>`
    select coalesce(sum(octet_length(bytes)), 0)::bigint as size from snapshot_chunks
    where study_id = ${studyId} and snapshot_id = ${id} and path = ${path}`
  return row?.size ?? 0
}
