import { mostVotesPerPair } from '../../db/study-settings.ts'
import type { Report } from '../report/report.ts'
import type { StudyPlan } from './study-plan.ts'

/**
 * What the planned votes have come to: one model is better than all others it could be told from, or not, and then for
 * how many votes per pair to ask; null where no number is known that would tell.
 */
export type PlanEnd = { better: string } | { better: null; votesPerPair: number | null }

/** Null before all planned votes are there. */
export function endOf(plan: StudyPlan | null, { done, report }: Standing): PlanEnd | null {
  if (!plan || done < plan.planned_votes) return null
  const leading = leadersOf(report)
  if (leading.length === 1 && leading[0] !== undefined) return { better: leading[0] }
  return { better: null, votesPerPair: votesPerPairToAsk(plan, report && moreToTell(report, leading)) }
}

type Standing = { done: number; report: Report | null }

/** The models that none is better than; none where nothing is decided. */
function leadersOf(report: Report | null): string[] {
  const decisions = report?.ranking.decisions ?? []
  const worse = new Set(decisions.map((decision) => decision.worse))
  if (decisions.every(({ better }) => better === null)) return []
  return (report?.ranking.models ?? []).map(({ model }) => model).filter((model) => !worse.has(model))
}

/** The fewest more votes that would tell two models apart of which either may be the best. */
function moreToTell({ more }: Report, leading: string[]): number | null {
  const between = more.filter(
    ({ a, b }) => leading.length === 0 || (leading.includes(a) && leading.includes(b)),
  )
  const votes = between.flatMap((pair) => (pair.votes === null ? [] : [pair.votes]))
  return votes.length === 0 ? null : Math.min(...votes)
}

function votesPerPairToAsk(plan: StudyPlan, more: number | null): number | null {
  const wanted =
    more === null ? plan.votes_per_pair_needed : plan.votes_per_pair + Math.ceil(more / plan.pairs)
  return wanted !== null && wanted > plan.votes_per_pair && wanted <= mostVotesPerPair ? wanted : null
}
