import type { MoreNeeded, RankedPair, Ranking } from './props.ts'

export const ALPHA = 0.05
export const FEWEST_VOTES = 50

export type Decided = { better: string; worse: string; pair: RankedPair }
export type Undecided = { first: string; second: string; pair: RankedPair; more: MoreNeeded | null }
export type Decisions = {
  decided: Decided[]
  undecided: Undecided[]
  /** The e-value a pair of this component must reach. */
  threshold: (pair: RankedPair) => number
}

/**
 * Which pairs of models the votes have settled. A pair is settled when its e-value reaches m / 0.05, where m is
 * the number of pairs in its component: however often somebody looks, the chance that any two equal models are
 * ever called different stays below 5 % (asymptotically, hence at least 50 votes on the pair).
 *
 * Pairs come ordered by the place of the better model in the ranking, then by that of the other.
 *
 * @see Johari, Pekelis & Walsh 2015, arXiv 1512.04922 (mixture sequential test); the split over m is Bonferroni's.
 */
export function decide(ranking: Ranking, more: MoreNeeded[] = []): Decisions {
  const threshold = thresholds(ranking)
  const place = new Map(ranking.models.map((model, i) => [model.model, i]))
  const placeOf = (model: string) => place.get(model) ?? ranking.models.length
  const decided: Decided[] = []
  const undecided: Undecided[] = []
  for (const pair of ranking.pairs) {
    if (isSettled(pair, threshold(pair))) {
      const [better, worse] = (pair.difference ?? 0) > 0 ? [pair.a, pair.b] : [pair.b, pair.a]
      decided.push({ better, worse, pair })
    } else {
      const [first, second] = placeOf(pair.a) <= placeOf(pair.b) ? [pair.a, pair.b] : [pair.b, pair.a]
      undecided.push({ first, second, pair, more: moreFor(pair, more) })
    }
  }
  decided.sort((x, y) => placeOf(x.better) - placeOf(y.better) || placeOf(x.worse) - placeOf(y.worse))
  undecided.sort((x, y) => placeOf(x.first) - placeOf(y.first) || placeOf(x.second) - placeOf(y.second))
  return { decided, undecided, threshold }
}

/** Models of one component that no settled pair puts below another one. */
export function leaders(models: string[], { decided }: Decisions): string[] {
  const beaten = new Set(decided.map((decision) => decision.worse))
  return models.filter((model) => !beaten.has(model))
}

/** How far a pair is on its way to being settled: 0 without evidence, 1 at the threshold. */
export function evidence(pair: RankedPair, threshold: number): number {
  if (isSettled(pair, threshold)) return 1
  if (pair.e_value === null || pair.e_value <= 1) return 0
  return Math.min(1, Math.log(pair.e_value) / Math.log(threshold))
}

function thresholds(ranking: Ranking): (pair: RankedPair) => number {
  const componentOf = new Map(ranking.models.map((model) => [model.model, model.component]))
  const pairsIn = new Map<number | undefined, number>()
  for (const pair of ranking.pairs) {
    const component = componentOf.get(pair.a)
    pairsIn.set(component, (pairsIn.get(component) ?? 0) + 1)
  }
  return (pair) => (pairsIn.get(componentOf.get(pair.a)) ?? 1) / ALPHA
}

function isSettled(pair: RankedPair, threshold: number): boolean {
  if (pair.votes < FEWEST_VOTES || !pair.difference) return false
  if (pair.e_value !== null) return pair.e_value >= threshold
  return overflowed(pair)
}

/** Above 50 votes an e-value is missing where it is too large for a number; its confidence sequence then leaves out 0. */
function overflowed({ low, high }: RankedPair): boolean {
  return low !== null && high !== null && (low > 0 || high < 0)
}

function moreFor(pair: RankedPair, more: MoreNeeded[]): MoreNeeded | null {
  const isIt = ({ a, b }: MoreNeeded) => (a === pair.a && b === pair.b) || (a === pair.b && b === pair.a)
  return more.find(isIt) ?? null
}
