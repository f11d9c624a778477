import type { Db } from './client.ts'

type Exclusion = { studyId: number; testerId: number; rule: string; reason: string; by: string }

/** Left out of clean results; the votes stay, and it can be taken back. */
export async function excludeTester(
  db: Db,
  { studyId, testerId, rule, reason, by }: Exclusion,
): Promise<boolean> {
  const rows = await db`
    insert into exclusions (study_id, tester_id, rule, reason, by)
    select t.study_id, t.id, ${rule}, ${reason}, ${by} from testers t
    where t.study_id = ${studyId} and t.id = ${testerId}
      and not exists (select from exclusions e where e.study_id = t.study_id and e.tester_id = t.id
                        and e.lifted_at is null)
    returning id`
  return rows.length === 1
}

export async function readmitTester(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<boolean> {
  const rows = await db`
    update exclusions set lifted_at = now()
    where study_id = ${studyId} and tester_id = ${testerId} and lifted_at is null and rule <> 'withdrawn'
    returning id`
  return rows.length > 0
}

export type ExclusionRow = {
  pseudonym: string
  rule: string
  reason: string
  by: string
  at: Date
  liftedAt: Date | null
}

/** Everybody who was ever left out, newest first: why, by whom, and whether it was taken back. */
export async function listExclusions(db: Db, studyId: number): Promise<ExclusionRow[]> {
  return db<ExclusionRow[]>`
    select t.pseudonym, e.rule, e.reason, e.by, e.at, e.lifted_at as "liftedAt"
    from exclusions e join testers t on t.study_id = e.study_id and t.id = e.tester_id
    where e.study_id = ${studyId} order by e.id desc`
}
