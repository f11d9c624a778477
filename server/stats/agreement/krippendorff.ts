import { categoriesOf, countRatings, type Ratings, ratedUnits } from './ratings.ts'

export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Krippendorff's alpha: agreement of any number of raters beyond chance, with any ratings missing.
 *
 * α = 1 − observed / expected disagreement, from coincidences: every unit counts its ordered pairs of ratings
 * with weight 1 / (its ratings − 1), and chance pairs all ratings with one another. Disagreement of c and k is
 * [c ≠ k] (nominal), (c − k)² (interval), ((c − k) / (c + k))² (ratio), or the squared number of ratings
 * between them, half of each end counted (ordinal). O(ratings + values²).
 *
 * @param ratings units × raters, null where missing; units with fewer than two ratings are left out.
 * @param metric level of measurement of the values.
 * @returns α ≤ 1, or null where it is undefined: no unit with two ratings, all ratings equal, negative values
 *   on a ratio scale, or values too far apart for a double.
 * @throws RangeError if a rating is not a finite number.
 * @see Krippendorff 2011, Computing Krippendorff's Alpha-Reliability
 * @example krippendorffAlpha([[1, 1], [2, 2], [1, 2]], 'nominal') // 0.444
 */
export function krippendorffAlpha(ratings: Ratings, metric: Metric): number | null {
  const units = ratedUnits(ratings)
  const values = categoriesOf(units)
  if (metric === 'ratio' && values.some((value) => value < 0)) return null
  const totals = countRatings(units.flat())
  const disagreement = disagreementOf(metric, values, totals)
  const expected = expectedDisagreement(values, totals, disagreement)
  if (expected === 0 || !Number.isFinite(expected)) return null
  const n = units.reduce((sum, unit) => sum + unit.length, 0)
  const observed = units.reduce((sum, unit) => sum + unitDisagreement(unit, disagreement), 0)
  return 1 - ((n - 1) * observed) / expected
}

type Disagreement = (one: number, other: number) => number

function disagreementOf(
  metric: Metric,
  values: readonly number[],
  totals: Map<number, number>,
): Disagreement {
  if (metric === 'nominal') return (one, other) => (one === other ? 0 : 1)
  if (metric === 'interval') return (one, other) => (one - other) ** 2
  if (metric === 'ratio') return (one, other) => (one === other ? 0 : ((one - other) / (one + other)) ** 2)
  const midpoints = midRanks(values, totals)
  return (one, other) => ((midpoints.get(one) ?? 0) - (midpoints.get(other) ?? 0)) ** 2
}

/** Ratings below a value plus half of those on it: the ordinal distance is the difference of two of these. */
function midRanks(values: readonly number[], totals: Map<number, number>): Map<number, number> {
  let below = 0
  return new Map(
    values.map((value) => {
      const count = totals.get(value) ?? 0
      below += count
      return [value, below - count / 2]
    }),
  )
}

function unitDisagreement(unit: readonly number[], disagreement: Disagreement): number {
  return pairSum(countRatings(unit), disagreement) / (unit.length - 1)
}

function expectedDisagreement(
  values: readonly number[],
  totals: Map<number, number>,
  disagreement: Disagreement,
): number {
  return pairSum(new Map(values.map((value) => [value, totals.get(value) ?? 0])), disagreement)
}

/** Sum over ordered pairs of ratings. */
function pairSum(counts: Map<number, number>, disagreement: Disagreement): number {
  const entries = [...counts]
  let sum = 0
  for (const [index, [one, count]] of entries.entries()) {
    for (const [other, others] of entries.slice(index + 1))
      sum += 2 * count * others * disagreement(one, other)
  }
  return sum
}
