const enough = 64 * 1024

/** Rows as lines in chunks of about 64 kB: one chunk per row would cost more than making the row. */
export async function* batchedLines<Row>(
  rows: AsyncIterable<Row>,
  { head = '', line }: { head?: string; line: (row: Row) => string },
): AsyncGenerator<string> {
  let chunk = head
  for await (const row of rows) {
    chunk += line(row)
    if (chunk.length >= enough) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}
