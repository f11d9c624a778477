import { decide } from '../../server/stats/decisions/decide.ts'
import type { LookedAt, TakenLook } from '../../server/stats/decisions/looks.ts'
import { scheduleOf } from '../../server/stats/decisions/planned-looks.ts'
import { type RankRules, withDefaults } from '../../server/stats/ranking/rank-options.ts'
import { lookAt } from '../../server/stats/ranking/ranked-decisions.ts'
import { fitVotes } from '../../server/stats/ranking/ranking.ts'
import { logEValue } from '../../server/stats/tests/e-values.ts'
import { firstVotes, type VoteTable } from '../../server/stats/votes/vote-table.ts'

/** What one study that is looked at again and again says: pairs called better, as `better>worse`. */
export interface Watched {
  votes: number
  /** By the procedure in force. */
  now: string[]
  /** By the normal mixture (τ = 0.3), m / 0.05, from 50 votes on the pair. */
  before: string[]
}

type Watching = { plans: readonly (number | null)[]; step: number }

/** The study as it stands after every `step` votes under each plan, by the functions that decide real ones. */
export function watch(table: VoteTable, { plans, step }: Watching): Watched[][] {
  const rules = withDefaults({})
  const known = new Map<number, LookedAt[]>()
  const at = (votes: number) => {
    const found = known.get(votes) ?? lookAt(firstVotes(table, votes), rules, (of) => fitVotes(of, rules))
    known.set(votes, found)
    return found
  }
  const moments = Array.from({ length: Math.floor(table.length / step) }, (_, k) => (k + 1) * step)
  return plans.map((planned) =>
    moments.map((votes) => ({
      votes,
      now: called(votes, { at, rules: { ...rules, planned } }),
      before: at(votes).flatMap(calledBefore),
    })),
  )
}

type Context = { at: (votes: number) => LookedAt[]; rules: RankRules }

function called(votes: number, { at, rules }: Context): string[] {
  const { looks, isOver } = scheduleOf(rules.planned, votes)
  const taken: TakenLook[] = looks.map((look) => ({ ...look, components: at(look.votes) }))
  return at(votes).flatMap(({ models, pairs, snapshot }) =>
    decide({ models, pairs, now: snapshot, looks: taken, isOver, evidence: rules.evidence }).flatMap(
      ({ better, worse }) => (better === null ? [] : [`${better}>${worse}`]),
    ),
  )
}

function calledBefore({ pairs }: LookedAt): string[] {
  const threshold = Math.log(pairs.length / 0.05)
  return pairs.flatMap(({ a, b, votes, difference, se }) => {
    if (votes < 50 || se === null || difference === 0) return []
    if (logEValue({ estimate: difference, se }) < threshold) return []
    return [difference > 0 ? `${a}>${b}` : `${b}>${a}`]
  })
}
