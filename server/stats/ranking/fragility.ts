import type { ComponentFit } from '../strengths/component-fit.ts'
import type { OutcomeRule } from '../votes/outcomes.ts'
import { firstToFlip, groupsOf } from './left-out.ts'

export interface Fragility {
  votes_to_flip_first: number | null
  share: number | null
  tester_to_flip_first: string | null
}

type FirstTwo = { best: number; next: number }

/**
 * How few votes, or which one tester, hold the first model before the second.
 *
 * Removing vote v moves θ₁ − θ₂ by about −(e₁ − e₂)ᵀ H⁻¹ u_v (one Newton step). The largest influences are added up
 * until they exceed the difference. A lower bound in spirit: a cleverer choice may need fewer votes.
 *
 * For a tester the strengths are fitted again without their votes, under the same rules; null below two testers, and
 * with covariates, which are not fitted again.
 *
 * @returns nulls where no removal of this kind turns the order. O(votes log votes).
 * @see Broderick, Giordano & Meager 2020, arXiv 2011.14999; Huang et al. 2025, arXiv 2508.11847
 */
export function fragility(fit: ComponentFit, { best, next }: FirstTwo, rule: OutcomeRule): Fragility {
  const { theta } = fit.strengths
  const lead = (theta[best] as number) - (theta[next] as number)
  const { table } = fit
  const influences = influencesOn(fit, best, next)
  const votes = fewestVotes(influences, table.weight, lead)
  const all = table.weight ? table.weight.reduce((sum, w) => sum + w, 0) : table.length
  return {
    votes_to_flip_first: votes,
    share: votes === null ? null : votes / all,
    tester_to_flip_first: oneTester(fit, rule),
  }
}

/** (e_best − e_next)ᵀ H⁻¹ u for every vote, of weight 1. */
function influencesOn(
  { strengths, scores, table, orderEffect, covariates }: ComponentFit,
  best: number,
  next: number,
) {
  const { bread, parameters, size } = strengths
  const count = parameters.length
  const w = Float64Array.from({ length: count }, (_, k) => {
    return (bread[best * count + k] as number) - (bread[next * count + k] as number)
  })
  const order = orderEffect ? (w[size] as number) : 0
  const shift = size + (orderEffect ? 1 : 0)
  const influences = new Float64Array(table.length)
  for (let row = 0; row < table.length; row++) {
    let slope = (w[table.first[row] as number] as number) - (w[table.second[row] as number] as number) + order
    for (let k = 0; k < covariates.length; k++)
      slope += (w[shift + k] as number) * (covariates[k]?.[row] as number)
    const tie = scores.lambda ? (w[count - 1] as number) * (scores.lambda[row] as number) : 0
    influences[row] = slope * (scores.eta[row] as number) + tie
  }
  return influences
}

/** Takes the largest influences first. Only those bins are sorted that are needed, so O(rows). */
function fewestVotes(influences: Float64Array, weight: Float64Array | null, lead: number): number | null {
  let moved = 0
  let removed = 0
  for (const rows of largestFirst(influences)) {
    for (const row of rows) {
      const influence = influences[row] as number
      const times = weight ? (weight[row] as number) : 1
      const enough = Math.floor((lead - moved) / influence) + 1
      if (enough <= times) return removed + Math.max(1, enough)
      moved += influence * times
      removed += times
    }
  }
  return null
}

const BINS = 4096

/** Rows with a positive influence, in sorted batches. */
function* largestFirst(influences: Float64Array): Generator<Int32Array> {
  const largest = influences.reduce((most, influence) => Math.max(most, influence), 0)
  if (!(largest > 0)) return
  const bins = new Int16Array(influences.length)
  const sizes = new Int32Array(BINS)
  for (let row = 0; row < influences.length; row++) {
    const influence = influences[row] as number
    const bin = influence > 0 ? Math.min(BINS - 1, Math.floor((influence / largest) * BINS)) : -1
    bins[row] = bin
    if (bin >= 0) sizes[bin] = (sizes[bin] as number) + 1
  }
  for (let to = BINS; to > 0; ) {
    let from = to - 1
    let rows = sizes[from] as number
    while (from > 0 && rows < influences.length / 100) rows += sizes[--from] as number
    yield rowsBetween(influences, bins, { from, to, rows })
    to = from
  }
}

type Batch = { from: number; to: number; rows: number }

function rowsBetween(influences: Float64Array, bins: Int16Array, { from, to, rows }: Batch): Int32Array {
  const batch = new Int32Array(rows)
  let next = 0
  for (let row = 0; row < bins.length; row++) {
    const bin = bins[row] as number
    if (bin >= from && bin < to) batch[next++] = row
  }
  return batch.sort((x, y) => (influences[y] as number) - (influences[x] as number) || x - y)
}

/** The one with the most votes of those without whom another model leads, by fitting again without them. */
function oneTester(fit: ComponentFit, rule: OutcomeRule): string | null {
  const groups = groupsOf(fit, 'tester')
  if (!groups || fit.covariates.length > 0) return null
  const group = firstToFlip(fit, groups, rule)
  return group ? (fit.table.testers[group.id] ?? null) : null
}
