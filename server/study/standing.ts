import type { Db } from '../../db/connection/client.ts'
import { haveRunOut, votesOfPlan } from '../../db/studies/progress.ts'
import type { Study } from '../domain/study.ts'
import { afterPlan } from '../report/after-plan.ts'
import { studyReport } from '../results/results.ts'
import { planOf, type StudyPlan } from './study-plan.ts'

/** Where a study stands: what it asks for, how much of it is there, what the votes say and what they have come to. */
export async function standingOf(db: Db, { study, mayRead }: { study: Study; mayRead: boolean }) {
  const [plan, done] = await Promise.all([planOf(db, study), votesOfPlan(db, study.id)])
  const reads = mayRead && study.counts.votes > 0
  const report = reads ? (await studyReport(db, { study, options: {}, clean: false })).report : null
  const after = report && plan && afterPlan(report.decisions, { votes: done, ...planned(plan) })
  const ranOut = await isOutOfPairs(db, { study, plan, done })
  return { plan, done, after, ranOut, found: report }
}

const planned = ({ planned_votes, pairs, votes_per_pair }: StudyPlan) => ({
  planned: planned_votes,
  pairs,
  votesPerPair: votes_per_pair,
})

type Running = { study: Study; plan: StudyPlan | null; done: number }

/** Whether votes of the plan are still to come and nobody who joined can give one. */
async function isOutOfPairs(db: Db, { study: { id, state, counts }, plan, done }: Running): Promise<boolean> {
  if (state !== 'open' || !plan || done >= plan.planned_votes || counts.testers === 0) return false
  return counts.pairs >= plan.pairs && haveRunOut(db, id)
}
