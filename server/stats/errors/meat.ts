import type { Extras, RowScores } from '../strengths/row-scores.ts'
import type { VoteClusters } from '../votes/clusters.ts'
import type { VoteTable } from '../votes/vote-table.ts'

/** Votes, their scores, and what multiplies the extra coefficients. */
export interface ScoredVotes {
  table: VoteTable
  scores: RowScores
  extras: Extras
}

/** Σ w u uᵀ: each vote its own cluster. `count` parameters; by rows. O(rows). */
export function rowMeat(votes: ScoredVotes, count: number): Float64Array {
  const meat = new Float64Array(count * count)
  addRowByRow(meat, votes, { rows: null, count })
  return folded(meat, count)
}

/**
 * Σ U Uᵀ over clusters, U the summed scores, touching only the models that a cluster met. O(rows + Σ met²).
 */
export function clusterMeat(votes: ScoredVotes, clusters: VoteClusters, count: number): Float64Array {
  const meat = new Float64Array(count * count)
  const { order, unknown } = clusters
  if (unknown > 0) addRowByRow(meat, votes, { rows: order.subarray(0, unknown), count })
  addClusters(meat, votes, { clusters, count })
  return folded(meat, count)
}

/** Of all rows, where none are given. */
function addRowByRow(
  meat: Float64Array,
  votes: ScoredVotes,
  { rows, count }: { rows: Int32Array | null; count: number },
): void {
  const { first, second, weight, models } = votes.table
  const { eta } = votes.scores
  const size = models.length
  const width = 2 + count - size
  const score = new Float64Array(width)
  const at = new Int32Array(width)
  for (let k = 2; k < width; k++) at[k] = size + k - 2
  const end = rows ? rows.length : votes.table.length
  for (let k = 0; k < end; k++) {
    const row = rows ? (rows[k] as number) : k
    at[0] = first[row] as number
    at[1] = second[row] as number
    score[0] = eta[row] as number
    score[1] = -(eta[row] as number)
    if (width > 2) extraScores(votes, row, score)
    const times = weight ? (weight[row] as number) : 1
    for (let a = 0; a < width; a++) {
      const scaled = times * (score[a] as number)
      const base = (at[a] as number) * count
      for (let b = 0; b <= a; b++) {
        const cell = base + (at[b] as number)
        meat[cell] = (meat[cell] as number) + scaled * (score[b] as number)
      }
    }
  }
}

/** Writes the scores of order effect, covariates and tie parameter from place 2 on. */
function extraScores({ scores, extras }: ScoredVotes, row: number, into: Float64Array): void {
  const score = scores.eta[row] as number
  let at = 2
  if (extras.orderEffect) into[at++] = score
  for (let k = 0; k < extras.covariates.length; k++) {
    into[at++] = score * (extras.covariates[k]?.[row] as number)
  }
  if (scores.lambda) into[at] = scores.lambda[row] as number
}

/** From here on models are gone through in their order, so that the matrix is read in sequence. */
const manyMet = 64

function addClusters(
  meat: Float64Array,
  votes: ScoredVotes,
  { clusters, count }: { clusters: VoteClusters; count: number },
): void {
  const { weight, models } = votes.table
  const { eta } = votes.scores
  const { order, starts, first, second, outcome } = clusters
  const { byCell } = votes.scores
  const { orderEffect } = votes.extras
  const size = models.length
  const fixed = count - size
  const hasMore = fixed > Number(orderEffect)
  const sums = new Float64Array(count)
  const met = new Int32Array(count)
  const seenIn = new Int32Array(size).fill(-1)
  const extra = new Float64Array(2 + fixed)
  for (let k = 0; k < fixed; k++) met[k] = size + k
  for (let cluster = 0; cluster + 1 < starts.length; cluster++) {
    let metCount = fixed
    const end = starts[cluster + 1] as number
    for (let k = starts[cluster] as number; k < end; k++) {
      const i = first[k] as number
      const j = second[k] as number
      const times = weight ? (weight[order[k] as number] as number) : 1
      const own = byCell ? byCell[(i * size + j) * 4 + (outcome[k] as number)] : eta[order[k] as number]
      const score = times * (own as number)
      if (seenIn[i] !== cluster) {
        seenIn[i] = cluster
        met[metCount++] = i
      }
      if (seenIn[j] !== cluster) {
        seenIn[j] = cluster
        met[metCount++] = j
      }
      sums[i] = (sums[i] as number) + score
      sums[j] = (sums[j] as number) - score
      if (orderEffect) sums[size] = (sums[size] as number) + score
      if (!hasMore) continue
      extraScores(votes, order[k] as number, extra)
      for (let e = Number(orderEffect); e < fixed; e++) {
        sums[size + e] = (sums[size + e] as number) + times * (extra[2 + e] as number)
      }
    }
    if (metCount > manyMet) met.subarray(0, metCount).sort()
    for (let a = 0; a < metCount; a++) {
      const p = met[a] as number
      const sum = sums[p] as number
      const base = p * count
      for (let b = 0; b <= a; b++) {
        const q = met[b] as number
        meat[base + q] = (meat[base + q] as number) + sum * (sums[q] as number)
      }
    }
    for (let a = 0; a < metCount; a++) sums[met[a] as number] = 0
    for (let k = 0; k < fixed; k++) met[k] = size + k
  }
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
