import { percentAgreement } from './percent-agreement.ts'
import { countRatings, givenRatings, type Ratings } from './ratings.ts'

/**
 * Fleiss' kappa: agreement beyond chance when every unit has the same number of ratings.
 *
 * (p_a − p_e) / (1 − p_e) with p_e the sum of squared shares of the values over all ratings.
 *
 * @param ratings units × raters, null where missing.
 * @returns kappa, or null where it does not apply: units with unequal numbers of ratings or fewer than two, or
 *   only one value.
 * @throws RangeError if a rating is not a finite number.
 * @see Fleiss 1971, Psychol. Bull. 76(5)
 * @example fleissKappa([[1, 1], [2, 2], [1, 2]]) // 0.333
 */
export function fleissKappa(ratings: Ratings): number | null {
  const units = givenRatings(ratings)
  const observed = percentAgreement(ratings)
  if (observed === null || units.some((unit) => unit.length !== units[0]?.length)) return null
  const all = units.flat()
  const counts = [...countRatings(all).values()]
  if (counts.length < 2) return null
  const expected = counts.reduce((sum, count) => sum + (count / all.length) ** 2, 0)
  return (observed - expected) / (1 - expected)
}
