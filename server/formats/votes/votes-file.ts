import { Outcome, type VoteTable, VoteTableBuilder } from '../../stats/votes/vote-table.ts'
import { type LineOptions, readVoteLines } from './vote-lines.ts'
import { jsonRows, TableReader, type VoteRow } from './vote-rows.ts'

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
  const names = { ...defaults, ...columns }
  const taker = new VoteTaker({ names, covariates, skipBadRows })
  const wanted = {
    columns: [...Object.keys(defaults).map((name) => names[name as keyof VoteColumns]), ...covariates],
    required: [...needed.map((name) => names[name]), ...Object.values(columns), ...covariates],
  }
  const row = ({ line, values, error }: VoteRow) =>
    values ? taker.take(line, values) : taker.refuse(line, error ?? 'it cannot be read')
  if (format === 'jsonl') {
    for await (const rows of jsonRows(chunks, wanted)) rows.forEach(row)
  } else {
    const table = new TableReader(format === 'tsv' ? '\t' : null, wanted)
    await readVoteLines(chunks, { table, row, ...plainRows(taker.builder, covariates.length) })
  }
  return taker.table()
}

type TakerOptions = {
  names: Partial<VoteColumns>
  covariates: readonly string[]
  skipBadRows: boolean
}

/** Takes votes row by row, values in the order of `VoteColumns` and covariates; a bad one stops it or is counted. */
export class VoteTaker {
  readonly builder: VoteTableBuilder
  readonly #read: RowReader
  readonly #skipBadRows: boolean

  constructor({ names, covariates, skipBadRows }: TakerOptions) {
    this.builder = new VoteTableBuilder({ covariates })
    this.#read = rowReader(this.builder, { names: { ...defaults, ...names }, covariates })
    this.#skipBadRows = skipBadRows
  }

  take(line: number, values: readonly unknown[]): void {
    const problem = this.#read(values)
    if (problem !== null) this.refuse(line, problem)
  }

  refuse(line: number, problem: string): void {
    if (!this.#skipBadRows) throw new SyntaxError(`Cannot read line ${line}: ${problem}`)
    this.builder.badRows += 1
  }

  table(): VoteTable {
    return this.builder.table()
  }
}

/** Rows of known words: what their fields stand for, and how they are added. Everything else is for `rowReader`. */
function plainRows(builder: VoteTableBuilder, covariates: number): Pick<LineOptions, 'meanings' | 'plain'> {
  const models = new Tokens((name) => builder.model(name))
  const testers = new Tokens((name) => builder.tester(name))
  const prompts = new Tokens((name) => builder.prompt(name))
  const model = (text: string) => (text.trim() === '' ? -1 : models.token(text))
  const plain = (found: Int32Array) => {
    const [a, b] = [found[0] as number, found[1] as number]
    if (a === b) return false
    const count = found[5] as number
    builder.push({
      first: models.id(a),
      second: models.id(b),
      outcome: found[2] as number,
      weight: count < 0 ? 1 : count,
      tester: testers.id(found[3] as number),
      prompt: prompts.id(found[4] as number),
    })
    return true
  }
  const meanings = [
    model,
    model,
    (text: string) => outcomes.get(text.trim()) ?? -1,
    (text: string) => testers.token(text),
    (text: string) => prompts.token(text),
    smallCount,
    ...new Array<() => number>(covariates).fill(() => -1),
  ]
  return { meanings, plain }
}

function smallCount(text: string): number {
  const count = numberOf(text)
  return Number.isInteger(count) && count > 0 && count < 2 ** 31 ? count : -1
}

/** Names seen so far; one gets its index in the table with the first vote that counts, so skips give none. */
class Tokens {
  readonly #indexOf: (name: string) => number
  readonly #tokens = new Map<string, number>()
  readonly #names: string[] = []
  readonly #ids: number[] = []

  constructor(indexOf: (name: string) => number) {
    this.#indexOf = indexOf
  }

  token(text: string): number {
    const name = text.trim()
    const known = this.#tokens.get(name)
    if (known !== undefined) return known
    this.#tokens.set(name, this.#names.length)
    this.#ids.push(-1)
    return this.#names.push(name) - 1
  }

  /** −1 for no column and for an empty field. */
  id(token: number): number {
    if (token < 0) return -1
    const known = this.#ids[token] as number
    if (known >= 0) return known
    const name = this.#names[token] as string
    if (name === '') return -1
    this.#ids[token] = this.#indexOf(name)
    return this.#ids[token] as number
  }
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
    if (first === '') return `"${names.a}" is ${values[0] === undefined ? 'missing' : 'empty'}`
    if (second === '') return `"${names.b}" is ${values[1] === undefined ? 'missing' : 'empty'}`
    const word = textOf(values[2])
    const outcome = outcomes.get(word) ?? outcomes.get(word.toLowerCase()) ?? sideNamed(word, first, second)
    if (values[2] === undefined) return `"${names.winner}" is missing`
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

/** The winner by its name, where that is none of the words. */
function sideNamed(word: string, first: string, second: string): number | undefined {
  return word === first ? Outcome.first : word === second ? Outcome.second : undefined
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
