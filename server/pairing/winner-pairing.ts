import { probabilityBest } from '../stats/errors/p-best.ts'
import { fitBradleyTerry } from '../stats/strengths/bradley-terry.ts'
import { priorSd } from '../stats/strengths/component-fit.ts'
import { cellsOfTally } from '../stats/votes/cells.ts'
import type { Tally } from '../stats/votes/tally.ts'
import type { ModelPair, PlannedModels } from './pairing.ts'

/** Share of pairs drawn uniformly, so that no pair is ever ruled out and every probability is known to be positive. */
const uniformShare = 0.3
const draws = 2_000
const largestSeed = 2 ** 31
/** Votes that are all ties say little about how decisive ones would fall. */
const leastDispersion = 0.2

/** Votes counted so far, and the model that stands at each place of the count. */
export type Counted = { tally: Tally; ids: readonly number[] }

/**
 * Plans pairs that find the best model soonest: top-two Thompson sampling, with 30 % of the pairs drawn uniformly.
 *
 * From the posterior N(θ, (H + λI)⁻¹) of the strengths, under θ ~ N(0, 2²), one model is drawn as the best and another
 * as the best of the rest; a model that nobody has judged yet has a wide posterior and is drawn often. Plan few pairs
 * at a time, so that the next fit has seen the answers.
 *
 * @param grid pairs of models that still have something to compare.
 * @returns at most `wanted` entries, drawn one by one; each with the probability of its draw.
 * @see Russo 2020, Oper. Res. 68(6), top-two Thompson sampling; docs/statistics.md
 */
export function planTopTwo(
  grid: readonly ModelPair[],
  { wanted, counted, random }: { wanted: number; counted: Counted; random: () => number },
): PlannedModels[] {
  const left = grid.filter(({ remaining }) => remaining > 0).map((pair) => ({ ...pair }))
  const best = chancesOfBest(left, counted, Math.floor(random() * largestSeed))
  const weights = left.map((pair) => topTwoChance(pair, best))
  const plan: PlannedModels[] = []
  while (plan.length < wanted) {
    const at = drawn(left, weights, random)
    if (at === null) return plan
    const pair = left[at.place] as ModelPair
    plan.push({ lo: pair.lo, hi: pair.hi, probability: at.probability })
    pair.remaining -= 1
  }
  return plan
}

/** How probable it is that each model of the grid is the best of them, never 0 or 1. */
function chancesOfBest(grid: readonly ModelPair[], { tally, ids }: Counted, seed: number) {
  const wanted = new Set(grid.flatMap(({ lo, hi }) => [lo, hi]))
  const places = ids.flatMap((id, place) => (wanted.has(id) ? [place] : []))
  const { theta, bread, dispersion } = posterior(tally)
  const at = (i: number, j: number) =>
    bread[(places[i] as number) * ids.length + (places[j] as number)] as number
  const spread = (i: number, j: number) => dispersion * (at(i, i) + at(j, j) - at(i, j) - at(j, i))
  const strengths = Float64Array.from(places, (place) => theta[place] as number)
  const errors = { spread, se: (i: number, j: number) => Math.sqrt(spread(i, j)) }
  const shares = places.length > 0 ? (probabilityBest(strengths, errors, { seed, draws }) ?? []) : []
  const smoothed = (share: number) => (share * draws + 0.5) / (draws + places.length / 2)
  return new Map(places.map((place, i) => [ids[place] as number, smoothed(shares[i] ?? 0)]))
}

/** A tie counted as half a win varies less than a win or a loss; the dispersion narrows the posterior by as much. */
function posterior(tally: Tally) {
  const cells = cellsOfTally(tally, { ties: 'half', bothBad: 'tie' }, false)
  const { theta, bread } = fitBradleyTerry(cells, { priorSd })
  let [observed, expected] = [0, 0]
  for (let cell = 0; cell < cells.length; cell++) {
    const gap =
      (theta[cells.first[cell] as number] as number) - (theta[cells.second[cell] as number] as number)
    const p = 1 / (1 + Math.exp(-gap))
    const [won, lost] = [cells.winsFirst[cell] as number, cells.winsSecond[cell] as number]
    const tied = cells.ties[cell] as number
    observed += won * (1 - p) ** 2 + lost * p ** 2 + tied * (0.5 - p) ** 2
    expected += (won + lost + tied) * p * (1 - p)
  }
  const dispersion = expected > 0 ? Math.max(leastDispersion, observed / expected) : 1
  return { theta, bread, dispersion }
}

/** One drawn as the best, the other as the best of the rest, in either order. */
function topTwoChance({ lo, hi }: ModelPair, best: Map<number, number>): number {
  const [p, q] = [best.get(lo) ?? 0, best.get(hi) ?? 0]
  return (p * q) / (1 - p) + (q * p) / (1 - q)
}

/** A pair that is used up leaves its share to the others. */
function drawn(left: readonly ModelPair[], weights: readonly number[], random: () => number) {
  const open = left.flatMap(({ remaining }, place) => (remaining > 0 ? [place] : []))
  const total = open.reduce((sum, place) => sum + (weights[place] as number), 0)
  const probabilities = open.map(
    (place) => uniformShare / open.length + ((1 - uniformShare) * (weights[place] as number)) / total,
  )
  let mark = random()
  for (const [k, place] of open.entries()) {
    const probability = probabilities[k] as number
    mark -= probability
    if (mark < 0 || k === open.length - 1) return { place, probability }
  }
  return null
}
