import { type VoteTable, VoteTableBuilder } from '../stats/vote-table.ts'
import { type Line, linesOf, recordsOf } from './delimited.ts'

export type VoteColumns = {
  a: string
  b: string
  winner: string
  tester: string
  prompt: string
  count: string
}

export type VotesFileOptions = {
  format: 'csv' | 'tsv' | 'jsonl'
  columns?: Partial<VoteColumns>
  covariates?: readonly string[]
  skipBadRows?: boolean
}

const defaults: VoteColumns = {
  a: 'model_a',
  b: 'model_b',
  winner: 'winner',
  tester: 'tester',
  prompt: 'prompt',
  count: 'count',
}
const optional = ['tester', 'prompt', 'count'] as const
const skipped = -1

const outcomes: Record<string, number> = {
  ...named(0, ['a', 'model_a', 'left', 'first']),
  ...named(1, ['b', 'model_b', 'right', 'second']),
  ...named(2, ['tie', 'draw']),
  ...named(3, ['both_bad', 'tie (bothbad)', 'bothbad']),
  ...named(skipped, ['skip']),
}

function named(outcome: number, words: string[]): Record<string, number> {
  return Object.fromEntries(words.map((word) => [word, outcome]))
}

/**
 * Votes from CSV, TSV or JSON Lines, streamed.
 *
 * @throws SyntaxError that names the line of the file, the header being line 1; with `skipBadRows` such rows are only
 *   counted in the table's `badRows`.
 */
export async function readVotesFile(
  chunks: AsyncIterable<Uint8Array>,
  { format, columns = {}, covariates = [], skipBadRows = false }: VotesFileOptions,
): Promise<VoteTable> {
  const builder = new VoteTableBuilder({ covariates })
  const names = { ...defaults, ...columns }
  const required = Object.keys(columns).filter((name) => optional.some((one) => one === name))
  const rows = format === 'jsonl' ? jsonRows(chunks) : tableRows(chunks, format === 'tsv' ? '\t' : null)
  let reader: RowReader | null = null
  for await (const batch of rows) {
    for (const { line, cells, header } of batch) {
      if (header || !reader) reader = readerOf(builder, { header: header ?? {}, names, required, covariates })
      if (!cells) continue
      const problem = 'error' in cells ? cells.error : reader(cells)
      if (problem === null) continue
      if (!skipBadRows) throw new SyntaxError(`Cannot read line ${line}: ${problem}`)
      builder.badRows += 1
    }
  }
  if (!reader && format !== 'jsonl') throw new SyntaxError('Cannot read line 1: the header is missing')
  return builder.table()
}

type Cells = { values: readonly unknown[] } | { error: string }
type Row = { line: number; cells: Cells | null; header?: Record<string, number> | null }
type RowReader = (cells: { values: readonly unknown[] }) => string | null

type ReaderContext = {
  header: Record<string, number>
  names: VoteColumns
  required: string[]
  covariates: readonly string[]
}

/** A function that adds one row, or says what is wrong with it. */
function readerOf(
  builder: VoteTableBuilder,
  { header, names, required, covariates }: ReaderContext,
): RowReader {
  const placeOf = (column: string) => {
    const place = header[column]
    if (place === undefined) throw new SyntaxError(`Cannot read line 1: there is no column "${column}"`)
    return place
  }
  const at = { a: placeOf(names.a), b: placeOf(names.b), winner: placeOf(names.winner) }
  const maybe = Object.fromEntries(
    optional.map((name) => [
      name,
      required.includes(name) ? placeOf(names[name]) : (header[names[name]] ?? -1),
    ]),
  ) as Record<(typeof optional)[number], number>
  const covariatePlaces = covariates.map(placeOf)
  const numbers = new Float64Array(covariates.length)

  return ({ values }) => {
    const first = textOf(values[at.a])
    const second = textOf(values[at.b])
    if (first === '') return `"${names.a}" is empty`
    if (second === '') return `"${names.b}" is empty`
    const word = textOf(values[at.winner])
    const outcome = outcomes[word] ?? outcomes[word.toLowerCase()]
    if (outcome === undefined) return `"${names.winner}" must be a, b, tie, both_bad or skip, found "${word}"`
    if (first === second) return `"${first}" is compared with itself`
    const count = maybe.count < 0 ? 1 : Number(textOf(values[maybe.count]) || 'missing')
    if (!Number.isSafeInteger(count) || count < 1) {
      return `"${names.count}" must be a positive integer, found "${textOf(values[maybe.count])}"`
    }
    for (let k = 0; k < covariatePlaces.length; k++) {
      const text = textOf(values[covariatePlaces[k] as number])
      const value = text === '' ? Number.NaN : Number(text)
      if (!Number.isFinite(value)) return `"${covariates[k]}" must be a number, found "${text}"`
      numbers[k] = value
    }
    if (outcome === skipped) {
      builder.skips += count
      return null
    }
    const tester = maybe.tester < 0 ? '' : textOf(values[maybe.tester])
    const prompt = maybe.prompt < 0 ? '' : textOf(values[maybe.prompt])
    builder.push({
      first: builder.model(first),
      second: builder.model(second),
      outcome,
      weight: count,
      tester: tester === '' ? -1 : builder.tester(tester),
      prompt: prompt === '' ? -1 : builder.prompt(prompt),
      covariates: numbers,
    })
    return null
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}

async function* tableRows(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string | null,
): AsyncGenerator<Row[]> {
  let width = -1
  for await (const records of recordsOf(chunks, delimiter)) {
    const rows: Row[] = []
    for (const { line, fields } of records) {
      if (fields.length === 1 && fields[0] === '') continue
      if (width < 0) {
        width = fields.length
        rows.push({ line, cells: null, header: headerOf(fields) })
      } else if (fields.length !== width) {
        rows.push({ line, cells: { error: `the header has ${width} columns, this line ${fields.length}` } })
      } else rows.push({ line, cells: { values: fields } })
    }
    yield rows
  }
}

function headerOf(fields: string[]): Record<string, number> {
  const header: Record<string, number> = Object.create(null)
  for (const [place, field] of fields.entries()) {
    const name = field.trim()
    if (name in header) throw new SyntaxError(`Cannot read line 1: there are two columns "${name}"`)
    header[name] = place
  }
  return header
}

/** Keys get their places as they appear; a row need not have them all. */
async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Row[]> {
  const places: Record<string, number> = Object.create(null)
  let known = 0
  for await (const lines of linesOf(chunks)) {
    const rows: Row[] = []
    for (const { line, text } of lines) {
      if (text.trim() === '') continue
      const cells = jsonCells({ line, text }, places)
      const grown = Object.keys(places).length > known
      known = Object.keys(places).length
      rows.push({ line, cells, header: grown ? { ...places } : null })
    }
    yield rows
  }
}

function jsonCells({ text }: Line, places: Record<string, number>): Cells {
  let row: unknown
  try {
    row = JSON.parse(text)
  } catch {
    return { error: 'it is not JSON' }
  }
  if (!row || typeof row !== 'object' || Array.isArray(row)) return { error: 'it is not a JSON object' }
  const values: unknown[] = []
  for (const [name, value] of Object.entries(row)) {
    places[name] ??= Object.keys(places).length
    values[places[name]] = value
  }
  return { values }
}
