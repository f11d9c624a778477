import { type Clustering, type Clusters, clusterCount } from './clusters.ts'
import { product } from './matrix.ts'
import type { Extras, RowScores } from './row-scores.ts'
import type { VoteTable } from './vote-table.ts'

/** Votes, their scores, and what multiplies the extra coefficients. */
export interface ScoredVotes {
  table: VoteTable
  scores: RowScores
  extras: Extras
}

export interface SandwichOptions {
  se: 'max' | 'plain'
  correction: 'cr1' | 'none'
}

/** Covariance matrices of the parameters, by rows, one for each view of what is independent. */
export interface Sandwich {
  count: number
  bread: Float64Array
  /** Every vote by itself: HC0. */
  row: Float64Array
  /** Those of which the largest variance is used. */
  used: Float64Array[]
  /** The one that was asked for: two-way, or one-way, or the rows. */
  main: Float64Array
  /** Clusters of the smaller dimension less one; Infinity (normal) without clusters. */
  degrees: number
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
  { se, correction }: SandwichOptions,
): Sandwich {
  const count = Math.sqrt(bread.length)
  const around = (meat: Float64Array) => product(product(bread, meat, count), bread, count)
  const row = around(rowMeat(votes, count))
  const of = (clusters: Clusters | null) => {
    const number = clusters ? clusterCount(clusters, votes.table.weight) : 0
    if (!clusters || number < 2) return null
    const factor = correction === 'cr1' ? number / (number - 1) : 1
    return { number, covariance: around(clusterMeat(votes, clusters, count)).map((v) => v * factor) }
  }
  const tester = of(clustering.tester)
  const prompt = of(clustering.prompt)
  const both = tester && prompt ? of(clustering.both) : null
  const sizes = { testers: tester?.number ?? null, prompts: prompt?.number ?? null }
  if (tester && prompt && both) {
    const main = tester.covariance.map(
      (v, k) => v + (prompt.covariance[k] as number) - (both.covariance[k] as number),
    )
    const used = se === 'max' ? [main, tester.covariance, prompt.covariance] : [main]
    return { count, bread, row, main, used, degrees: Math.min(tester.number, prompt.number) - 1, ...sizes }
  }
  const one = tester ?? prompt
  if (one)
    return {
      count,
      bread,
      row,
      main: one.covariance,
      used: [one.covariance],
      degrees: one.number - 1,
      ...sizes,
    }
  return { count, bread, row, main: row, used: [row], degrees: Infinity, ...sizes }
}

/** Below this share of the inverse information a variance is rounding: every cluster's scores cancelled out. */
const ROUNDING = 1e-12

/** The largest variance of parameter i, or of i − j; 0 or less where the votes leave it undefined. */
export function varianceOf({ used, bread, count }: Sandwich, i: number, j?: number): number {
  const largest = used.reduce((most, v) => Math.max(most, quadratic(v, count, i, j)), -Infinity)
  return largest > ROUNDING * quadratic(bread, count, i, j) ? largest : Math.min(0, largest)
}

export function rowVarianceOf({ row, count }: Sandwich, i: number, j?: number): number {
  return quadratic(row, count, i, j)
}

function quadratic(v: Float64Array, count: number, i: number, j?: number): number {
  const own = v[i * count + i] as number
  if (j === undefined) return own
  return own + (v[j * count + j] as number) - (v[i * count + j] as number) - (v[j * count + i] as number)
}

/** Σ w u uᵀ: each vote its own cluster. */
function rowMeat(votes: ScoredVotes, count: number): Float64Array {
  const everyRow = Int32Array.from({ length: votes.table.length }, (_, row) => row)
  const nobody = { order: everyRow, starts: Int32Array.of(everyRow.length), unknown: everyRow.length }
  return clusterMeat(votes, nobody, count)
}

/**
 * Σ U Uᵀ over clusters, U the summed scores, touching only the models that a cluster met. O(rows + Σ met²).
 */
function clusterMeat(votes: ScoredVotes, clusters: Clusters, count: number): Float64Array {
  const { table, scores, extras } = votes
  const { first, second, weight } = table
  const { order, starts, unknown } = clusters
  const size = table.models.length
  const meat = new Float64Array(count * count)
  const sums = new Float64Array(count)
  const met = new Int32Array(count)
  const seenIn = new Int32Array(size).fill(-1)
  const fixed = count - size
  for (let k = 0; k < fixed; k++) met[k] = size + k
  let metCount = fixed
  let cluster = 0
  const meet = (model: number) => {
    if (seenIn[model] === cluster) return
    seenIn[model] = cluster
    met[metCount++] = model
  }
  const add = (row: number, times: number) => {
    const i = first[row] as number
    const j = second[row] as number
    const score = times * (scores.eta[row] as number)
    meet(i)
    meet(j)
    sums[i] = (sums[i] as number) + score
    sums[j] = (sums[j] as number) - score
    if (fixed === 0) return
    let at = size
    if (extras.orderEffect) {
      sums[at] = (sums[at] as number) + score
      at++
    }
    for (const values of extras.covariates) {
      sums[at] = (sums[at] as number) + score * (values[row] as number)
      at++
    }
    if (scores.lambda) sums[at] = (sums[at] as number) + times * (scores.lambda[row] as number)
  }
  const close = (times: number) => {
    for (let a = 0; a < metCount; a++) {
      const p = met[a] as number
      const scaled = times * (sums[p] as number)
      for (let b = 0; b <= a; b++) {
        const cell = p * count + (met[b] as number)
        meat[cell] = (meat[cell] as number) + scaled * (sums[met[b] as number] as number)
      }
    }
    for (let a = 0; a < metCount; a++) sums[met[a] as number] = 0
    metCount = fixed
    cluster++
  }
  for (let k = 0; k < unknown; k++) {
    const row = order[k] as number
    add(row, 1)
    close(weight ? (weight[row] as number) : 1)
  }
  for (let g = 0; g + 1 < starts.length; g++) {
    const end = starts[g + 1] as number
    for (let k = starts[g] as number; k < end; k++) {
      const row = order[k] as number
      add(row, weight ? (weight[row] as number) : 1)
    }
    close(1)
  }
  return folded(meat, count)
}

/** Each product was added on one side of the diagonal or the other; puts their sum on both. */
function folded(meat: Float64Array, count: number): Float64Array {
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const sum = (meat[i * count + j] as number) + (meat[j * count + i] as number)
      meat[i * count + j] = sum
      meat[j * count + i] = sum
    }
  }
  return meat
}
