import type { OutcomeRule } from './outcomes.ts'
import { usedOutcomes } from './outcomes.ts'
import { countsOf, type Tally } from './tally.ts'
import { Outcome, type VoteTable } from './vote-table.ts'

/**
 * Comparisons grouped by equal linear predictor θ[first] − θ[second] + Σ extras · coefficient: by ordered pair of
 * models, or by row where every vote has covariates of its own.
 */
export interface Cells {
  /** Number of models. */
  size: number
  length: number
  first: Int32Array
  second: Int32Array
  winsFirst: Float64Array
  winsSecond: Float64Array
  /** Ties, and both-bads where they count as ties. */
  ties: Float64Array
  /** length × width values that multiply the extra coefficients: 1 for the order effect, then covariates. */
  extras: Float64Array
  width: number
}

/** One cell per ordered pair of models that met. O(size²). */
export function cellsOfTally(tally: Tally, rule: OutcomeRule, orderEffect: boolean): Cells {
  const used = usedOutcomes(rule)
  const cells = emptyCells({ size: tally.size, capacity: tally.size ** 2, width: orderEffect ? 1 : 0 })
  for (let i = 0; i < tally.size; i++) {
    for (let j = 0; j < tally.size; j++) {
      const counts = countsOf(tally, i, j)
      const ties = (used[Outcome.tie] ? counts.tie : 0) + (used[Outcome.bothBad] ? counts.bothBad : 0)
      if (counts.first + counts.second + ties === 0) continue
      const cell = cells.length++
      cells.first[cell] = i
      cells.second[cell] = j
      cells.winsFirst[cell] = counts.first
      cells.winsSecond[cell] = counts.second
      cells.ties[cell] = ties
      if (orderEffect) cells.extras[cell] = 1
    }
  }
  return cells
}

/** One cell per vote, with the chosen covariates. Every row of the table must be in use. */
export function cellsOfRows(table: VoteTable, orderEffect: boolean, covariates: Float64Array[]): Cells {
  const width = covariates.length + (orderEffect ? 1 : 0)
  const cells = emptyCells({ size: table.models.length, capacity: table.length, width })
  cells.length = table.length
  cells.first = table.first
  cells.second = table.second
  for (let row = 0; row < table.length; row++) {
    const weight = table.weight ? (table.weight[row] as number) : 1
    const outcome = table.outcome[row]
    const column =
      outcome === Outcome.first ? cells.winsFirst : outcome === Outcome.second ? cells.winsSecond : cells.ties
    column[row] = weight
    const at = row * width
    if (orderEffect) cells.extras[at] = 1
    for (let k = 0; k < covariates.length; k++) {
      cells.extras[at + width - covariates.length + k] = covariates[k]?.[row] as number
    }
  }
  return cells
}

type Shape = { size: number; capacity: number; width: number }

function emptyCells({ size, capacity, width }: Shape): Cells {
  return {
    size,
    length: 0,
    first: new Int32Array(capacity),
    second: new Int32Array(capacity),
    winsFirst: new Float64Array(capacity),
    winsSecond: new Float64Array(capacity),
    ties: new Float64Array(capacity),
    extras: new Float64Array(capacity * width),
    width,
  }
}
