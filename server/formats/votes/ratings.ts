import { CsvError, parse } from 'csv-parse/sync'

export interface Rating {
  unit: string
  rater: string
  value: string
}

const columns = ['unit', 'rater', 'value'] as const
const reasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted field is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quote stands inside a quoted field',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a field',
}

/**
 * Ratings from CSV with the columns `unit`, `rater` and `value`; other columns are ignored.
 *
 * @returns ratings in the order of the file, and how many rows had no value: a rater who did not rate.
 * @throws SyntaxError that names the line, the header being line 1.
 */
export function readRatings(text: string): { ratings: Rating[]; missing: number } {
  const [header, ...rows] = recordsOf(text)
  if (!header) throw new SyntaxError('Cannot read line 1: the header unit,rater,value is missing')
  const places = columns.map((column) => placeOf(column, header.fields))
  const seen = new Map<string, number>()
  const ratings: Rating[] = []
  let missing = 0
  for (const { line, fields } of rows) {
    if (fields.length !== header.fields.length) {
      throw new SyntaxError(
        `Cannot read line ${line}: the header has ${header.fields.length} columns, this line ${fields.length}`,
      )
    }
    const [unit = '', rater = '', value = ''] = places.map((place) => fields[place]?.trim())
    if (unit === '') throw new SyntaxError(`Cannot read line ${line}: "unit" is empty`)
    if (rater === '') throw new SyntaxError(`Cannot read line ${line}: "rater" is empty`)
    const key = JSON.stringify([unit, rater])
    const before = seen.get(key)
    if (before !== undefined) {
      throw new SyntaxError(
        `Cannot read line ${line}: rater "${rater}" has already rated unit "${unit}" on line ${before}`,
      )
    }
    seen.set(key, line)
    if (value === '') missing++
    else ratings.push({ unit, rater, value })
  }
  return { ratings, missing }
}

function placeOf(column: string, header: string[]): number {
  const place = header.findIndex((name) => name.trim() === column)
  if (place < 0) throw new SyntaxError(`Cannot read line 1: there is no column "${column}"`)
  if (header.findLastIndex((name) => name.trim() === column) !== place) {
    throw new SyntaxError(`Cannot read line 1: there are two columns "${column}"`)
  }
  return place
}

function recordsOf(text: string): { line: number; fields: string[] }[] {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    return records.map(({ info, record }) => ({
      line: info.lines - (record.join('').match(/\r\n|\n|\r/g)?.length ?? 0),
      fields: record,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new SyntaxError(`Cannot read line ${error.lines}: ${reasons[error.code] ?? error.message}`)
  }
}
