import { categoriesOf, countRatings, givenRatings, type Ratings } from './ratings.ts'

/**
 * Gwet's AC1: agreement beyond chance that stays sensible when one value is rare (the kappa paradox).
 *
 * (p_a − p_e) / (1 − p_e) with p_a the mean agreement of units with two ratings or more, π_k the mean share of
 * value k over all rated units, and p_e = Σ π_k (1 − π_k) / (q − 1) for q values.
 *
 * @param ratings units × raters, null where missing.
 * @returns the coefficient, or null if no unit has two ratings or only one value occurs.
 * @throws RangeError if a rating is not a finite number.
 * @see Gwet 2008, Br. J. Math. Stat. Psychol. 61(1)
 * @example gwetAc1([[1, 1], [2, 2], [1, 2]]) // 0.333
 */
export function gwetAc1(ratings: Ratings): number | null {
  return gwet(ratings, (one, other) => (one === other ? 1 : 0))
}

/**
 * Gwet's AC2 with quadratic weights, for values on a scale: near misses count as partial agreement.
 *
 * As AC1 with weights w_kl = 1 − (k − l)² / (max − min)² and p_e = (Σ w) Σ π_k (1 − π_k) / (q (q − 1)).
 *
 * @returns the coefficient, or null if no unit has two ratings or only one value occurs.
 * @throws RangeError if a rating is not a finite number.
 * @see Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition
 * @example gwetAc2([[1, 1], [3, 3], [1, 2]]) // 0.786
 */
export function gwetAc2(ratings: Ratings): number | null {
  const values = categoriesOf(givenRatings(ratings))
  const range = (values.at(-1) ?? 0) - (values[0] ?? 0)
  return gwet(ratings, (one, other) => 1 - ((one - other) / range) ** 2)
}

type Weight = (one: number, other: number) => number

function gwet(ratings: Ratings, weight: Weight): number | null {
  const units = givenRatings(ratings).filter((unit) => unit.length > 0)
  const rated = units.filter((unit) => unit.length >= 2)
  const values = categoriesOf(units)
  const q = values.length
  if (rated.length === 0 || q < 2) return null
  const observed = rated.reduce((sum, unit) => sum + weightedAgreement(unit, weight), 0) / rated.length
  const weights = values.reduce((sum, one) => values.reduce((row, other) => row + weight(one, other), sum), 0)
  const expected = (weights * spread(units)) / (q * (q - 1))
  return (observed - expected) / (1 - expected)
}

function weightedAgreement(unit: readonly number[], weight: Weight): number {
  const counts = [...countRatings(unit)]
  let agreement = -unit.length
  for (const [one, count] of counts) {
    for (const [other, others] of counts) agreement += count * others * weight(one, other)
  }
  return agreement / (unit.length * (unit.length - 1))
}

/** Σ π_k (1 − π_k), π_k the mean over units of the share of ratings that are k. */
function spread(units: readonly (readonly number[])[]): number {
  const shares = new Map<number, number>()
  for (const unit of units) {
    for (const [value, count] of countRatings(unit)) {
      shares.set(value, (shares.get(value) ?? 0) + count / unit.length / units.length)
    }
  }
  return [...shares.values()].reduce((sum, share) => sum + share * (1 - share), 0)
}
