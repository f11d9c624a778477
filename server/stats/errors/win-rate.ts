import type { Clustering, VoteClusters } from '../votes/clusters.ts'
import type { VoteTable } from '../votes/vote-table.ts'
import { type Interval, wilson } from './proportion.ts'

/** A share per model with its interval; null where the model has no votes. */
export interface Rate extends Interval {
  rate: number
  /** Votes behind it, and the number of independent votes with the same variance. */
  votes: number
  effectiveVotes: number
}

export interface RateOptions {
  level: number
  se: 'max' | 'plain'
  correction: 'cr1' | 'none'
  df: 'kish' | 'clusters'
}

/** Value of a vote for the model shown first and for the other, by outcome code; null leaves the vote out. */
export type Values = readonly (readonly [number, number] | null)[]

/** Win 1, tie ½, loss 0; both-bads and ties as the ranking treats them. */
export function winValues(used: readonly boolean[]): Values {
  return ([[1, 0] as const, [0, 1] as const, [0.5, 0.5] as const, [0.5, 0.5] as const] as const).map(
    (value, outcome) => (used[outcome] ? value : null),
  )
}

export const bothBadValues: Values = [
  [0, 0],
  [0, 0],
  [0, 0],
  [1, 1],
]

/**
 * Mean value of each model's votes, with Wilson's interval at the effective number of votes.
 *
 * n_eff = p (1 − p) / max(V, V_row), V the largest of the two-way, tester and prompt cluster variances (CR1) over the
 * clusters that the model met, V_row = Σ d² / (n (n − 1)). Where all answers are alike V is 0 and n_eff is the
 * effective number of those clusters: thirty wins from one tester are one. Quantile of Student's t with that number
 * less one (at least 1), normal without clusters. `df: 'clusters'` takes their plain number, and n where V is 0.
 *
 * @returns one entry per model of the table. O(rows).
 */
export function clusteredRates(
  table: VoteTable,
  values: Values,
  clustering: Clustering,
  options: RateOptions,
): (Rate | null)[] {
  const means = meansOf(table, values)
  const tester = clustering.tester && squaresOf(table, values, means.rate, clustering.tester)
  const prompt = clustering.prompt && squaresOf(table, values, means.rate, clustering.prompt)
  const both = clustering.both && squaresOf(table, values, means.rate, clustering.both)
  return table.models.map((_, i) => {
    const votes = means.votes[i] as number
    if (votes === 0) return null
    const rate = means.rate[i] as number
    const rowVariance = votes > 1 ? (means.squares[i] as number) / (votes * (votes - 1)) : 0
    const variance = (of: Squares | null) => {
      if (!of || (of.clusters[i] as number) < 2) return null
      const number = of.clusters[i] as number
      const factor = options.correction === 'cr1' ? number / (number - 1) : 1
      return { number, value: (factor * (of.squares[i] as number)) / votes ** 2 }
    }
    const { value, df: plain } = combine(variance(tester), variance(prompt), variance(both), options.se)
    const known = [tester, prompt].flatMap((of) => (of ? [effectiveOf(of, i, votes)] : []))
    const isKish = options.df === 'kish' && known.length > 0
    const unanimous = isKish ? Math.min(...known) : votes
    const df = isKish ? Math.max(1, Math.min(...known) - 1) : plain
    const largest = Math.max(value, rowVariance)
    const effectiveVotes = largest > 1e-300 ? (rate * (1 - rate)) / largest : Math.min(votes, unanimous)
    const n = effectiveVotes > 0 ? effectiveVotes : Math.min(votes, unanimous)
    return { rate, votes, effectiveVotes: n, ...wilson({ p: rate, n, level: options.level, df }) }
  })
}

type Part = { number: number; value: number } | null

function combine(tester: Part, prompt: Part, both: Part, se: 'max' | 'plain'): { value: number; df: number } {
  if (tester && prompt && both) {
    const twoWay = tester.value + prompt.value - both.value
    const value = se === 'max' ? Math.max(twoWay, tester.value, prompt.value) : twoWay
    return { value, df: Math.min(tester.number, prompt.number) - 1 }
  }
  const one = tester ?? prompt
  return one ? { value: one.value, df: one.number - 1 } : { value: 0, df: Infinity }
}

type Means = { rate: Float64Array; votes: Float64Array; squares: Float64Array }

