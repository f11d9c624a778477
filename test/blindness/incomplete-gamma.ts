import { logGamma } from '../../server/stats/special/gamma.ts'
/** Regularised lower incomplete gamma function P(a, x), by its series: enough for χ² with any number of degrees. */
export function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0
  if (x > a + 30 * Math.sqrt(a) + 100) return 1
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 100_000 && term > sum * 1e-15; n++) {
    term *= x / (a + n)
    sum += term
  }
  return Math.min(1, sum * Math.exp(a * Math.log(x) - x - logGamma(a)))
}
