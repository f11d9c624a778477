import { type StrengthTable, strengthIntervals } from '../stats/errors/strength-intervals.ts'
import type { RankOptions } from '../stats/ranking/rank-options.ts'
import { selectVotes, type VoteTable } from '../stats/votes/vote-table.ts'

const points = 9

/** Strengths on the first votes, at up to nine moments; the last is now. None of them too early for a strength. */
export function convergenceOf(table: VoteTable, options: RankOptions): StrengthTable[] {
  const step = Math.max(1, Math.ceil(table.length / points))
  const ends = Array.from({ length: points }, (_, k) => Math.min(table.length, step * (k + 1)))
  return [...new Set(ends)].flatMap((end) => {
    const early = firstVotes(table, end)
    const strengths = strengthIntervals(early, options)
    return strengths ? [{ ...strengths, votes: end }] : []
  })
}

const firstVotes = (table: VoteTable, end: number): VoteTable =>
  selectVotes(table, {
    keep: (row) => row < end,
    models: table.models,
    place: Int32Array.from(table.models.keys()),
  })
