import {
  adjustDifferences,
  type Difference,
  type TestedDifference,
} from '../../../server/stats/ranking/rank-sets.ts'
import { studentCdf } from '../../../server/stats/special/distributions.ts'

/**
 * Two-sided t tests of all differences, adjusted by Holm over all of them.
 *
 * @param degrees degrees of freedom; Infinity for the normal distribution.
 */
export function testDifferences(
  differences: readonly Omit<Difference, 'p'>[],
  degrees: number,
): TestedDifference[] {
  return adjustDifferences(
    differences.map((difference) => {
      const { estimate, se } = difference
      const p = se === null ? null : Math.min(1, 2 * studentCdf(-Math.abs(estimate / se), degrees))
      return { ...difference, p }
    }),
  )
}
