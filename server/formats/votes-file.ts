import { type VoteTable, VoteTableBuilder } from '../stats/vote-table.ts'
import { jsonRows, tableRows } from './vote-rows.ts'

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
const needed = ['a', 'b', 'winner'] as const
const skipped = -1

const outcomes = new Map<string, number>([
  ...named(0, ['a', 'model_a', 'left', 'first']),
  ...named(1, ['b', 'model_b', 'right', 'second']),
  ...named(2, ['tie', 'draw']),
  ...named(3, ['both_bad', 'tie (bothbad)', 'bothbad']),
  ...named(skipped, ['skip']),
])

function named(outcome: number, words: string[]): [string, number][] {
  return words.map((word) => [word, outcome])
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
  const wanted = {
    columns: [...Object.keys(defaults).map((name) => names[name as keyof VoteColumns]), ...covariates],
    required: [...needed.map((name) => names[name]), ...Object.values(columns), ...covariates],
  }
  const read = rowReader(builder, { names, covariates })
  const rows =
    format === 'jsonl' ? jsonRows(chunks, wanted) : tableRows(chunks, format === 'tsv' ? '\t' : null, wanted)
  for await (const batch of rows) {
    for (const { line, values, error } of batch) {
      const problem = values ? read(values) : error
      if (problem === null) continue
      if (!skipBadRows) throw new SyntaxError(`Cannot read line ${line}: ${problem}`)
      builder.badRows += 1
    }
  }
  return builder.table()
}

type ReaderContext = { names: VoteColumns; covariates: readonly string[] }
type RowReader = (values: readonly unknown[]) => string | null

/** A function that adds one row, values in the order of `defaults` and covariates, or says what is wrong with it. */
function rowReader(builder: VoteTableBuilder, { names, covariates }: ReaderContext): RowReader {
  const numbers = new Float64Array(covariates.length)
  const from = Object.keys(defaults).length

  return (values) => {
    const first = textOf(values[0])
    const second = textOf(values[1])
    if (first === '') return `"${names.a}" is empty`
    if (second === '') return `"${names.b}" is empty`
    const word = textOf(values[2])
    const outcome = outcomes.get(word) ?? outcomes.get(word.toLowerCase())
    if (outcome === undefined) return `"${names.winner}" must be a, b, tie, both_bad or skip, found "${word}"`
    if (first === second) return `"${first}" is compared with itself`
    const count = values[5] === undefined ? 1 : numberOf(values[5])
    if (!Number.isSafeInteger(count) || count < 1) {
      return `"${names.count}" must be a positive integer, found "${textOf(values[5])}"`
    }
    for (let k = 0; k < covariates.length; k++) {
      const value = numberOf(values[from + k])
      if (!Number.isFinite(value)) {
        return `"${covariates[k]}" must be a number, found "${textOf(values[from + k])}"`
      }
      numbers[k] = value
    }
    if (outcome === skipped) {
      builder.skip([first, second], count)
      return null
    }
    const tester = textOf(values[3])
    const prompt = textOf(values[4])
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

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function numberOf(value: unknown): number {
  const text = textOf(value)
  return NUMBER.test(text) ? Number(text) : Number.NaN
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
