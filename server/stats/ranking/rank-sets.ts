import { holm } from '../tests/multiplicity.ts'

/** A difference of two models by index, with its standard error and p-value; null where they are undefined. */
export interface Difference {
  a: number
  b: number
  estimate: number
  se: number | null
  p: number | null
}

export interface TestedDifference extends Difference {
  pHolm: number | null
}

/**
 * Adjusts the tests of all differences by Holm over all of them. One without a standard error cannot be declared; it
 * keeps its place in the family.
 */
export function adjustDifferences(differences: readonly Difference[]): TestedDifference[] {
  const adjusted = holm(differences.map(({ p }) => p ?? 1))
  return differences.map((difference, k) => ({
    ...difference,
    pHolm: difference.p === null ? null : (adjusted[k] ?? null),
  }))
}

/**
 * Simultaneous rank intervals: with probability 1 − alpha they hold the true rank of every model at once.
 *
 * From 1 + the number of models declared better to `size` − the number declared worse.
 *
 * @see Mogstad, Romano, Shaikh & Wilhelm 2024, Rev. Econ. Stud. 91(1); Holm 1979, Scand. J. Statist. 6(2)
 */
export function rankIntervals(
  size: number,
  tested: readonly TestedDifference[],
  alpha: number,
): { low: number; high: number }[] {
  const intervals = Array.from({ length: size }, () => ({ low: 1, high: size }))
  for (const { a, b, estimate, pHolm } of tested) {
    if (pHolm === null || pHolm > alpha || estimate === 0) continue
    const better = intervals[estimate > 0 ? a : b]
    const worse = intervals[estimate > 0 ? b : a]
    if (better) better.high -= 1
    if (worse) worse.low += 1
  }
  return intervals
}
