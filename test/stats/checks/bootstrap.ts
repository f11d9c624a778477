import type { Interval } from '../../../server/stats/errors/proportion.ts'
import { ascending, quantileOfSorted } from '../../../server/stats/special/quantile.ts'
import { createRandom } from '../../../server/stats/special/random.ts'
import { bradleyTerry } from './bradley-terry.ts'

/** One vote between two of the models: score 1 if `first` won, 0 if `second` did, ½ for a tie. */
export interface ScoredPair {
  first: number
  second: number
  score: number
}

export interface BootstrapStrength extends Interval {
  theta: number
  se: number
}

/**
 * Bootstrap of Bradley–Terry strengths: draws whole clusters with replacement and fits every draw.
 *
 * With a tester's votes as one cluster the standard errors are those of the tester-clustered sandwich; with every
 * vote its own cluster they are the row-level ones, which are too small when testers repeat. A draw without a
 * finite fit is left out and counted. O(resamples · (votes + models³)).
 *
 * @param clusters votes in groups that are drawn whole; models are the indices 0 … models − 1.
 * @param options number of models, seed, resamples and level of the percentile intervals.
 * @returns strengths of the whole data in model order, and how many draws had no finite fit; null when that is
 *   more than half of them.
 * @throws RangeError on an impossible vote or option, or if the whole data have no finite fit.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap; Field & Welsh 2007, J. R. Statist. Soc. B 69(3)
 */
export function bootstrapStrengths(
  clusters: readonly (readonly ScoredPair[])[],
  options: { models: number; seed: number; resamples: number; level: number },
): { models: BootstrapStrength[]; withoutFit: number } | null {
  const { models, seed, resamples, level } = options
  requirePossible(clusters, options)
  const random = createRandom(seed)
  const whole = bradleyTerry(winsOf(clusters, models))
  const draws: Float64Array[] = []
  for (let draw = 0; draw < resamples; draw++) {
    const resample = clusters.map(() => clusters[Math.floor(random() * clusters.length)] ?? [])
    const theta = finiteFit(winsOf(resample, models))
    if (theta) draws.push(theta)
  }
  if (draws.length < 2 || draws.length < resamples / 2) return null
  const summaries = [...whole].map((theta, model) => ({
    theta,
    ...summaryOf(
      draws.map((drawn) => drawn[model] ?? 0),
      level,
    ),
  }))
  return { models: summaries, withoutFit: resamples - draws.length }
}

function winsOf(clusters: readonly (readonly ScoredPair[])[], models: number): number[][] {
  const wins = Array.from({ length: models }, () => new Array<number>(models).fill(0))
  for (const votes of clusters) {
    for (const { first, second, score } of votes) {
      addTo(wins[first], second, score)
      addTo(wins[second], first, 1 - score)
    }
  }
  return wins
}

function addTo(row: number[] | undefined, column: number, score: number): void {
  if (row) row[column] = (row[column] ?? 0) + score
}

function finiteFit(wins: number[][]): Float64Array | null {
  try {
    return bradleyTerry(wins)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function summaryOf(values: readonly number[], level: number): { se: number; low: number; high: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const sorted = ascending(values)
  return {
    se: Math.sqrt(variance),
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
  }
}

function requirePossible(
  clusters: readonly (readonly ScoredPair[])[],
  { models, resamples, level }: { models: number; resamples: number; level: number },
): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  if (!(resamples >= 2)) throw new RangeError(`a bootstrap wants resamples, got ${resamples}`)
  const isModel = (index: number) => Number.isInteger(index) && index >= 0 && index < models
  for (const { first, second, score } of clusters.flat()) {
    if (!isModel(first) || !isModel(second) || first === second) {
      throw new RangeError(`a vote is between two of ${models} models, got ${first} and ${second}`)
    }
    if (!(score >= 0 && score <= 1)) throw new RangeError(`a score lies between 0 and 1, got ${score}`)
  }
}
