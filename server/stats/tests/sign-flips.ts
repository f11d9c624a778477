/** Beyond so many clusters a t test is close enough, and all flips too many. */
export const mostClusters = 12

/**
 * Exact two-sided test that clusters lean to neither side: the share of all ways to flip the signs of their leads
 * under which the sum is at least as far from 0. Never below 2^(1 − m) for m clusters with a lead.
 *
 * With leads of one size it is the sign test over clusters.
 *
 * @param leads votes for one side less those for the other, one entry a cluster; zeros decide nothing.
 * @returns p-value; 1 without a lead; null for more than 12 leads. O(2^m).
 * @see Fisher 1935, The Design of Experiments, 21
 * @example signFlips([3, 2, 4]) // 0.25: three testers of one mind
 */
export function signFlips(leads: readonly number[]): number | null {
  const sizes = leads.filter((lead) => lead !== 0).map(Math.abs)
  if (sizes.length > mostClusters) return null
  if (sizes.length === 0) return 1
  const found = Math.abs(leads.reduce((sum, lead) => sum + lead, 0)) - 1e-9
  const flips = 2 ** (sizes.length - 1)
  let asFar = 0
  let sum = sizes.reduce((all, size) => all + size, 0)
  const sign = sizes.map(() => 1)
  for (let flip = 0; flip < flips; flip++) {
    if (Math.abs(sum) >= found) asFar++
    const turned = Math.min(31 - Math.clz32((flip + 1) & -(flip + 1)), sizes.length - 1)
    sum -= 2 * (sign[turned] as number) * (sizes[turned] as number)
    sign[turned] = -(sign[turned] as number)
  }
  return asFar / flips
}
