import type { Db } from '../../db/connection/client.ts'
import { votesOfPlan } from '../../db/studies/progress.ts'
import { mostVotesPerPair } from '../domain/settings/study-settings.ts'
import type { Study } from '../domain/study.ts'
import { afterPlan } from '../report/after-plan.ts'
import { studyReport } from '../results/results.ts'
import { planOf, type StudyPlan } from './study-plan.ts'

/** Where a study stands: what it asks for, how much of it is there, what the votes say and what they have come to. */
export async function standingOf(db: Db, { study, mayRead }: { study: Study; mayRead: boolean }) {
  const [plan, done] = await Promise.all([planOf(db, study), votesOfPlan(db, study.id)])
  const reads = mayRead && study.counts.votes > 0
  const report = reads ? (await studyReport(db, { study, options: {}, clean: false })).report : null
  const after = report && plan && afterPlan(report.decisions, { votes: done, planned: plan.planned_votes })
  const isAskable = after?.step !== 'ask' || (plan !== null && fits(plan, after.votes))
  return { plan, done, after: isAskable ? after : { step: 'close' as const }, found: report }
}

const fits = ({ votes_per_pair, pairs }: StudyPlan, more: number) =>
  votes_per_pair + Math.ceil(more / pairs) <= mostVotesPerPair
