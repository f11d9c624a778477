import type { ClusterChoice } from './clusters.ts'
import type { BothBad, Ties } from './outcomes.ts'

/** The options of `tiebreak rank`; what is left out keeps its default. */
export interface RankOptions {
  ties?: Ties
  bothBad?: BothBad
  cluster?: ClusterChoice
  se?: 'max' | 'plain'
  correction?: 'cr1' | 'none'
  orderEffect?: 'fit' | 'ignore'
  /** Names of the table's difference covariates to fit, unpenalised. */
  covariates?: readonly string[]
  level?: number
  /** The model fixed at 1000 Elo. */
  anchor?: string | null
  /** For the draws behind P(best). */
  seed?: number
}

export type RankRules = Required<RankOptions>

/** @throws RangeError for a level that is not between 0 and 1. */
export function withDefaults(options: RankOptions): RankRules {
  const rules: RankRules = {
    ties: 'half',
    bothBad: 'tie',
    cluster: 'auto',
    se: 'max',
    correction: 'cr1',
    orderEffect: 'fit',
    covariates: [],
    level: 0.95,
    anchor: null,
    seed: 1,
    ...options,
  }
  if (!(rules.level > 0 && rules.level < 1)) {
    throw new RangeError(`Cannot rank: the level must lie between 0 and 1, found ${rules.level}`)
  }
  return rules
}
