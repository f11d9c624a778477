import type { ReservedSql } from 'postgres'
import type { Db } from './client.ts'

/** A connection that sees one state of a study until it is closed, however long that takes. */
export type Reading = { studyId: number; position: number; sql: Db; close: () => Promise<void> }

export async function openReading(db: Db, { studyId }: { studyId: number }): Promise<Reading> {
  const connection = await db.reserve()
  const close = async () => {
    await connection`rollback`.catch(() => {})
    connection.release()
  }
  try {
    // Every statement of a reading is short: compiling it would take longer than running it.
    await connection.unsafe('begin isolation level repeatable read read only; set local jit = off')
    const position = await positionIn(connection, studyId)
    return { studyId, position, sql: connection as unknown as Db, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function positionIn(connection: ReservedSql, studyId: number): Promise<number> {
  const [box] = await connection<{ position: number }[]>`
    select position from ballot_boxes where study_id = ${studyId}`
  return box?.position ?? 0
}

/** Rows of a reading of their own, closed when the last is drawn or the reader leaves. */
export async function* inReading<Row>(
  db: Db,
  { studyId }: { studyId: number },
  rows: (reading: Reading) => AsyncIterable<Row>,
): AsyncGenerator<Row> {
  const reading = await openReading(db, { studyId })
  try {
    yield* rows(reading)
  } finally {
    await reading.close()
  }
}

/**
 * Batch after batch, the next one fetched while the one before is used. Each is a short statement, so that a reader
 * who leaves ends the work at once, and the first rows do not wait for a sort of all.
 */
export async function* inBatches<Row>(fetch: (after: Row | null) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let next = fetch(null)
  try {
    for (;;) {
      const rows = await next
      const last = rows.at(-1)
      if (!last) return
      next = fetch(last)
      next.catch(() => {})
      yield rows
    }
  } finally {
    await next.catch(() => {})
  }
}
