import type { Db } from '../../db/client.ts'
import { votesOfPlan } from '../../db/progress.ts'
import type { Study } from '../../db/studies.ts'
import { studyReport } from '../results/results.ts'
import { endOf } from './plan-end.ts'
import { planOf } from './study-plan.ts'

/** Where a study stands: what it asks for, how much of it is there, what the votes say and what they have come to. */
export async function standingOf(db: Db, { study, mayRead }: { study: Study; mayRead: boolean }) {
  const [plan, done] = await Promise.all([planOf(db, study), votesOfPlan(db, study.id)])
  const reads = mayRead && study.counts.votes > 0
  const report = reads ? (await studyReport(db, { study, options: {}, clean: false })).report : null
  return { plan, done, end: mayRead ? endOf(plan, { done, report }) : null, found: report }
}
