import { type Sandwich, sandwich } from '../errors/sandwich.ts'
import type { RankRules } from '../ranking/rank-options.ts'
import { type ExactFloors, exactFloors } from '../tests/exact-floors.ts'
import { type Cells, cellsOfRows, cellsOfTally } from '../votes/cells.ts'
import { type Clustering, clusteringOf } from '../votes/clusters.ts'
import { tallyOf } from '../votes/tally.ts'
import type { VoteTable } from '../votes/vote-table.ts'
import { bradleyTerryModel } from './bradley-terry.ts'
import { davidsonModel } from './davidson.ts'
import { hasDavidsonMaximum } from './davidson-maximum.ts'
import { farthestOrderEffect, isOrderIdentifiable } from './order-effect.ts'
import { type RowScores, rowScores } from './row-scores.ts'
import { fitStrengths, type Strengths } from './strengths.ts'

/** The prior of components without a finite maximum: standard deviation in log-odds, 347 Elo. */
export const priorSd = 2

/** Strengths of the models of one component, with all that intervals and influences need. */
export interface ComponentFit {
  table: VoteTable
  /** Votes behind it, weights counted. */
  votes: number
  strengths: Strengths
  sandwich: Sandwich
  clustering: Clustering
  scores: RowScores
  covariates: readonly Float64Array[]
  orderEffect: boolean
  tieParameter: boolean
  provisional: boolean
  leastP: ExactFloors
  warnings: string[]
}

/**
 * Fits one weak component of at least two models; by MAP where it is not strongly connected.
 *
 * Under Davidson's model also where ties and one-sided wins leave no finite maximum.
 *
 * An order effect that the votes cannot tell from the strengths is left out, and so is Davidson's tie parameter where
 * there are no ties or only ties; each with a warning.
 *
 * @param table the component's votes, every row in use, its models numbered from 0.
 * @throws RangeError where covariates leave no finite maximum.
 */
export function fitComponent(
  table: VoteTable,
  rules: RankRules,
  isStrong: boolean,
  clustering: Clustering = clusteringOf(table, rules.cluster),
): ComponentFit {
  const warnings: string[] = []
  const chosen = rules.covariates.map((name) => columnOf(table, name))
  const tally = tallyOf(table)
  const cellsWith = (orderEffect: boolean): Cells =>
    chosen.length > 0 ? cellsOfRows(table, orderEffect, chosen) : cellsOfTally(tally, rules, orderEffect)
  const plain = cellsWith(false)
  const tieParameter = rules.ties === 'davidson' && hasSomeTies(plain, warnings)
  const model = tieParameter ? davidsonModel : bradleyTerryModel
  const hasMaximum = isStrong && (!tieParameter || hasDavidsonMaximum(plain))
  if (!hasMaximum) warnings.push(isStrong ? oneSidedTies : neverBeaten)
  const strengthsWith = (orderEffect: boolean) =>
    fitStrengths(model, orderEffect ? cellsWith(true) : plain, { priorSd: hasMaximum ? null : priorSd })

  const ordered =
    rules.orderEffect === 'fit' ? fitOrLeaveOut(() => strengthsWith(true), plain, warnings) : null
  const strengths = ordered ?? fitWithCovariates(() => strengthsWith(false), rules.covariates)
  const orderEffect = ordered !== null
  const extras = { orderEffect, covariates: chosen }
  const scores = rowScores(model, table, strengths, extras)
  return {
    table,
    votes: table.weight ? table.weight.reduce((sum, weight) => sum + weight, 0) : table.length,
    strengths,
    scores,
    clustering,
    covariates: chosen,
    orderEffect,
    tieParameter,
    provisional: !hasMaximum,
    leastP: exactFloors({ table, tally, clustering, rules, provisional: !hasMaximum }),
    sandwich: sandwich({ table, scores, extras }, strengths.bread, clustering, {
      ...rules,
      provisional: !hasMaximum,
    }),
    warnings,
  }
}

function columnOf(table: VoteTable, name: string): Float64Array {
  const column = table.covariates.find((covariate) => covariate.name === name)
  if (!column) throw new RangeError(`Cannot rank: there is no covariate "${name}"`)
  return column.values
}

function hasSomeTies(cells: Cells, warnings: string[]): boolean {
  let ties = 0
  let decisive = 0
  for (let cell = 0; cell < cells.length; cell++) {
    ties += cells.ties[cell] as number
    decisive += (cells.winsFirst[cell] as number) + (cells.winsSecond[cell] as number)
  }
  if (ties > 0 && decisive > 0) return true
  const what = ties > 0 ? 'every vote is a tie' : 'there are no ties'
  warnings.push(`Davidson's tie parameter was left out, because ${what}; ties count as half a win each.`)
  return false
}

const neverBeaten =
  'Some models never lost to (or never beat) the others: their strengths are provisional, drawn towards the mean by a prior with standard deviation 2 (347 Elo).'
const oneSidedTies =
  "Davidson's model has no finite strengths here (models that tied were never beaten the other way): they are provisional, drawn towards the mean by a prior with standard deviation 2 (347 Elo)."

const cannotTell =
  'The order effect was left out: these votes cannot tell it from the strengths (sides never swapped, or one side always chosen).'

function fitOrLeaveOut(attempt: () => Strengths, cells: Cells, warnings: string[]): Strengths | null {
  if (!isOrderIdentifiable(cells)) {
    warnings.push(cannotTell)
    return null
  }
  try {
    const strengths = attempt()
    if (Math.abs(strengths.parameters[strengths.size] as number) < farthestOrderEffect) return strengths
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  warnings.push(cannotTell)
  return null
}

function fitWithCovariates(attempt: () => Strengths, covariates: readonly string[]): Strengths {
  try {
    return attempt()
  } catch (error) {
    if (!(error instanceof RangeError) || covariates.length === 0) throw error
    const names = covariates.map((name) => `"${name}"`).join(', ')
    throw new RangeError(`Cannot rank with ${names}: ${error.message} (constant or redundant covariates?)`)
  }
}
