import type { VoteTable } from './vote-table.ts'

/** What a table holds, weights counted; skips and unreadable rows are in none of the other figures. */
export interface VoteCounts {
  votes: number
  a: number
  b: number
  tie: number
  both_bad: number
  skip: number
  bad_rows: number
  testers: number
  prompts: number
}

export function countVotes(table: VoteTable): VoteCounts {
  const byOutcome = [0, 0, 0, 0]
  for (let row = 0; row < table.length; row++) {
    const outcome = table.outcome[row] as number
    byOutcome[outcome] = (byOutcome[outcome] as number) + (table.weight ? (table.weight[row] as number) : 1)
  }
  const [a = 0, b = 0, tie = 0, both_bad = 0] = byOutcome
  return {
    votes: a + b + tie + both_bad,
    a,
    b,
    tie,
    both_bad,
    skip: table.skips,
    bad_rows: table.badRows,
    testers: distinct(table.tester, table.testers.length),
    prompts: distinct(table.prompt, table.prompts.length),
  }
}

/** Votes whose tester, or prompt, is not known although others are. */
export function countUnknown(table: VoteTable, ids: Int32Array | null): number {
  let unknown = 0
  for (let row = 0; ids && row < table.length; row++) {
    if ((ids[row] as number) < 0) unknown += table.weight ? (table.weight[row] as number) : 1
  }
  return unknown
}

function distinct(ids: Int32Array | null, names: number): number {
  const seen = new Uint8Array(names)
  let count = 0
  for (const id of ids ?? []) {
    if (id < 0 || seen[id] === 1) continue
    seen[id] = 1
    count++
  }
  return count
}
