import { Outcome, type VoteTable } from './vote-table.ts'

/** Votes counted by (first, second, outcome): all that strengths without covariates depend on. */
export interface Tally {
  size: number
  /** size × size × 4, the entry of (i shown first, j second, outcome o) at (i · size + j) · 4 + o. */
  counts: Float64Array
}

/** Counts for the four outcomes of votes in one order: i shown first, j second. */
export interface Counts {
  first: number
  second: number
  tie: number
  bothBad: number
}

export function createTally(size: number): Tally {
  return { size, counts: new Float64Array(size * size * 4) }
}

/** Adds the table's rows from `from` on, so a tally follows a growing table. O(rows). */
export function addVotes(tally: Tally, table: VoteTable, from = 0): Tally {
  const { size, counts } = tally
  const { first, second, outcome, weight } = table
  for (let row = from; row < table.length; row++) {
    const cell = ((first[row] as number) * size + (second[row] as number)) * 4 + (outcome[row] as number)
    counts[cell] = (counts[cell] as number) + (weight ? (weight[row] as number) : 1)
  }
  return tally
}

/** The same counts with room for more models. */
export function widenTally(tally: Tally, size: number): Tally {
  const wider = createTally(size)
  for (let i = 0; i < tally.size; i++) {
    const row = tally.counts.subarray(i * tally.size * 4, (i + 1) * tally.size * 4)
    wider.counts.set(row, i * size * 4)
  }
  return wider
}

export function tallyOf(table: VoteTable): Tally {
  return addVotes(createTally(table.models.length), table)
}

export function countsOf({ size, counts }: Tally, first: number, second: number): Counts {
  const at = (first * size + second) * 4
  return {
    first: counts[at + Outcome.first] as number,
    second: counts[at + Outcome.second] as number,
    tie: counts[at + Outcome.tie] as number,
    bothBad: counts[at + Outcome.bothBad] as number,
  }
}

/** Wins, losses, ties and both-bads of model i against j, whoever was shown first. */
export function meetings(tally: Tally, i: number, j: number) {
  const one = countsOf(tally, i, j)
  const other = countsOf(tally, j, i)
  return {
    wins: one.first + other.second,
    losses: one.second + other.first,
    ties: one.tie + other.tie,
    bothBad: one.bothBad + other.bothBad,
  }
}
