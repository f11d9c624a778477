import type { RankOptions } from '../stats/rank-options.ts'
import { type StrengthTable, strengthIntervals } from '../stats/strength-intervals.ts'
import { selectVotes, type VoteTable } from '../stats/vote-table.ts'

const points = 9
const fewestVotes = 10

/** Strengths on the first votes, at up to nine moments; the last is now. */
export function convergenceOf(table: VoteTable, options: RankOptions): StrengthTable[] {
  if (table.length < fewestVotes) return []
  const step = Math.max(1, Math.ceil(table.length / points))
  const ends = Array.from({ length: points }, (_, k) => Math.min(table.length, step * (k + 1)))
  return [...new Set(ends)].flatMap((end) => {
    const strengths = strengthIntervals(firstVotes(table, end), options)
    return strengths ? [{ ...strengths, votes: end }] : []
  })
}

const firstVotes = (table: VoteTable, end: number): VoteTable =>
  selectVotes(table, {
    keep: (row) => row < end,
    models: table.models,
    place: Int32Array.from(table.models.keys()),
  })
