import { type ClusterSizes, clusterSizes, clusterSizesByModel } from '../votes/cluster-sizes.ts'
import type { Clustering } from '../votes/clusters.ts'
import type { VoteTable } from '../votes/vote-table.ts'

/** What some votes stand on; `testers` and `prompts` are null where they are not clusters here. */
export interface Footing {
  /** Weights counted. */
  votes: number
  testers: ClusterSizes | null
  prompts: ClusterSizes | null
}

/** The smaller effective number of clusters of the two dimensions; votes count as clusters where there is neither. */
export function effectiveClusters({ votes, testers, prompts }: Footing): number {
  return Math.min(testers?.effective ?? votes, prompts?.effective ?? votes)
}

/** Of a whole table. O(rows). */
export function footingOf(table: VoteTable, { tester, prompt }: Clustering): Footing {
  return {
    votes: table.weight ? table.weight.reduce((sum, weight) => sum + weight, 0) : table.length,
    testers: tester && clusterSizes(tester, table.weight),
    prompts: prompt && clusterSizes(prompt, table.weight),
  }
}

/** Of each model's own votes. O(rows). */
export function footingByModel(table: VoteTable, { tester, prompt }: Clustering): Footing[] {
  const { models, weight, first, second } = table
  const votes = new Float64Array(models.length)
  for (let row = 0; row < table.length; row++) {
    for (const side of [first, second]) {
      const model = side[row] as number
      votes[model] = (votes[model] as number) + (weight ? (weight[row] as number) : 1)
    }
  }
  const testers = tester && clusterSizesByModel(models.length, tester, weight)
  const prompts = prompt && clusterSizesByModel(models.length, prompt, weight)
  return models.map((_, model) => ({
    votes: votes[model] as number,
    testers: testers?.[model] ?? null,
    prompts: prompts?.[model] ?? null,
  }))
}
