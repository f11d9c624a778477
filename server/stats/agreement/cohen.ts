import { categoriesOf, countRatings } from './ratings.ts'

export type KappaWeights = 'plain' | 'linear' | 'quadratic'

/**
 * Cohen's kappa of two raters: 1 − observed / expected disagreement, expected from each rater's own shares.
 *
 * Disagreement is [k ≠ l] (plain), |k − l| (linear) or (k − l)² (quadratic), in steps of the sorted values that
 * occur, as scikit-learn and R's irr count them.
 *
 * @param one n ratings of the first rater.
 * @param other n ratings of the second, unit by unit.
 * @returns kappa, or null where it is undefined: no units, or one value throughout.
 * @throws RangeError if the lengths differ or a rating is not a finite number.
 * @see Cohen 1960, Educ. Psychol. Meas. 20(1); Cohen 1968, Psychol. Bull. 70(4)
 * @example cohenKappa([1, 2, 1, 2], [1, 2, 2, 2]) // 0.5
 */
export function cohenKappa(
  one: readonly number[],
  other: readonly number[],
  weights: KappaWeights = 'plain',
): number | null {
  if (one.length !== other.length) {
    throw new RangeError(`both raters rate the same units, got ${one.length} and ${other.length} ratings`)
  }
  const broken = [...one, ...other].find((rating) => !Number.isFinite(rating))
  if (broken !== undefined) throw new RangeError(`a rating is a finite number, got ${broken}`)
  const place = new Map(categoriesOf([one, other]).map((value, index) => [value, index]))
  const disagreement = (left: number, right: number) =>
    stepsApart((place.get(left) ?? 0) - (place.get(right) ?? 0), weights)

  const observed = one.reduce((sum, left, unit) => sum + disagreement(left, other[unit] ?? left), 0)
  let expected = 0
  for (const [left, count] of countRatings(one)) {
    for (const [right, others] of countRatings(other)) expected += count * others * disagreement(left, right)
  }
  return expected === 0 ? null : 1 - (one.length * observed) / expected
}

function stepsApart(steps: number, weights: KappaWeights): number {
  if (weights === 'plain') return steps === 0 ? 0 : 1
  return weights === 'linear' ? Math.abs(steps) : steps * steps
}
