import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse'
import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem } from '../reports/problem.ts'

export type TableRow = { line: number; cells: string[] } | { line: number; problem: Problem }

export type TableOptions = { delimiter: string; brokenUtf8: boolean; bareReturns: boolean; limits: Limits }

/** Rows of a CSV or TSV file with the line each begins on. Lines without a word are left out. */
export async function* tableRows(
  chunks: AsyncIterable<Buffer>,
  { delimiter, brokenUtf8, bareReturns, limits }: TableOptions,
): AsyncGenerator<TableRow[]> {
  let line = 1
  let batch: TableRow[] = []
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: bareReturns ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
    max_record_size: limits.lineBytes,
    // Latin-1 keeps every byte, so that each cell can be checked on its own.
    encoding: brokenUtf8 ? 'latin1' : 'utf8',
    // Records are taken here and not from the stream: a stream that fails drops those it still holds.
    on_record(record: string[], { lines }) {
      if (record.some((cell) => cell.trim() !== '')) batch.push(checked(line, record, brokenUtf8, limits))
      line = lines + 1
      return null
    },
  })
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure = error
  })
  parser.resume()
  const rows = () => {
    const done = batch
    batch = []
    return done
  }
  for await (const chunk of chunks) {
    await new Promise<void>((resolve) => parser.write(chunk, () => resolve()))
    if (failure) break
    if (batch.length > 0) yield rows()
  }
  await finished(parser)
  if (failure) batch.push({ line, problem: problemOf(failure, limits, line) })
  if (batch.length > 0) yield rows()
}

const finished = (parser: ReturnType<typeof parse>) =>
  new Promise<void>((resolve) => {
    if (parser.closed) return resolve()
    parser.once('close', resolve)
    if (!parser.destroyed) parser.end()
  })

function checked(line: number, record: string[], brokenUtf8: boolean, limits: Limits): TableRow {
  if (record.length > limits.columns)
    return {
      line,
      problem: new Problem('too_many_columns', overLimit('it has too many columns', 'columns', limits)),
    }
  const cells = brokenUtf8 ? record.map(fromLatin1) : record
  const long = cells.findIndex((cell) => cell !== null && cell.length > limits.cellLength)
  if (long >= 0)
    return {
      line,
      problem: new Problem(
        'cell_too_long',
        overLimit(`its cell ${long + 1} is too long`, 'cellLength', limits),
      ),
    }
  if (cells.some((cell) => cell === null))
    return { line, problem: new Problem('not_utf8', 'it is not valid UTF-8; save the file as UTF-8') }
  return { line, cells: cells as string[] }
}

function fromLatin1(cell: string): string | null {
  const bytes = Buffer.from(cell, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : null
}

function problemOf(error: Error, limits: Limits, line: number): Problem {
  if (!(error instanceof CsvError)) throw error
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new Problem(
      'line_too_long',
      `${overLimit('the row that begins here is too long', 'lineBytes', limits)}; is a quotation mark never closed?`,
      { line },
    )
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return new Problem('quote_not_closed', 'a quotation mark that opens in this row is never closed', {
      line,
    })
  return new Problem('bad_csv', `the row cannot be parsed (${error.code})`, { line })
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/** The separator under which the first rows agree best on more than one column. */
export function sniffDelimiter(head: string): string {
  const declared = /^sep=(.)\r?\n/i.exec(head)?.[1]
  if (declared) return declared
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = headRows(head, delimiter).map((row) => row.length)
    const [first = 1] = widths
    if (first < 2) continue
    const agreeing = widths.filter((width) => width === first).length / widths.length
    const score = agreeing * 10 + Math.min(first, 20) / 20
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** The first rows of a table, as far as the head holds whole ones. */
export function headRows(head: string, delimiter: string, most = 40): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < head.length && rows.length < most; i++) {
    const letter = head[i]
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (head[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === delimiter) {
      row.push(cell)
      cell = ''
    } else if (letter === '\n') {
      row.push(cell.endsWith('\r') ? cell.slice(0, -1) : cell)
      if (row.some((each) => each.trim() !== '')) rows.push(row)
      row = []
      cell = ''
    } else cell += letter
  }
  if (!quoted && rows.length < most && (cell !== '' || row.length > 0)) rows.push([...row, cell])
  return rows
}
