import type { RankedPair } from '../ranking/ranked-pairs.ts'
import { errorSpent, type Look, lookLevels } from './alpha-spending.ts'
import type { PlannedLook } from './planned-looks.ts'
import type { Snapshot } from './snapshot.ts'

/** One component as it stood after the votes of a look. */
export interface LookedAt {
  models: readonly string[]
  snapshot: Snapshot
  pairs: readonly RankedPair[]
}

export interface TakenLook extends PlannedLook {
  components: readonly LookedAt[]
}

export interface LookDecision {
  better: string
  worse: string
  /** Of that look. */
  p: number
}

type Candidate = LookDecision & { key: string }

/** The same for both orders of two names. */
export const pairKey = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a])

/**
 * What the planned looks have decided among the models of one component, each pair at the first look that did. A look
 * knows only the votes it was taken after, so its decisions stand.
 *
 * Holm across pairs: with r of m pairs decided, the others are held to the levels that spend α / (m − r). A look at
 * which no model stands on enough tests nothing and spends nothing.
 *
 * @param count m, all pairs of the component, played or not.
 * @see Maurer & Bretz 2013, Stat. Biopharm. Res. 5(4) (group-sequential Holm)
 */
export function decideByLooks(
  looks: readonly TakenLook[],
  { models, count }: { models: readonly string[]; count: number },
): Map<string, LookDecision> {
  const decided = new Map<string, LookDecision>()
  const own = new Set(models)
  const taken: Look[] = []
  for (const look of looks) {
    const components = look.components.filter((component) => component.models.every((name) => own.has(name)))
    const candidates = candidatesOf(components)
    const informed = components.find(({ snapshot }) => snapshot.variance > 0)
    if (candidates.length === 0 || !informed) continue
    taken.push(lookOf(informed.snapshot, look))
    for (const { key, ...decision } of candidates) {
      if (decided.has(key)) continue
      if (!isDecided(decision.p, taken, count - decided.size)) break
      decided.set(key, decision)
    }
  }
  return decided
}

/** Pairs of models that stand on enough, the smallest p first. */
function candidatesOf(components: readonly LookedAt[]): Candidate[] {
  return components
    .flatMap(({ snapshot, pairs }) =>
      pairs.flatMap(({ a, b, difference, p }) => {
        if (p === null || difference === 0 || !snapshot.firm.has(a) || !snapshot.firm.has(b)) return []
        const [better, worse] = difference > 0 ? [a, b] : [b, a]
        return [{ key: pairKey(a, b), better, worse, p }]
      }),
    )
    .sort((x, y) => x.p - y.p)
}

/**
 * Information time V(planned) / V(now): more votes of the same people on the same prompts lower V_row alone. At the
 * last look it is 1.
 */
function lookOf({ variance, rowVariance, shares }: Snapshot, { votes, planned }: PlannedLook): Look {
  const clusters = Math.max(0, variance - rowVariance)
  const share = Math.min(1, votes / planned)
  const time = Math.min(1, ((variance - clusters) * share + clusters) / variance)
  return { time, information: 1 / variance, alpha: shares.looks }
}

/** Whether the last look decides. Its level is below what is spent by then, so most pairs need no integral. */
function isDecided(p: number, looks: readonly Look[], open: number): boolean {
  const shared = looks.map((look) => ({ ...look, alpha: look.alpha / open }))
  const last = shared.at(-1)
  if (!last || p > errorSpent(last.time, last.alpha)) return false
  return p <= (lookLevels(shared).at(-1) ?? 0)
}
