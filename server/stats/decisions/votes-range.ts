import { logStudentEValue } from './t-mixture.ts'

/** How many more votes settle a pair; `high` null: it may stay open however many there are. */
export interface VotesRange {
  low: number
  high: number | null
}

export interface OpenPair {
  /** Estimated difference d, in log-odds. */
  difference: number
  /** V, the variance in use. */
  variance: number
  /** The part of it that falls in proportion to more votes: V_row, and more where they come from new prompts. */
  shrinking: number
  degrees: number
  /** n, the votes behind it. */
  votes: number
  /** ln of the e-value that settles it. */
  threshold: number
}

/** Standard errors to both sides: so that four ranges in five hold what comes, by simulation. */
const upwards = 1.64
const downwards = 1
/** Beyond these the difference itself is not believed. */
const utmost = 1.96
const growth = 1.05
const most = 1000

/**
 * A range for the number of further votes at which a pair's e-value reaches its threshold.
 *
 * After N votes the variance is V_N = W n / N + (V − W), W the part that shrinks, and the estimate has moved by about
 * √(V − V_N). Low is the first N at which |d| + 1.64 √(V − V_N) would do, high that of |d| − √(V − V_N); the sides
 * differ because a study is decided the first time its path crosses the bar, and because the clusters become more.
 * Where not even |d| + 1.96 √(V − V_N) would do, more votes of this kind would not tell.
 *
 * @returns null where they would not; counts are further votes, at least 1, to 5 % (the step of the search).
 * @throws RangeError unless variance, degrees and votes are positive.
 * @example votesRange({ difference: 0.3, variance: 0.04, shrinking: 0.04, degrees: 30, votes: 200, threshold: 3 })
 */
export function votesRange(pair: OpenPair): VotesRange | null {
  const { variance, degrees, votes } = pair
  for (const value of [variance, degrees, votes]) {
    if (!(value > 0)) throw new RangeError(`a range wants positive numbers, got ${value}`)
  }
  const low = firstVotes(pair, upwards) ?? firstVotes(pair, utmost)
  return low === null ? null : { low, high: firstVotes(pair, -downwards) }
}

function firstVotes(pair: OpenPair, errors: number): number | null {
  const { difference, variance, shrinking, degrees, votes, threshold } = pair
  const stays = Math.max(0, variance - shrinking)
  for (let times = growth; times <= most; times *= growth) {
    const later = Math.min(variance, (variance - stays) / times + stays)
    const estimate = Math.abs(difference) + errors * Math.sqrt(variance - later)
    if (estimate <= 0) return null
    if (logStudentEValue({ estimate, se: Math.sqrt(later), degrees }) >= threshold) {
      return Math.max(1, Math.round(votes * (times - 1)))
    }
  }
  return null
}
