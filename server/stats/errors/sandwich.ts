import type { RankRules } from '../ranking/rank-options.ts'
import { product } from '../special/matrix.ts'
import { type Clustering, clusterCount, type VoteClusters } from '../votes/clusters.ts'
import { effectiveClusters, type Footing, footingOf } from './footing.ts'
import { clusterMeat, rowMeat, type ScoredVotes } from './meat.ts'

/** One tester, or nearly all votes from one, leave none; then Cauchy's distribution, the widest t with a median. */
const fewestDegrees = 1

export interface SandwichOptions extends Pick<RankRules, 'se' | 'correction' | 'df' | 'cluster'> {
  /** Fitted by MAP: the residuals say what the prior left of them. */
  provisional?: boolean
}

/** Covariance matrices of the parameters, by rows, one for each view of what is independent. */
export interface Sandwich {
  count: number
  bread: Float64Array
  /** The bread with the mean of the strengths taken out, which a prior alone says something about. */
  model: Float64Array
  /** Every vote by itself: HC0. */
  row: Float64Array
  /** Those of which the largest variance is used. */
  used: Float64Array[]
  /** The one that was asked for: two-way, or one-way, or the rows. */
  main: Float64Array
  /** Of Student's t: by `df`; Infinity (normal) where votes are taken for themselves. */
  degrees: number
  footing: Footing
  /** No variance below the inverse information: so few clusters or votes show too little of their variation. */
  isFew: boolean
  testers: number | null
  prompts: number | null
}

/**
 * Cluster-robust covariance of fitted parameters: bread · meat · bread.
 *
 * Meat: the sum over clusters of the outer product of the cluster's summed scores, times G / (G − 1) under CR1.
 * Two-way: tester + prompt − their intersection. It may be indefinite or too small, so `max` takes the largest of
 * two-way, tester and prompt for each variance. A dimension with fewer than two clusters says nothing and is left out.
 *
 * @param bread the inverse information, by rows.
 * @see Cameron, Gelbach & Miller 2011, J. Bus. Econ. Stat. 29(2); MacKinnon, Nielsen & Webb 2024, arXiv 2406.08880
 */
export function sandwich(
  votes: ScoredVotes,
  bread: Float64Array,
  clustering: Clustering,
  { se, correction, df, cluster, provisional = false }: SandwichOptions,
): Sandwich {
  const count = Math.sqrt(bread.length)
  const around = (meat: Float64Array) => product(product(bread, meat, count), bread, count, true)
  const row = around(rowMeat(votes, count))
  const footing = footingOf(votes.table, clustering)
  const of = (clusters: VoteClusters | null) => {
    const number = clusters ? clusterCount(clusters, votes.table.weight) : 0
    if (!clusters || number < 2) return null
    const factor = correction === 'cr1' ? number / (number - 1) : 1
    return { number, covariance: around(clusterMeat(votes, clusters, count)).map((v) => v * factor) }
  }
  const tester = of(clustering.tester)
  const prompt = of(clustering.prompt)
  const both = tester && prompt ? of(clustering.both) : null
  const common = {
    count,
    bread,
    model: provisional ? centred(bread, count, votes.table.models.length) : bread,
    row,
    footing,
    degrees:
      df === 'clusters' || cluster === 'none'
        ? Math.min(tester?.number ?? Infinity, prompt?.number ?? Infinity) - 1
        : degreesOf(footing, provisional),
    isFew: provisional || (se === 'max' && df === 'kish' && isFew(footing)),
    testers: tester?.number ?? null,
    prompts: prompt?.number ?? null,
  }
  if (tester && prompt && both) {
    const main = tester.covariance.map(
      (v, k) => v + (prompt.covariance[k] as number) - (both.covariance[k] as number),
    )
    return { ...common, main, used: se === 'max' ? [main, tester.covariance, prompt.covariance] : [main] }
  }
  const main = tester?.covariance ?? prompt?.covariance ?? row
  return { ...common, main, used: [main] }
}

const fewestVotes = 30
const fewestClusters = 5

/** A posterior of few votes is no estimate from clusters: its spread is the model's, and exact tests bound it. */
const degreesOf = (footing: Footing, provisional: boolean) =>
  provisional && footing.votes < fewestVotes
    ? Infinity
    : Math.max(fewestDegrees, effectiveClusters(footing) - 1)

const isFew = (footing: Footing) => footing.votes < fewestVotes || effectiveClusters(footing) < fewestClusters

/** Below this share of the inverse information a variance is rounding: every cluster's scores cancelled out. */
const ROUNDING = 1e-12

/** The largest variance of parameter i, or of i − j; the inverse information where residuals vanish or are few. */
export function varianceOf({ used, model, count, isFew }: Sandwich, i: number, j?: number): number {
  const largest = used.reduce((most, v) => Math.max(most, quadratic(v, count, i, j)), -Infinity)
  const least = quadratic(model, count, i, j)
  return isFew || largest <= ROUNDING * least ? Math.max(largest, least) : largest
}

/** Whether the residuals of a strength cancel out in every cluster, so that they tell nothing of its variance. */
export function isSilent({ used, model, count }: Sandwich, i: number): boolean {
  return used.every((v) => quadratic(v, count, i) <= ROUNDING * quadratic(model, count, i))
}

export function rowVarianceOf({ row, count }: Sandwich, i: number, j?: number): number {
  return quadratic(row, count, i, j)
}

/**
 * The variance of i − j that decisions rest on: never below that of independent votes, since clusters that happen to
 * agree to the vote are chance and no knowledge. Without ties and between two models V_row is the inverse information;
 * half-wins vary less than it says.
 */
export function decisionVarianceOf(sandwich: Sandwich, i: number, j: number): number {
  return Math.max(varianceOf(sandwich, i, j), rowVarianceOf(sandwich, i, j))
}

function quadratic(v: Float64Array, count: number, i: number, j?: number): number {
  const own = v[i * count + i] as number
  if (j === undefined) return own
  return own + (v[j * count + j] as number) - (v[i * count + j] as number) - (v[j * count + i] as number)
}

/** C V C on the block of θ, C = I − 11ᵀ / size. */
function centred(v: Float64Array, count: number, size: number): Float64Array {
  const means = Float64Array.from({ length: size }, (_, i) => {
    let sum = 0
    for (let j = 0; j < size; j++) sum += v[i * count + j] as number
    return sum / size
  })
  const mean = means.reduce((sum, value) => sum + value, 0) / size
  return v.map((value, at) => {
    const [i, j] = [Math.floor(at / count), at % count]
    return i < size && j < size ? value - (means[i] as number) - (means[j] as number) + mean : value
  })
}
