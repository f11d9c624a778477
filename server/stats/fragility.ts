import type { ComponentFit } from './component-fit.ts'

export interface Fragility {
  votes_to_flip_first: number | null
  share: number | null
  tester_to_flip_first: string | null
}

/**
 * How few votes, or which one tester, hold the first model before the second.
 *
 * Removing vote v moves θ₁ − θ₂ by about −(e₁ − e₂)ᵀ H⁻¹ u_v (one Newton step). The largest influences are added up
 * until they exceed the difference. A lower bound in spirit: a cleverer choice may need fewer votes.
 *
 * @returns nulls where no removal of this kind turns the order. O(votes log votes).
 * @see Broderick, Giordano & Meager 2020, arXiv 2011.14999; Huang et al. 2025, arXiv 2508.11847
 */
export function fragility(fit: ComponentFit, best: number, next: number): Fragility {
  const { theta } = fit.strengths
  const lead = (theta[best] as number) - (theta[next] as number)
  const { table } = fit
  const influences = influencesOn(fit, best, next)
  const votes = fewestVotes(influences, table.weight, lead)
  const all = table.weight ? table.weight.reduce((sum, w) => sum + w, 0) : table.length
  return {
    votes_to_flip_first: votes,
    share: votes === null ? null : votes / all,
    tester_to_flip_first: oneTester(fit, influences, lead),
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

function fewestVotes(influences: Float64Array, weight: Float64Array | null, lead: number): number | null {
  if (!weight) {
    const sorted = influences.slice().sort()
    let moved = 0
    for (let removed = 1; removed <= sorted.length; removed++) {
      const influence = sorted[sorted.length - removed] as number
      if (influence <= 0) return null
      moved += influence
      if (moved > lead) return removed
    }
    return null
  }
  const rows = [...influences.keys()].sort((x, y) => (influences[y] as number) - (influences[x] as number))
  let moved = 0
  let removed = 0
  for (const row of rows) {
    const influence = influences[row] as number
    if (influence <= 0) return null
    const times = weight[row] as number
    const enough = Math.floor((lead - moved) / influence) + 1
    if (enough <= times) return removed + enough
    moved += influence * times
    removed += times
  }
  return null
}

function oneTester({ table }: ComponentFit, influences: Float64Array, lead: number): string | null {
  if (!table.tester) return null
  const sums = new Float64Array(table.testers.length)
  for (let row = 0; row < table.length; row++) {
    const tester = table.tester[row] as number
    if (tester < 0) continue
    sums[tester] = (sums[tester] as number) + (table.weight?.[row] ?? 1) * (influences[row] as number)
  }
  const largest = sums.reduce((best, sum, tester) => (sum > (sums[best] as number) ? tester : best), 0)
  return (sums[largest] ?? 0) > lead ? (table.testers[largest] ?? null) : null
}
