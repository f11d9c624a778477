import { inInputOrder } from '../../../server/stats/tests/multiplicity.ts'

/**
 * Hommel's adjustment: family-wise error like Holm's, never less powerful, valid under Simes' inequality.
 *
 * By Wright's recursion over the sizes of the sub-families, O(n²).
 *
 * @param p n p-values in any order.
 * @returns n adjusted p-values in the order of the input.
 * @throws RangeError if a value is not between 0 and 1.
 * @see Hommel 1988, Biometrika 75(2); Wright 1992, Biometrics 48(4)
 * @example hommel([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function hommel(p: readonly number[]): number[] {
  return inInputOrder(p, (sorted) => {
    const n = sorted.length
    const adjusted = new Array<number>(n).fill(simes(sorted, n))
    for (let m = n - 1; m >= 2; m--) {
      const split = n - m + 1
      const upper = sorted.slice(split).reduce((least, value, k) => Math.min(least, (m * value) / (k + 2)), 1)
      for (const rank of sorted.keys()) {
        const bound = Math.min(upper, m * (sorted[Math.min(rank, split - 1)] ?? 1))
        adjusted[rank] = Math.max(adjusted[rank] ?? 0, bound)
      }
    }
    return adjusted.map((value, rank) => Math.max(value, sorted[rank] ?? 0))
  })
}

function simes(sorted: readonly number[], n: number): number {
  return sorted.reduce((least, value, rank) => Math.min(least, (n * value) / (rank + 1)), 1)
}
