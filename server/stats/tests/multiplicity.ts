/**
 * Holm's step-down adjustment: family-wise error at most α when every adjusted p ≤ α is declared.
 *
 * @param p n p-values in any order.
 * @returns n adjusted p-values in the order of the input, never below p, at most 1.
 * @throws RangeError if a value is not between 0 and 1.
 * @see Holm 1979, Scand. J. Statist. 6(2)
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: readonly number[]): number[] {
  let highest = 0
  return inInputOrder(p, (sorted) =>
    sorted.map((value, rank) => {
      highest = Math.max(highest, Math.min(1, (sorted.length - rank) * value))
      return highest
    }),
  )
}

/**
 * Benjamini–Hochberg adjustment: false discovery rate at most α when every adjusted p ≤ α is declared.
 *
 * @param p n p-values in any order, independent or positively dependent.
 * @returns n adjusted p-values in the order of the input.
 * @throws RangeError if a value is not between 0 and 1.
 * @see Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57(1)
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  let lowest = 1
  return inInputOrder(p, (sorted) =>
    sorted.reduceRight<number[]>((adjusted, value, rank) => {
      lowest = Math.min(lowest, (sorted.length * value) / (rank + 1))
      adjusted[rank] = lowest
      return adjusted
    }, new Array(sorted.length)),
  )
}

export function inInputOrder(
  p: readonly number[],
  adjust: (sorted: readonly number[]) => number[],
): number[] {
  const outside = p.find((value) => !(value >= 0 && value <= 1))
  if (outside !== undefined) throw new RangeError(`a p-value lies between 0 and 1, got ${outside}`)
  const order = [...p.keys()].sort((i, j) => (p[i] ?? 0) - (p[j] ?? 0))
  const adjusted = adjust(order.map((index) => p[index] ?? 0))
  const result = new Array<number>(p.length)
  for (const [rank, index] of order.entries()) result[index] = adjusted[rank] ?? 1
  return result
}
