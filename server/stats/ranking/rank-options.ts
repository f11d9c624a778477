import type { PlannedVotes } from '../decisions/planned-looks.ts'
import type { ClusterChoice } from '../votes/clusters.ts'
import type { BothBad, Ties } from '../votes/outcomes.ts'

/** The options of `tiebreak rank`; what is left out keeps its default. */
export interface RankOptions {
  ties?: Ties
  bothBad?: BothBad
  cluster?: ClusterChoice
  se?: 'max' | 'plain'
  correction?: 'cr1' | 'none'
  /** Degrees of freedom: the effective number of clusters less one (Kish), or their plain number less one. */
  df?: 'kish' | 'clusters'
  orderEffect?: 'fit' | 'ignore'
  /** Names of the table's difference covariates to fit, unpenalised. */
  covariates?: readonly string[]
  level?: number
  /** The model fixed at 1000 Elo. */
  anchor?: string | null
  /** What e-values and confidence sequences rest on: a t mixture, or the normal one with its floor of votes. */
  evidence?: 't' | 'normal'
  /** The planned number of votes, or every number that was in force, for looks at set times. */
  planned?: number | readonly PlannedVotes[] | null
  /** Which pairs to list; null lists all of them up to 200 models, and the top ones beyond. */
  pairs?: 'all' | 'top' | 'none' | null
  /** For the draws behind P(best). */
  seed?: number
}

export type RankRules = Required<RankOptions>

/** @throws RangeError for a level that is not between 0 and 1, or a plan that is not a number of votes. */
export function withDefaults(options: RankOptions): RankRules {
  const rules: RankRules = {
    ties: 'half',
    bothBad: 'tie',
    cluster: 'auto',
    se: 'max',
    correction: 'cr1',
    df: 'kish',
    evidence: 't',
    planned: null,
    pairs: null,
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
  const { planned } = rules
  if (typeof planned === 'number' && !(Number.isSafeInteger(planned) && planned > 0)) {
    throw new RangeError(`Cannot rank: the planned votes must be a whole number above 0, found ${planned}`)
  }
  return rules
}
