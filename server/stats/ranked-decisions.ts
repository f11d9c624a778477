import { type Decision, decide } from './decisions/decide.ts'
import type { LookedAt, TakenLook } from './decisions/looks.ts'
import { scheduleOf } from './decisions/planned-looks.ts'
import { snapshotOf } from './decisions/snapshot.ts'
import type { RankRules } from './rank-options.ts'
import { type RankedPair, rankPairs, testPairs } from './ranked-pairs.ts'
import type { Component } from './ranking.ts'
import { tallyOf } from './tally.ts'
import { firstVotes, type VoteTable } from './vote-table.ts'

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
    if (!component.fit) return []
    const pairs = rankPairs(component, testPairs(component), {
      table,
      tally,
      rules: { ...rules, pairs: 'all' },
    })
    return [{ models: component.fit.table.models, snapshot: snapshotOf(component.fit, rules), pairs }]
  })
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
