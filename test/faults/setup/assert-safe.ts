import type { Db } from '../../../db/connection/client.ts'
import { checkSeals } from '../../../db/results/seal-check.ts'
import { sealAll } from '../../../server/sealing/sealing.ts'
import type { Attempt, History } from './voters.ts'

const answerLimitMs = 10_000

/**
 * What must hold after every fault. Returns what does not: nothing, when all is well.
 * Acknowledged ⊆ stored, with the same choice; stored ⊆ attempted; one vote a showing, one showing of a pair a
 * tester; no slot over or under; the sequence without a gap; counters equal to a recount; seals whole; every request
 * answered within ten seconds, with "saved" or "not saved" and the choice.
 */
export async function assertSafe(
  db: Db,
  { studyId, history }: { studyId: number; history: History },
): Promise<string[]> {
  await sealAll(db)
  return [
    ...history.surprises.map((surprise) => `a client was told: ${surprise}`),
    ...(history.slowestMs > answerLimitMs
      ? [`the slowest request took ${Math.round(history.slowestMs)} ms`]
      : []),
    ...(await unkept(db, { studyId, attempts: history.attempts })),
    ...(await miscounted(db, studyId)),
    ...(await checkSeals(db, studyId)).problems.map(({ detail }) => detail),
  ]
}

async function unkept(
  db: Db,
  { studyId, attempts }: { studyId: number; attempts: Attempt[] },
): Promise<string[]> {
  const rows = await db<{ comparison: string; outcome: string }[]>`
    select comparison_id as comparison, outcome from votes where study_id = ${studyId}`
  const stored = new Map(rows.map((row) => [row.comparison, row.outcome]))
  const attempted = new Map(attempts.map((attempt) => [attempt.comparison, attempt.choice]))
  const lost = attempts.filter(
    (attempt) => attempt.acked && stored.get(attempt.comparison) !== attempt.choice,
  )
  const invented = rows.filter((row) => attempted.get(row.comparison) !== row.outcome)
  return [
    ...lost.map(({ comparison }) => `acknowledged but not stored: ${comparison}`),
    ...invented.map(({ comparison }) => `stored but never sent: ${comparison}`),
    ...(stored.size === rows.length ? [] : ['a comparison has more than one vote']),
  ]
}

const checks = (db: Db, studyId: number): Record<string, ReturnType<Db>> => ({
  'a pair went to a tester twice': db`
    select from comparisons where study_id = ${studyId} and purpose = 'vote'
    group by tester_id, pair_id having count(*) > 1`,
  'slots taken differ from showings held or answered': db`
    select from pairs p where p.study_id = ${studyId} and p.taken <> (
      select count(*) from comparisons c where c.study_id = p.study_id and c.pair_id = p.id and c.purpose = 'vote'
        and c.state in ('reserved', 'answered', 'reopened') and not c.slot_returned)`,
  'a pair has more showings than slots': db`
    select from pairs p where p.study_id = ${studyId} and p.taken > p.slots`,
  'the sequence has gaps': db`
    select from ballot_boxes b where b.study_id = ${studyId} and b.position <> (
      select count(*) from votes v where v.study_id = b.study_id)`,
  'an answered showing has no vote, or an open one has': db`
    select from comparisons c left join votes v
      on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
    where c.study_id = ${studyId}
      and (c.state in ('answered', 'skipped', 'reopened')) <> (v.position is not null)`,
  'a vote is newer than its showing': db`
    select from votes v join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id
    where v.study_id = ${studyId} and v.revision > c.revision`,
  'a tester has another count than votes': db`
    select from testers t where t.study_id = ${studyId} and (t.votes, t.skips) <> (
      select count(*) filter (where v.outcome <> 'skip'), count(*) filter (where v.outcome = 'skip')
      from comparisons c join votes v
        on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = t.study_id and c.tester_id = t.id)`,
  'a tester holds two showings': db`
    select from comparisons where study_id = ${studyId} and state = 'reserved' group by tester_id having count(*) > 1`,
})

export async function miscounted(db: Db, studyId: number): Promise<string[]> {
  const problems: string[] = []
  for (const [problem, check] of Object.entries(checks(db, studyId)))
    if ((await check).length > 0) problems.push(problem)
  return problems
}
