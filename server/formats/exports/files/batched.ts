import type { Rows } from '../format.ts'

const enough = 64 * 1024

/** Rows as lines in chunks of about 64 kB: one chunk per row would cost more than making the row. */
export async function* batchedLines<Row>(
  batches: Rows<Row>,
  { head = '', line }: { head?: string; line: (row: Row) => string },
): AsyncGenerator<string> {
  let chunk = head
  for await (const rows of batches) {
    for (const row of rows) {
      chunk += line(row)
      if (chunk.length < enough) continue
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}
