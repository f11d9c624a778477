import { clusterSizes } from '../votes/cluster-sizes.ts'
import { type Clusters, clusterCount, clusterRows } from '../votes/clusters.ts'
import { wilson } from './proportion.ts'
import type { Share } from './share.ts'

/** Cases of a share by columns: whether each holds, and whose it is. */
export interface ClusteredCases {
  holds: Uint8Array
  tester: Int32Array
  prompt: Int32Array
}

/**
 * Share of the cases for which a claim holds, with Wilson's interval at the number of independent cases these are
 * worth: n_eff = p (1 − p) / V, V the largest of the two-way, tester and prompt cluster variances (CR1) and the row one;
 * where all cases are alike, the effective number of testers or prompts. Student's t with that number less one.
 *
 * @returns null without cases. O(cases).
 * @throws RangeError on an impossible level.
 */
export function clusteredShare({ holds, tester, prompt }: ClusteredCases, level: number): Share | null {
  const total = holds.length
  if (total === 0) return null
  const count = holds.reduce((sum, value) => sum + value, 0)
  const share = count / total
  const spread = share * (1 - share)
  const row = total > 1 ? spread / (total - 1) : 0
  const parts = [clusterRows([tester]), clusterRows([prompt]), clusterRows([tester, prompt])]
  const [byTester, byPrompt, byBoth] = parts.map((clusters) => varianceOf(holds, share, clusters))
  const known = [byTester, byPrompt].filter((part) => part != null)
  const twoWay = byTester && byPrompt && byBoth ? byTester.variance + byPrompt.variance - byBoth.variance : 0
  const variance = Math.max(row, twoWay, ...known.map((part) => part.variance))
  const sizes = parts.slice(0, 2).flatMap((clusters) => clusterSizes(clusters, null) ?? [])
  const effective = Math.min(total, ...sizes.map((size) => size.effective))
  const n = variance > 1e-300 ? Math.min(total, spread / variance) : effective
  const df = Math.max(1, effective - 1)
  return { count, total, share, ...wilson({ p: share, n: n > 0 ? n : effective, level, df }) }
}

/** Of the mean; null where there are fewer than two clusters to compare. */
function varianceOf(holds: Uint8Array, share: number, clusters: Clusters) {
  const number = clusterCount(clusters, null)
  if (number < 2) return null
  const { order, starts, unknown } = clusters
  let squares = 0
  for (let k = 0; k < unknown; k++) squares += ((holds[order[k] as number] as number) - share) ** 2
  for (let g = 0; g + 1 < starts.length; g++) {
    let sum = 0
    for (let k = starts[g] as number; k < (starts[g + 1] as number); k++) {
      sum += (holds[order[k] as number] as number) - share
    }
    squares += sum * sum
  }
  return { variance: ((number / (number - 1)) * squares) / holds.length ** 2 }
}
