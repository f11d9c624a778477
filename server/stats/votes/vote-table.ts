/** A vote's answer as stored in `VoteTable.outcome`. `first` is the side shown first. */
export const Outcome = { first: 0, second: 1, tie: 2, bothBad: 3 } as const

/**
 * Votes by columns: the one input of every estimator here.
 *
 * Row v says that `models[first[v]]` was shown first and `models[second[v]]` second, and what was answered. All
 * columns have `length` entries. Ids are indices into the name lists; −1 in `tester` or `prompt` means unknown, and
 * such a vote is a cluster of its own. A weight w (positive integer) stands for w equal rows.
 */
export interface VoteTable {
  models: readonly string[]
  testers: readonly string[]
  prompts: readonly string[]
  length: number
  first: Int32Array
  second: Int32Array
  outcome: Uint8Array
  weight: Float64Array | null
  tester: Int32Array | null
  prompt: Int32Array | null
  covariates: { name: string; values: Float64Array }[]
  skips: number
  badRows: number
  /** Models that were shown but only ever skipped; they have no index. */
  onlySkipped?: readonly string[]
}

export interface Vote {
  first: number
  second: number
  outcome: number
  tester?: number
  prompt?: number
  weight?: number
  covariates?: ArrayLike<number>
}

/**
 * Collects votes as they arrive. Columns double when full, so a push costs O(1) on average, and `table` shares them
 * without a copy: a table taken earlier keeps its length and its rows.
 */
export class VoteTableBuilder {
  readonly #models = new Names()
  readonly #testers = new Names()
  readonly #prompts = new Names()
  readonly #covariateNames: readonly string[]
  #length = 0
  #capacity = 1024
  #first = new Int32Array(1024)
  #second = new Int32Array(1024)
  #outcome = new Uint8Array(1024)
  #weight: Float64Array | null = null
  #tester: Int32Array | null = null
  #prompt: Int32Array | null = null
  #covariates: Float64Array[]
  readonly #skipped = new Set<string>()
  skips = 0
  badRows = 0

  constructor({ covariates = [] }: { covariates?: readonly string[] } = {}) {
    this.#covariateNames = covariates
    this.#covariates = covariates.map(() => new Float64Array(1024))
  }

  /** The index of a model, tester or prompt by name; a new name gets the next one. */
  model(name: string): number {
    return this.#models.indexOf(name)
  }

  tester(name: string): number {
    return this.#testers.indexOf(name)
  }

  prompt(name: string): number {
    return this.#prompts.indexOf(name)
  }

