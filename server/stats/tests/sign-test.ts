import { incompleteBeta } from '../special/distributions.ts'

/**
 * Exact two-sided sign test: the probability of a split at least this uneven when both sides are equally likely.
 *
 * Ties are left out by the caller. Holds for independent votes only, looked at once.
 *
 * @param wins non-negative integer.
 * @param losses non-negative integer.
 * @returns p-value; 1 when nothing was decided.
 * @throws RangeError if a count is not a non-negative integer.
 * @see Dixon & Mood 1946, J. Am. Stat. Assoc. 41
 * @example signTest(8, 2) // 0.109375
 */
export function signTest(wins: number, losses: number): number {
  for (const count of [wins, losses]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`votes are counted, got ${count}`)
  }
  if (wins === losses) return 1
  return Math.min(1, 2 * incompleteBeta(0.5, Math.max(wins, losses), Math.min(wins, losses) + 1))
}
