import { countRatings, type Ratings, ratedUnits } from './ratings.ts'

/**
 * Observed agreement: the share of rater pairs that gave the same value, averaged over units.
 *
 * @param ratings units × raters, null where missing; units with fewer than two ratings are left out.
 * @returns a fraction, or null if no unit has two ratings.
 * @throws RangeError if a rating is not a finite number.
 * @example percentAgreement([[1, 1], [1, 2]]) // 0.5
 */
export function percentAgreement(ratings: Ratings): number | null {
  const units = ratedUnits(ratings)
  if (units.length === 0) return null
  return units.reduce((sum, unit) => sum + sameShare(unit), 0) / units.length
}

function sameShare(unit: readonly number[]): number {
  let same = 0
  for (const count of countRatings(unit).values()) same += count * (count - 1)
  return same / (unit.length * (unit.length - 1))
}
