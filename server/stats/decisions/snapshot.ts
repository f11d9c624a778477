import { footingByModel, footingOf } from '../errors/footing.ts'
import { decisionVarianceOf, rowVarianceOf } from '../errors/sandwich.ts'
import type { RankRules } from '../ranking/rank-options.ts'
import type { ComponentFit } from '../strengths/component-fit.ts'
import { clusteringOf } from '../votes/clusters.ts'
import { type ErrorShares, errorShares } from './error-shares.ts'
import { isFirm } from './floors.ts'

/** A component of the votes at one moment, as far as decisions hang on it. */
export interface Snapshot {
  /** Its models that stand on enough. */
  firm: ReadonlySet<string>
  shares: ErrorShares
  /** Mean over all pairs of the variance of single votes, V_row, and of what decisions rest on, V. */
  rowVariance: number
  variance: number
}

/** Testers and prompts count here whatever the intervals are clustered by. O(rows + models²). */
export function snapshotOf({ table, clustering, sandwich }: ComponentFit, rules: RankRules): Snapshot {
  const isWhole = rules.cluster === 'auto' || rules.cluster === 'two-way'
  const known = isWhole ? clustering : clusteringOf(table, 'auto')
  const footings = footingByModel(table, known)
  const { votes, testers, prompts } = isWhole ? sandwich.footing : footingOf(table, known)
  return {
    firm: new Set(table.models.filter((_, k) => footings[k] && isFirm(footings[k]))),
    shares: errorShares({
      models: table.models.length,
      testers: testers?.number ?? votes,
      prompts: prompts?.number ?? votes,
    }),
    ...meanVariances(sandwich, table.models.length),
  }
}

function meanVariances(
  sandwich: ComponentFit['sandwich'],
  models: number,
): Pick<Snapshot, 'rowVariance' | 'variance'> {
  let [rows, all] = [0, 0]
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < i; j++) {
      rows += Math.max(0, rowVarianceOf(sandwich, i, j))
      all += Math.max(0, decisionVarianceOf(sandwich, i, j))
    }
  }
  const pairs = (models * (models - 1)) / 2
  return { rowVariance: rows / pairs, variance: all / pairs }
}
