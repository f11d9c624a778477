import { Outcome, type VoteTable } from '../votes/vote-table.ts'
import type { ComparisonModel, Strengths } from './strengths.ts'

/**
 * Scores of single votes at fitted parameters. The derivative of vote v's log-likelihood is `eta[v]` for
 * θ[first], −eta[v] for θ[second], eta[v] · x for the coefficient of x, and `lambda[v]` for log ν. Weights are not in it.
 */
export interface RowScores {
  eta: Float64Array
  lambda: Float64Array | null
  /** Without covariates also `eta` by (first · models + second) · 4 + outcome, which is small enough to stay near. */
  byCell: Float64Array | null
}

/** What multiplies the extra coefficients in row v: 1 for the order effect, then covariates. */
export interface Extras {
  orderEffect: boolean
  covariates: readonly Float64Array[]
}

/** O(rows); without covariates the model is evaluated once per ordered pair and outcome. */
export function rowScores(
  model: ComparisonModel,
  table: VoteTable,
  { parameters, size }: Strengths,
  { orderEffect, covariates }: Extras,
): RowScores {
  const eta = new Float64Array(table.length)
  const lambda = model.tieParameter ? new Float64Array(table.length) : null
  const order = orderEffect ? (parameters[size] as number) : 0
  const slopes = covariates.map((_, k) => parameters[size + (orderEffect ? 1 : 0) + k] as number)
  const at = { eta: 0, lambda: lambda ? (parameters[parameters.length - 1] as number) : 0 }
  const out = new Float64Array(6)
  const base = (i: number, j: number) => (parameters[i] as number) - (parameters[j] as number) + order
  const { first, second, outcome } = table
  if (covariates.length > 0) {
    for (let row = 0; row < table.length; row++) {
      at.eta = base(first[row] as number, second[row] as number)
      for (let k = 0; k < slopes.length; k++) {
        at.eta += (slopes[k] as number) * (covariates[k]?.[row] as number)
      }
      model.at(at, ANSWERS[outcome[row] as number] as (typeof ANSWERS)[number], out)
      eta[row] = out[1] as number
      if (lambda) lambda[row] = out[2] as number
    }
    return { eta, lambda, byCell: null }
  }
  const etaOf = new Float64Array(size * size * 4)
  const lambdaOf = new Float64Array(size * size * 4)
  for (let cell = 0; cell < size * size; cell++) {
    at.eta = base(Math.floor(cell / size), cell % size)
    for (const [code, answers] of ANSWERS.entries()) {
      model.at(at, answers, out)
      etaOf[cell * 4 + code] = out[1] as number
      lambdaOf[cell * 4 + code] = out[2] as number
    }
  }
  for (let row = 0; row < table.length; row++) {
    const at = ((first[row] as number) * size + (second[row] as number)) * 4 + (outcome[row] as number)
    eta[row] = etaOf[at] as number
    if (lambda) lambda[row] = lambdaOf[at] as number
  }
  return { eta, lambda, byCell: etaOf }
}

const NOTHING = { first: 0, second: 0, tie: 0 }
const ANSWERS = Object.values(Outcome).map((code) => ({
  ...NOTHING,
  ...(code === Outcome.first && { first: 1 }),
  ...(code === Outcome.second && { second: 1 }),
  ...(code >= Outcome.tie && { tie: 1 }),
}))
