import type { Decisions, Undecided } from './decisions.ts'

/** What to do with a study once all votes that were planned are given. */
export type AfterPlan =
  | { step: 'decided'; best: string[] }
  /** So many more votes may decide the pair of possible first places that is nearest to it. */
  | { step: 'ask'; votes: number; pair: [string, string] | null }
  /** Votes of the same few people, or on the same few prompts, decide nothing however many they are. */
  | { step: 'widen'; by: 'testers' | 'prompts' }
  /** No number of votes can be expected to tell. */
  | { step: 'close' }

/** Null while planned votes are still to come, and where nothing was planned. */
export function afterPlan(
  { groups, undecided }: Decisions,
  { votes, planned }: { votes: number; planned: number },
): AfterPlan | null {
  if (planned === 0 || votes < planned) return null
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

function askFor({ first, second, verdict, short, more }: Undecided): Extract<AfterPlan, { step: 'ask' }>[] {
  if (verdict === 'open') {
    return more?.votes ? [{ step: 'ask', votes: more.votes, pair: [first, second] }] : []
  }
  if (short.some(({ clusters }) => clusters)) return []
  const lacking = Math.max(...short.map(({ votes }) => votes), 0)
  return lacking > 0 ? [{ step: 'ask', votes: lacking, pair: [first, second] }] : []
}
