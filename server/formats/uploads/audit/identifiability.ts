import type { Interval } from '../types.ts'

const FOLDS = 5
const PER_PROMPT = 8
const MOST_PROMPTS = 1500
const MOST_MODELS = 500
const FEWEST_PROMPTS = 10
const SMOOTHING = 0.5

type Kept = { model: number; rank: number; tokens: Uint16Array }

/**
 * How often a simple program tells which of two models wrote which of two outputs to one prompt: naive Bayes over
 * the features each output has, learnt on the prompts of the other folds. That share, ties counting half, is the AUC.
 *
 * Counts are kept per model and fold; of the outputs themselves only a sample, at most eight for each of 1,500
 * prompts, so memory does not grow with the upload.
 */
export class Identifiability {
  private readonly features: number
  private readonly counts = new Map<number, Uint32Array>()
  private readonly totals = new Map<number, Uint32Array>()
  private readonly kept = new Map<number, Kept[]>()
  private threshold = 2 ** 32

  constructor(features: number) {
    this.features = features
  }

  add(prompt: number, model: number, tokens: Uint16Array) {
    if (!this.counts.has(model) && this.counts.size >= MOST_MODELS) return
    const fold = foldOf(prompt)
    const counts = this.countsOf(model)
    const totals = this.totals.get(model) as Uint32Array
    const from = fold * this.features
    for (const token of tokens) counts[from + token] = (counts[from + token] as number) + 1
    totals[fold] = (totals[fold] as number) + tokens.length
    if (mixed(prompt, 1) < this.threshold) this.keep(prompt, model, tokens)
  }

  /** @returns null while fewer than ten prompts have outputs of two models that other prompts tell about */
  estimate(): Interval | null {
    const shares: number[] = []
    for (let fold = 0; fold < FOLDS; fold++) {
      const weights = new Map<number, Float32Array | null>()
      for (const [prompt, outputs] of this.kept)
        if (foldOf(prompt) === fold) {
          const share = this.shareToldApart(outputs, fold, weights)
          if (share !== null) shares.push(share)
        }
    }
    return shares.length < FEWEST_PROMPTS ? null : withInterval(shares)
  }

  private countsOf(model: number): Uint32Array {
    let counts = this.counts.get(model)
    if (!counts) {
      counts = new Uint32Array(FOLDS * this.features)
      this.counts.set(model, counts)
      this.totals.set(model, new Uint32Array(FOLDS))
    }
    return counts
  }

  private keep(prompt: number, model: number, tokens: Uint16Array) {
    const outputs = this.kept.get(prompt) ?? []
    if (outputs.some((other) => other.model === model)) return
    outputs.push({ model, rank: mixed(prompt, model + 2), tokens: tokens.slice(0, 600) })
    if (outputs.length > PER_PROMPT) {
      const last = outputs.reduce(
        (worst, each, i) => (each.rank > (outputs[worst]?.rank ?? 0) ? i : worst),
        0,
      )
      outputs.splice(last, 1)
    }
    this.kept.set(prompt, outputs)
    while (this.kept.size > MOST_PROMPTS) {
      this.threshold /= 2
      for (const known of this.kept.keys()) if (mixed(known, 1) >= this.threshold) this.kept.delete(known)
    }
  }

  private shareToldApart(
    outputs: Kept[],
    fold: number,
    weights: Map<number, Float32Array | null>,
  ): number | null {
    let right = 0
    let pairs = 0
    for (let i = 0; i < outputs.length; i++)
      for (let j = i + 1; j < outputs.length; j++) {
        const [x, y] = [outputs[i] as Kept, outputs[j] as Kept]
        const ofX = this.weightsOf(x.model, fold, weights)
        const ofY = this.weightsOf(y.model, fold, weights)
        if (!ofX || !ofY) continue
        const score = sum(x.tokens, ofX) - sum(x.tokens, ofY) + sum(y.tokens, ofY) - sum(y.tokens, ofX)
        right += score > 1e-6 ? 1 : score < -1e-6 ? 0 : 0.5
        pairs++
      }
    return pairs === 0 ? null : right / pairs
  }

  /** Log-probabilities of each feature for a model, from all folds but one; null where those hold nothing. */
  private weightsOf(
    model: number,
    fold: number,
    known: Map<number, Float32Array | null>,
  ): Float32Array | null {
    const before = known.get(model)
    if (before !== undefined) return before
    const counts = this.counts.get(model) as Uint32Array
    const totals = this.totals.get(model) as Uint32Array
    let total = 0
    for (let other = 0; other < FOLDS; other++) if (other !== fold) total += totals[other] as number
    const weights = total === 0 ? null : new Float32Array(this.features)
    if (weights)
      for (let token = 0; token < this.features; token++) {
        let count = SMOOTHING
        for (let other = 0; other < FOLDS; other++)
          if (other !== fold) count += counts[other * this.features + token] as number
        weights[token] = Math.log(count / (total + SMOOTHING * this.features))
      }
    known.set(model, weights)
    return weights
  }
}

const foldOf = (prompt: number) => mixed(prompt, 0) % FOLDS

function sum(tokens: Uint16Array, weights: Float32Array): number {
  let total = 0
  for (const token of tokens) total += weights[token] as number
  return total
}

/** A fixed shuffle of numbers to 32 bits: the sample depends on the upload alone. */
function mixed(x: number, salt: number): number {
  let hash = Math.imul(x + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return (hash ^ (hash >>> 15)) >>> 0
}

/**
 * The mean over prompts with a 95 % Wilson interval. Pairs of one prompt go together, so the number of
 * observations is taken from the spread of the prompts' means, and from their number where they do not differ.
 */
function withInterval(shares: number[]): Interval {
  const n = shares.length
  const auc = shares.reduce((total, share) => total + share, 0) / n
  const variance = shares.reduce((total, share) => total + (share - auc) ** 2, 0) / (n - 1) / n
  const size = variance > 0 ? Math.max(n, (auc * (1 - auc)) / variance) : n
  const z = 1.959964
  const centre = (auc + z ** 2 / (2 * size)) / (1 + z ** 2 / size)
  const half = (z / (1 + z ** 2 / size)) * Math.sqrt((auc * (1 - auc)) / size + z ** 2 / (4 * size ** 2))
  return { auc, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
