import { type RankOptions, withDefaults } from '../ranking/rank-options.ts'
import { type Component, covariatesOf, fitComponents, type Ranking } from '../ranking/ranking.ts'
import { lackingOf } from '../ranking/too-early.ts'
import { studentQuantile } from '../special/distributions.ts'
import { eloBase, eloPerLogOdds } from '../strengths/elo.ts'
import { usedVotes } from '../votes/outcomes.ts'
import { tallyOf } from '../votes/tally.ts'
import type { VoteTable } from '../votes/vote-table.ts'
import { strengthErrors } from './contrasts.ts'

export interface StrengthInterval {
  model: string
  elo: number
  low: number | null
  high: number | null
  votes: number
}

/** What a share of a study's votes says about strengths. */
export interface StrengthTable {
  votes: number
  models: StrengthInterval[]
  covariates: Ranking['covariates']
}

/**
 * Strengths and their intervals without the rest of the ranking, best first: of the largest group of models that were
 * compared with each other.
 *
 * @returns null where no two models were compared, and where it is too early for that group.
 * @throws RangeError where covariates leave no finite maximum.
 */
export function strengthIntervals(table: VoteTable, options: RankOptions): StrengthTable | null {
  const rules = withDefaults(options)
  const used = usedVotes(table, rules)
  const { components } = fitComponents(used, tallyOf(used), rules)
  const main = largest(components)
  if (!main?.fit || lackingOf(components, table)[components.indexOf(main)]) return null
  const { fit, members } = main
  const quantile = studentQuantile((1 + rules.level) / 2, fit.sandwich.degrees)
  const errors = strengthErrors(fit)
  const votes = votesByModel(used)
  const models = members.map((model, k): StrengthInterval => {
    const theta = fit.strengths.theta[k] as number
    const se = errors[k] ?? null
    const half = se === null ? null : quantile * se
    return {
      model: table.models[model] as string,
      elo: eloBase + eloPerLogOdds * theta,
      low: half === null ? null : eloBase + eloPerLogOdds * (theta - half),
      high: half === null ? null : eloBase + eloPerLogOdds * (theta + half),
      votes: votes[model] as number,
    }
  })
  return {
    votes: fit.table.length,
    models: models.sort((x, y) => y.elo - x.elo),
    covariates: covariatesOf(fit, rules),
  }
}

/** The component with the most votes. */
export function largest(components: readonly Component[]): Component | null {
  return components.reduce<Component | null>(
    (best, one) => ((one.fit?.table.length ?? -1) > (best?.fit?.table.length ?? -1) ? one : best),
    null,
  )
}

function votesByModel(table: VoteTable): Float64Array {
  const votes = new Float64Array(table.models.length)
  for (let row = 0; row < table.length; row++) {
    for (const side of [table.first, table.second]) {
      const model = side[row] as number
      votes[model] = (votes[model] as number) + 1
    }
  }
  return votes
}
