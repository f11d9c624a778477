import { mostVotesPerPair } from '../domain/settings/study-settings.ts'
import type { Decisions, Undecided } from './decisions.ts'

/** What to do with a study once all votes that were planned are given. */
export type AfterPlan =
  | { step: 'decided'; best: string[] }
  /** So many more votes, as many on each pair, may decide the two possible first places that are nearest to it. */
  | { step: 'ask'; votes: number; pair: [string, string] | null }
  /** Votes of the same few people, or on the same few prompts, decide nothing however many they are. */
  | { step: 'widen'; by: 'testers' | 'prompts' }
  /** No number of votes can be expected to tell. */
  | { step: 'close' }

/** Votes that count towards the plan and the plan's; `pairs` and votes on each are what more can be asked of. */
type Plan = { votes: number; planned: number; pairs: number; votesPerPair: number }

/** Null while planned votes are still to come, and where nothing was planned. */
export function afterPlan(decisions: Decisions, plan: Plan): AfterPlan | null {
  if (plan.planned === 0 || plan.pairs === 0 || plan.votes < plan.planned) return null
  const next = nextOf(decisions)
  return next.step === 'ask' ? onEachPair(next, plan) : next
}

type Ask = Extract<AfterPlan, { step: 'ask' }>

/** Votes are asked for on all pairs alike; where that is more than a pair may have, none are. */
function onEachPair(ask: Ask, { pairs, votesPerPair }: Plan): AfterPlan {
  const each = Math.ceil(ask.votes / pairs)
  return votesPerPair + each > mostVotesPerPair ? { step: 'close' } : { ...ask, votes: each * pairs }
}

function nextOf({ groups, undecided }: Decisions): AfterPlan {
  const compared = groups.filter(({ models }) => models.length > 1)
  const early = compared.find(({ lacking }) => lacking)?.lacking
  if (early) return early.votes > 0 ? { step: 'ask', votes: early.votes, pair: null } : widen('testers')
  if (compared.every(({ leaders }) => leaders.length === 1)) {
    return { step: 'decided', best: compared.flatMap(({ leaders }) => leaders) }
  }
  const leading = new Set(compared.flatMap(({ leaders }) => leaders))
  const running = undecided.filter(({ first, second }) => leading.has(first) && leading.has(second))
  const [nearest] = running.flatMap(askFor).sort((x, y) => x.votes - y.votes)
  if (nearest) return nearest
  const narrow = running.flatMap(({ short }) => short).find(({ clusters }) => clusters)?.clusters
  return narrow ? widen(narrow.of) : { step: 'close' }
}

const widen = (by: 'testers' | 'prompts'): AfterPlan => ({ step: 'widen', by })

function askFor({ first, second, verdict, short, more }: Undecided): Ask[] {
  if (verdict === 'open') {
    return more?.votes ? [{ step: 'ask', votes: more.votes, pair: [first, second] }] : []
  }
  if (short.some(({ clusters }) => clusters)) return []
  const lacking = Math.max(...short.map(({ votes }) => votes), 0)
  return lacking > 0 ? [{ step: 'ask', votes: lacking, pair: [first, second] }] : []
}
