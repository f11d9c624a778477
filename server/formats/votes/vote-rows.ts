import { type DelimitedRecord, RecordReader } from '../delimited.ts'
import { type Line, linesOf } from '../text-lines.ts'

/** A row's values in the order of the columns asked for, or what is wrong with it. */
export type VoteRow = { line: number; values: readonly unknown[] | null; error: string | null }

/** Columns to read, by name, and those without which a file is refused. */
export interface Wanted {
  columns: readonly string[]
  required: readonly string[]
}

const bad = (line: number, error: string): VoteRow => ({ line, values: null, error })

/**
 * Rows of a table with a header, line by line.
 *
 * @throws SyntaxError for a header that is missing, names a column twice, or lacks a required one.
 */
export class TableReader {
  readonly #records: RecordReader
  readonly #wanted: Wanted
  /** Number of columns, and where the wanted ones stand (−1 for none); unknown before the header. */
  width = -1
  places: number[] = []

  constructor(delimiter: string | null, wanted: Wanted) {
    this.#records = new RecordReader(delimiter)
    this.#wanted = wanted
  }

  /** The delimiter, once a line can be split by it alone; null before the header and inside a quoted field. */
  get delimiter(): string | null {
    return this.width < 0 || this.#records.isOpen ? null : this.#records.delimiter
  }

  take(line: Line): VoteRow | null {
    const record = this.#records.take(line)
    return record && this.#rowOf(record)
  }

  end(): VoteRow[] {
    const rows = this.#records.end().flatMap((record) => this.#rowOf(record) ?? [])
    if (this.width < 0) throw new SyntaxError('Cannot read line 1: the header is missing')
    return rows
  }

  #rowOf({ line, fields, error }: DelimitedRecord): VoteRow | null {
    if (fields?.length === 1 && fields[0]?.trim() === '') return null
    if (this.width < 0) {
      if (!fields) throw new SyntaxError(`Cannot read line ${line}: ${error}`)
      this.width = fields.length
      this.places = placesOf(fields, line, this.#wanted)
      return null
    }
    if (!fields) return bad(line, error)
    if (fields.length !== this.width) {
      return bad(line, `the header has ${this.width} columns, this line ${fields.length}`)
    }
    return { line, values: this.places.map((place) => fields[place]), error: null }
  }
}

function placesOf(fields: readonly string[], line: number, { columns, required }: Wanted): number[] {
  const header = fields.map((field) => field.trim())
  const twice = header.find((name, place) => name !== '' && header.indexOf(name) !== place)
  if (twice !== undefined) {
    throw new SyntaxError(`Cannot read line ${line}: there are two columns "${twice}"`)
  }
  const missing = required.find((name) => !header.includes(name))
  if (missing !== undefined) {
    throw new SyntaxError(`Cannot read line ${line}: there is no column "${missing}"`)
  }
  return columns.map((name) => header.indexOf(name))
}

/**
 * Rows of JSON Lines. A row need not have every key.
 *
 * @throws SyntaxError where there are rows, but none has a required key.
 */
export async function* jsonRows(
  chunks: AsyncIterable<Uint8Array>,
  { columns, required }: Wanted,
): AsyncGenerator<VoteRow[]> {
  const unseen = new Set(required)
  let hasRows = false
  for await (const lines of linesOf(chunks)) {
    const rows: VoteRow[] = []
    for (const { line, text } of lines) {
      if (text?.trim() === '') continue
      const row = text === null ? 'it is not UTF-8 text' : jsonObject(text)
      if (typeof row === 'string') {
        rows.push(bad(line, row))
        continue
      }
      hasRows = true
      for (const name of unseen) if (Object.hasOwn(row, name)) unseen.delete(name)
      rows.push({
        line,
        values: columns.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined)),
        error: null,
      })
    }
    yield rows
  }
  const [missing] = unseen
  if (hasRows && missing !== undefined) {
    throw new SyntaxError(`Cannot read the file: no row has the key "${missing}"`)
  }
}

function jsonObject(text: string): Record<string, unknown> | string {
  try {
    const row: unknown = JSON.parse(text)
    if (row && typeof row === 'object' && !Array.isArray(row)) return row as Record<string, unknown>
    return 'it is not a JSON object'
  } catch {
    return 'it is not JSON'
  }
}