  push({ first, second, outcome, tester = -1, prompt = -1, weight = 1, covariates }: Vote): void {
    if (this.#length === this.#capacity) this.#grow()
    const row = this.#length++
    this.#first[row] = first
    this.#second[row] = second
    this.#outcome[row] = outcome
    if (tester >= 0) this.#tester ??= new Int32Array(this.#capacity).fill(-1)
    if (prompt >= 0) this.#prompt ??= new Int32Array(this.#capacity).fill(-1)
    if (weight !== 1) this.#weight ??= new Float64Array(this.#capacity).fill(1)
    if (this.#tester) this.#tester[row] = tester
    if (this.#prompt) this.#prompt[row] = prompt
    if (this.#weight) this.#weight[row] = weight
    for (let k = 0; k < this.#covariates.length; k++) {
      const column = this.#covariates[k]
      if (column) column[row] = covariates?.[k] ?? Number.NaN
    }
  }

  /** Counts a skip of two models. A skip is evidence about neither, so it gives them no place in the table. */
  skip(models: readonly string[], count = 1): void {
    for (const name of models) this.#skipped.add(name)
    this.skips += count
  }

  table(): VoteTable {
    const n = this.#length
    return {
      models: this.#models.list.slice(),
      testers: this.#testers.list.slice(),
      prompts: this.#prompts.list.slice(),
      length: n,
      first: this.#first.subarray(0, n),
      second: this.#second.subarray(0, n),
      outcome: this.#outcome.subarray(0, n),
      weight: this.#weight?.subarray(0, n) ?? null,
      tester: this.#tester?.subarray(0, n) ?? null,
      prompt: this.#prompt?.subarray(0, n) ?? null,
      covariates: this.#covariateNames.map((name, k) => ({
        name,
        values: (this.#covariates[k] ?? new Float64Array(n)).subarray(0, n),
      })),
      skips: this.skips,
      badRows: this.badRows,
      onlySkipped: [...this.#skipped].filter((name) => !this.#models.has(name)),
    }
  }

  #grow(): void {
    const size = this.#capacity * 2
    this.#first = widened(this.#first, new Int32Array(size))
    this.#second = widened(this.#second, new Int32Array(size))
    this.#outcome = widened(this.#outcome, new Uint8Array(size))
    if (this.#weight) this.#weight = widened(this.#weight, new Float64Array(size).fill(1))
    if (this.#tester) this.#tester = widened(this.#tester, new Int32Array(size).fill(-1))
    if (this.#prompt) this.#prompt = widened(this.#prompt, new Int32Array(size).fill(-1))
    this.#covariates = this.#covariates.map((column) => widened(column, new Float64Array(size)))
    this.#capacity = size
  }
}

/** The rows with `keep`, their models renumbered by `place` and named by `models`. */
export function selectVotes(
  table: VoteTable,
  selection: { keep: (row: number) => boolean; models: readonly string[]; place: Int32Array },
): VoteTable {
  const rows = new Int32Array(table.length)
  let length = 0
  for (let row = 0; row < table.length; row++) if (selection.keep(row)) rows[length++] = row
  const chosen = rows.subarray(0, length)
  return {
    ...table,
    models: selection.models,
    length,
    first: chosen.map((row) => selection.place[table.first[row] as number] as number),
    second: chosen.map((row) => selection.place[table.second[row] as number] as number),
    outcome: picked(table.outcome, chosen, new Uint8Array(length)),
    weight: table.weight && picked(table.weight, chosen, new Float64Array(length)),
    tester: table.tester && picked(table.tester, chosen, new Int32Array(length)),
    prompt: table.prompt && picked(table.prompt, chosen, new Int32Array(length)),
    covariates: table.covariates.map(({ name, values }) => ({
      name,
      values: picked(values, chosen, new Float64Array(length)),
    })),
  }
}

/** The rows up to the one with which so many votes are reached, weights counted; shares its columns. */
export function firstVotes(table: VoteTable, votes: number): VoteTable {
  let length = 0
  for (let seen = 0; length < table.length && seen < votes; length++) {
    seen += table.weight ? (table.weight[length] as number) : 1
  }
  const cut = <C extends Column>(column: C) => column.subarray(0, length) as C
  return {
    ...table,
    length,
    first: cut(table.first),
    second: cut(table.second),
    outcome: cut(table.outcome),
    weight: table.weight && cut(table.weight),
    tester: table.tester && cut(table.tester),
    prompt: table.prompt && cut(table.prompt),
    covariates: table.covariates.map(({ name, values }) => ({ name, values: cut(values) })),
  }
}

/** @throws RangeError naming the first row that is not a vote between two of the table's models. */
export function checkVotes(table: VoteTable): void {
  const K = table.models.length
  if (new Set(table.models).size < K) throw new RangeError('Cannot rank: two models have the same name')
  for (let row = 0; row < table.length; row++) {
    const first = table.first[row] as number
    const second = table.second[row] as number
    const weight = table.weight ? (table.weight[row] as number) : 1
    if (!(first >= 0 && first < K && second >= 0 && second < K)) {
      throw refusal(row, 'names a model that is not in the list')
    }
    if (first === second) throw refusal(row, `compares "${table.models[first]}" with itself`)
    if ((table.outcome[row] as number) > 3) {
      throw refusal(row, `has the unknown outcome ${table.outcome[row]}`)
    }
    if (!(weight > 0) || !Number.isSafeInteger(weight)) {
      throw refusal(row, `has the count ${weight}; a count is a positive integer`)
    }
  }
  for (const { name, values } of table.covariates) {
    const row = values.findIndex((value) => !Number.isFinite(value))
    if (row >= 0) throw refusal(row, `has no number in the covariate "${name}"`)
  }
}

const refusal = (row: number, why: string) => new RangeError(`Cannot rank: vote ${row + 1} ${why}`)

class Names {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  has(name: string): boolean {
    return this.#places.has(name)
  }

  indexOf(name: string): number {
    const known = this.#places.get(name)
    if (known !== undefined) return known
    this.#places.set(name, this.list.length)
    return this.list.push(name) - 1
  }
}

type Column = Int32Array | Uint8Array | Float64Array

function widened<C extends Column>(column: C, wider: C): C {
  wider.set(column)
  return wider
}

function picked<C extends Column>(column: C, rows: Int32Array, into: C): C {
  for (let k = 0; k < rows.length; k++) into[k] = column[rows[k] as number] as number
  return into
}
