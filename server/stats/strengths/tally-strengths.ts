import { type Cells, cellsOfTally } from '../votes/cells.ts'
import { beatOrTied, strongComponents } from '../votes/components.ts'
import type { OutcomeRule } from '../votes/outcomes.ts'
import { createTally, type Tally } from '../votes/tally.ts'
import { bradleyTerryModel } from './bradley-terry.ts'
import { priorSd } from './component-fit.ts'
import { davidsonModel } from './davidson.ts'
import { hasDavidsonMaximum } from './davidson-maximum.ts'
import { farthestOrderEffect, isOrderIdentifiable } from './order-effect.ts'
import { fitStrengths, type Strengths } from './strengths.ts'

export interface TallyRules extends OutcomeRule {
  orderEffect: 'fit' | 'ignore'
}

/**
 * Strengths from counts alone, without intervals: for asking how they would be under other rules, or without some
 * votes. O(K³) a step; from the last strengths one or two steps.
 *
 * By MAP under θ ~ N(0, 2²) where the counts leave no finite maximum; an order effect that the counts cannot tell
 * from the strengths is left out, and so is Davidson's tie parameter without ties.
 *
 * @param start parameters of a fit under the same rules to start from.
 * @returns the fit; its strengths sum to 0 under maximum likelihood.
 */
export function strengthsOfTally(tally: Tally, rules: TallyRules, start?: Float64Array): Strengths {
  const plain = cellsOfTally(tally, rules, false)
  const isDavidson = rules.ties === 'davidson' && hasBoth(plain)
  const model = isDavidson ? davidsonModel : bradleyTerryModel
  const hasMaximum =
    strongComponents(beatOrTied(plain)).length === 1 && (!isDavidson || hasDavidsonMaximum(plain))
  const options = { priorSd: hasMaximum ? null : priorSd, ...(start && { start }) }
  if (rules.orderEffect === 'fit' && isOrderIdentifiable(plain)) {
    try {
      const ordered = fitStrengths(model, cellsOfTally(tally, rules, true), options)
      if (Math.abs(ordered.parameters[ordered.size] as number) < farthestOrderEffect) return ordered
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  return fitStrengths(model, plain, options)
}

/** The counts among some of the models, renumbered in the order given. */
export function tallyAmong(tally: Tally, members: readonly number[]): Tally {
  const among = createTally(members.length)
  for (const [i, first] of members.entries()) {
    for (const [j, second] of members.entries()) {
      const from = (first * tally.size + second) * 4
      among.counts.set(tally.counts.subarray(from, from + 4), (i * members.length + j) * 4)
    }
  }
  return among
}

function hasBoth(cells: Cells): boolean {
  const sum = (column: Float64Array) =>
    column.subarray(0, cells.length).reduce((all, value) => all + value, 0)
  return sum(cells.ties) > 0 && sum(cells.winsFirst) + sum(cells.winsSecond) > 0
}
