import type { Interval } from '../../../server/stats/errors/proportion.ts'
import { normalQuantile } from '../../../server/stats/special/distributions.ts'

export interface PredictionPowered extends Interval {
  estimate: number
  se: number
  /** How far the judge is trusted: 0 is people alone. */
  lambda: number
}

/**
 * PPI++ estimate of a mean human score: people on some items, an automatic judge on many.
 *
 * λ mean_N(f) + mean_n(Y − λ f), with variance λ² Var(f) / N + Var(Y − λ f) / n. Unbiased whatever the judge is
 * worth; the variance gain is at most the squared correlation of judge and people.
 *
 * @param data.human n scores Y on the labelled items.
 * @param data.judge n judge scores f on the same items.
 * @param data.judgeElsewhere N judge scores on other items.
 * @param options.level coverage, 0.95.
 * @param options.lambda fixed λ; where absent, Cov(Y, f) / ((1 + n / N) Var f) cut to [0, 1].
 * @returns estimate, interval and λ, or null with fewer than two labelled items.
 * @throws RangeError if lengths differ, a score is not finite, or level or λ is outside its bounds.
 * @see Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453
 */
export function predictionPoweredMean(
  data: { human: readonly number[]; judge: readonly number[]; judgeElsewhere: readonly number[] },
  options: { level?: number; lambda?: number } = {},
): PredictionPowered | null {
  const { human, judge, judgeElsewhere } = data
  requireScores(data)
  const level = options.level ?? 0.95
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  if (human.length < 2) return null
  const lambda = options.lambda ?? bestLambda(data)
  if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`lambda lies between 0 and 1, got ${lambda}`)
  const corrected = human.map((score, item) => score - lambda * (judge[item] ?? 0))
  const judged = lambda === 0 ? { mean: 0, variance: 0 } : moments(judgeElsewhere)
  const { mean, variance } = moments(corrected)
  const estimate = lambda * judged.mean + mean
  const judgedPart = lambda === 0 ? 0 : (lambda ** 2 * judged.variance) / judgeElsewhere.length
  const se = Math.sqrt(judgedPart + variance / human.length)
  const half = normalQuantile((1 + level) / 2) * se
  return { estimate, se, lambda, low: estimate - half, high: estimate + half }
}

function bestLambda(data: Parameters<typeof predictionPoweredMean>[0]): number {
  const { human, judge, judgeElsewhere } = data
  if (judgeElsewhere.length === 0) return 0
  const all = [...judge, ...judgeElsewhere]
  const spread = (moments(all).variance * all.length) / (all.length - 1)
  if (spread === 0) return 0
  const [humanMean, judgeMean] = [moments(human).mean, moments(judge).mean]
  const products = human.map((score, item) => (score - humanMean) * ((judge[item] ?? 0) - judgeMean))
  const lambda = moments(products).mean / ((1 + human.length / judgeElsewhere.length) * spread)
  return Math.min(1, Math.max(0, lambda))
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

function requireScores(data: Parameters<typeof predictionPoweredMean>[0]): void {
  const { human, judge, judgeElsewhere } = data
  if (human.length !== judge.length) {
    throw new RangeError(
      `people and judge score the same items, got ${human.length} and ${judge.length} scores`,
    )
  }
  const broken = [...human, ...judge, ...judgeElsewhere].find((score) => !Number.isFinite(score))
  if (broken !== undefined) throw new RangeError(`a score is a finite number, got ${broken}`)
}