function meansOf(table: VoteTable, values: Values): Means {
  const K = table.models.length
  const seen = new Float64Array(K * 8)
  for (let row = 0; row < table.length; row++) {
    const weight = table.weight ? (table.weight[row] as number) : 1
    const outcome = table.outcome[row] as number
    const at = (table.first[row] as number) * 8 + outcome
    const other = (table.second[row] as number) * 8 + 4 + outcome
    seen[at] = (seen[at] as number) + weight
    seen[other] = (seen[other] as number) + weight
  }
  const means = { rate: new Float64Array(K), votes: new Float64Array(K), squares: new Float64Array(K) }
  for (let i = 0; i < K; i++) {
    const entries = values.flatMap((value, outcome) =>
      value
        ? [
            { y: value[0], n: seen[i * 8 + outcome] as number },
            { y: value[1], n: seen[i * 8 + 4 + outcome] as number },
          ]
        : [],
    )
    const votes = entries.reduce((sum, { n }) => sum + n, 0)
    const rate = votes === 0 ? 0 : entries.reduce((sum, { y, n }) => sum + y * n, 0) / votes
    means.votes[i] = votes
    means.rate[i] = rate
    means.squares[i] = entries.reduce((sum, { y, n }) => sum + n * (y - rate) ** 2, 0)
  }
  return means
}

type Squares = { squares: Float64Array; clusters: Float64Array; sizes: Float64Array }

/** Kish's effective number of the clusters a model met. */
const effectiveOf = ({ sizes }: Squares, model: number, votes: number) =>
  votes ** 2 / (sizes[model] as number)

/** For each model, Σ (Σ y − p over the cluster)² and the number of clusters it met. O(rows). */
function squaresOf(table: VoteTable, values: Values, rate: Float64Array, clusters: VoteClusters): Squares {
  const { weight, models } = table
  const { order, starts, unknown, first, second, outcome } = clusters
  const [asFirst, asSecond] = [deviationsOf(values, rate, 0), deviationsOf(values, rate, 1)]
  const isUsed = Uint8Array.from(values, (value) => (value ? 1 : 0))
  const squares = new Float64Array(models.length)
  const count = new Float64Array(models.length)
  const sums = new Float64Array(models.length)
  const sizes = new Float64Array(models.length)
  const own = new Float64Array(models.length)
  const met = new Int32Array(models.length)
  const seenIn = new Int32Array(models.length).fill(-1)
  const bounds = starts.length - 1
  for (let cluster = 0; cluster < unknown + bounds; cluster++) {
    const isKnown = cluster >= unknown
    const from = isKnown ? (starts[cluster - unknown] as number) : cluster
    const end = isKnown ? (starts[cluster - unknown + 1] as number) : cluster + 1
    let metCount = 0
    for (let k = from; k < end; k++) {
      const answer = outcome[k] as number
      if (isUsed[answer] === 0) continue
      const i = first[k] as number
      const j = second[k] as number
      const times = isKnown && weight ? (weight[order[k] as number] as number) : 1
      if (seenIn[i] !== cluster) {
        seenIn[i] = cluster
        met[metCount++] = i
      }
      if (seenIn[j] !== cluster) {
        seenIn[j] = cluster
        met[metCount++] = j
      }
      own[i] = (own[i] as number) + times
      own[j] = (own[j] as number) + times
      sums[i] = (sums[i] as number) + times * (asFirst[i * 4 + answer] as number)
      sums[j] = (sums[j] as number) + times * (asSecond[j * 4 + answer] as number)
    }
    const times = !isKnown && weight ? (weight[order[cluster] as number] as number) : 1
    for (let k = 0; k < metCount; k++) {
      const model = met[k] as number
      squares[model] = (squares[model] as number) + times * (sums[model] as number) ** 2
      count[model] = (count[model] as number) + times
      sizes[model] = (sizes[model] as number) + times * (own[model] as number) ** 2
      own[model] = 0
      sums[model] = 0
    }
  }
  return { squares, clusters: count, sizes }
}

/** y − p of a model on one side, by model and outcome. */
function deviationsOf(values: Values, rate: Float64Array, side: 0 | 1): Float64Array {
  return Float64Array.from({ length: rate.length * 4 }, (_, at) => {
    return (values[at % 4]?.[side] ?? 0) - (rate[Math.floor(at / 4)] as number)
  })
}
