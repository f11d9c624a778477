import type { RankRules } from '../ranking/rank-options.ts'
import type { RankedPair } from '../ranking/ranked-pairs.ts'
import { anyTimeAlone } from './error-shares.ts'
import { knownEvidence } from './evidence.ts'
import { decideByLooks, pairKey, type TakenLook } from './looks.ts'
import type { Snapshot } from './snapshot.ts'

/** Whether two models are told apart, and by what. */
export interface Decision {
  /** Null unless one is better. */
  better: string | null
  worse: string | null
  /** As in `pairs`. */
  pair: [string, string]
  /** `too_early`: one of them has fewer than 30 votes, or fewer than 6 effective testers or prompts. */
  verdict: 'better' | 'open' | 'too_early'
  /** `e`: the e-value of all votes; `look`: a planned look. */
  basis: 'e' | 'look' | null
  /** E-value of all votes, as in `pairs`. */
  e: number | null
  /** Two-sided p at the look that decided, else of all votes, as in `pairs`. */
  p: number | null
  /** The two never met: all that is known of them comes through others. */
  indirect: boolean
}

export interface DecisionInput {
  /** Models of the component. */
  models: readonly string[]
  pairs: readonly RankedPair[]
  now: Snapshot
  looks: readonly TakenLook[]
  /** Whether no look is planned any more. */
  isOver: boolean
  evidence: RankRules['evidence']
}

/**
 * Decides every pair of a component's models: one is better where its e-value reaches m / α₁ for m pairs, at any time,
 * or where a planned look said so, all looks together with error α₂. α₁ + α₂ = 5 %, see {@link errorShares}.
 *
 * @param input.pairs those to decide; m counts all pairs of the component in any case.
 */
export function decide(input: DecisionInput): Decision[] {
  const { models, pairs, now, looks, isOver } = input
  const count = (models.length * (models.length - 1)) / 2
  const threshold = count / (isOver ? anyTimeAlone : now.shares).any
  const byLooks = decideByLooks(looks, { models, count })
  return pairs.map((pair) => {
    const { a, b, difference } = pair
    const isFirm = now.firm.has(a) && now.firm.has(b)
    const decided = isFirm && difference !== 0 && knownEvidence(pair, input) >= threshold
    const looked = decided || byLooks.size === 0 ? undefined : byLooks.get(pairKey(a, b))
    const [stronger, weaker] = difference > 0 ? [a, b] : [b, a]
    return {
      better: decided ? stronger : (looked?.better ?? null),
      worse: decided ? weaker : (looked?.worse ?? null),
      pair: [a, b],
      verdict: decided || looked ? 'better' : isFirm ? 'open' : 'too_early',
      basis: decided ? 'e' : looked ? 'look' : null,
      e: pair.e_value,
      p: looked?.p ?? pair.p,
      indirect: pair.votes === 0,
    }
  })
}
