import { recordsOf } from './delimited.ts'
import { linesOf } from './text-lines.ts'

/** A row's values in the order of the columns asked for, or what is wrong with it. */
export type VoteRow = { line: number; values: readonly unknown[] | null; error: string | null }

/** Columns to read, by name, and those without which a file is refused. */
export interface Wanted {
  columns: readonly string[]
  required: readonly string[]
}

const bad = (line: number, error: string): VoteRow => ({ line, values: null, error })

/**
 * Rows of a table with a header.
 *
 * @throws SyntaxError for a header that is missing, names a column twice, or lacks a required one.
 */
export async function* tableRows(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string | null,
  wanted: Wanted,
): AsyncGenerator<VoteRow[]> {
  let width = -1
  let places: number[] = []
  for await (const records of recordsOf(chunks, delimiter)) {
    const rows: VoteRow[] = []
    for (const { line, fields, error } of records) {
      if (fields?.length === 1 && fields[0]?.trim() === '') continue
      if (width < 0) {
        if (!fields) throw new SyntaxError(`Cannot read line ${line}: ${error}`)
        width = fields.length
        places = placesOf(fields, line, wanted)
      } else if (!fields) rows.push(bad(line, error))
      else if (fields.length !== width) {
        rows.push(bad(line, `the header has ${width} columns, this line ${fields.length}`))
      } else rows.push({ line, values: places.map((place) => fields[place]), error: null })
    }
    yield rows
  }
  if (width < 0) throw new SyntaxError('Cannot read line 1: the header is missing')
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
