import { type Decision, decide } from '../decisions/decide.ts'
import type { LookedAt, TakenLook } from '../decisions/looks.ts'
import { scheduleOf } from '../decisions/planned-looks.ts'
import { snapshotOf } from '../decisions/snapshot.ts'
import { decisionError } from '../errors/contrasts.ts'
import { studentCdf } from '../special/distributions.ts'
import type { ComponentFit } from '../strengths/component-fit.ts'
import { tallyOf } from '../votes/tally.ts'
import { firstVotes, type VoteTable } from '../votes/vote-table.ts'
import type { RankRules } from './rank-options.ts'
import type { TestedDifference } from './rank-sets.ts'
import { type RankedPair, rankPairs, testPairs } from './ranked-pairs.ts'
import type { Component } from './ranking.ts'

type Context = {
  table: VoteTable
  /** Weights counted, skips not. */
  votes: number
  rules: RankRules
  refit: (votes: VoteTable) => Component[]
}

export type Pairs = { component: Component; pairs: readonly RankedPair[] }

/** Decides every pair; for each planned look that is due the votes up to it are fitted again. */
export function decidePairs(
  components: readonly Pairs[],
  { table, votes, rules, refit }: Context,
): Decision[] {
  const { looks, isOver } = scheduleOf(rules.planned, votes)
  const taken: TakenLook[] = looks.map((look) => {
    return { ...look, components: lookAt(firstVotes(table, look.votes), rules, refit) }
  })
  return components.flatMap(({ component, pairs }) => {
    if (!component.fit) return []
    const { models } = component.fit.table
    const now = snapshotOf(component.fit, rules)
    return decide({ models, pairs, now, looks: taken, isOver, evidence: rules.evidence })
  })
}

/** What a table says of its pairs, without all else that a ranking says. */
export function lookAt(table: VoteTable, rules: RankRules, refit: Context['refit']): LookedAt[] {
  const tally = tallyOf(table)
  return fittedOrNone(() => refit(table)).flatMap((component) => {
    const { fit } = component
    if (!fit) return []
    const tested = testPairs(component)
    const pairs = rankPairs(component, tested, { table, tally, rules: { ...rules, pairs: 'all' } })
    return [
      {
        models: fit.table.models,
        snapshot: snapshotOf(fit, rules),
        pairs: pairs.map((pair, k) => ({ ...pair, p: lookP(fit, tested[k]) ?? pair.p })),
      },
    ]
  })
}

/** By the error that decisions rest on; null where there is none. */
function lookP(fit: ComponentFit, test: TestedDifference | undefined): number | null {
  if (!test || fit.provisional) return null
  const error = decisionError(fit, test.a, test.b)
  if (error === null) return null
  return Math.min(1, 2 * studentCdf(-Math.abs(test.estimate / error), fit.sandwich.degrees))
}

/** The first votes may not do for covariates that all votes can fit; then that look tells nothing. */
function fittedOrNone(attempt: () => Component[]): Component[] {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}
