import type { ExclusionRow } from '../../server/domain/tester-rows.ts'
import { type Act, recordingAct } from '../accounts/audit.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { slotsFrom } from '../outputs/withdrawals.ts'
import { askingOthers, showingsOf, takingBack } from '../voting/replacing.ts'

type Exclusion = {
  studyId: number
  testerId: number
  rule: string
  reason: string
  by: string
  /** Whether others are asked for the answers left out. */
  replaces?: boolean
  act?: Act
}

/**
 * Left out of clean results; the votes stay, and it can be taken back. Where it replaces them, the slots of what the
 * tester answered, and will answer, are open to others.
 */
export async function excludeTester(
  db: Db,
  { studyId, testerId, rule, reason, by, replaces = true, act }: Exclusion,
): Promise<boolean> {
  const rows = await again(
    () => db`
      with out as (
        update testers t set holds_slots = t.holds_slots and not ${replaces}::boolean
        where t.study_id = ${studyId} and t.id = ${testerId}
          and not exists (select from exclusions e where e.study_id = ${studyId} and e.tester_id = ${testerId}
                            and e.lifted_at is null)
        returning t.id, t.holds_slots, t.pseudonym
      ), ${showingsOf(db, { studyId, of: db`out` })}, returned as (
        update comparisons c set slot_returned = true
        from mine
        where c.study_id = ${studyId} and c.id = mine.id and mine.held_slot and ${replaces}::boolean
      ), ${slotsFrom(db, { studyId, from: db`mine`, held: db`held_slot and ${replaces}::boolean` })}, asked_again as (
        update pairs p set ${askingOthers(db, studyId)}
        from given_back where p.study_id = ${studyId} and p.id = given_back.id
      )${recordingAct(db, act, { from: db`out`, studyId, subject: db`out.pseudonym` })}
      insert into exclusions (study_id, tester_id, rule, reason, by, replaces)
      select ${studyId}, id, ${rule}, ${reason}, ${by}, ${replaces}::boolean from out
      returning id`,
  )
  return rows.length === 1
}

/** Taken back in: their answers take slots again, beyond what was wanted where others answered meanwhile. */
export async function readmitTester(
  db: Db,
  { studyId, testerId, act }: { studyId: number; testerId: number; act?: Act },
): Promise<boolean> {
  const rows = await again(
    () => db`
      with back as (
        update testers t set holds_slots = t.withdrawn_at is null
        where t.study_id = ${studyId} and t.id = ${testerId}
          and exists (select from exclusions e where e.study_id = ${studyId} and e.tester_id = ${testerId}
                        and e.lifted_at is null and e.rule <> 'withdrawn')
        returning t.id, t.holds_slots, t.pseudonym
      ), ${showingsOf(db, { studyId, of: db`back` })}, held_again as (
        update comparisons c set slot_returned = false
        from mine
        where c.study_id = ${studyId} and c.id = mine.id and mine.gave_slot and mine.keeps_slots
      ), ${slotsFrom(db, { studyId, from: db`mine`, held: db`gave_slot and keeps_slots`, as: db`taken_back` })}, taken as (
        update pairs p set ${takingBack(db)}
        from taken_back where p.study_id = ${studyId} and p.id = taken_back.id
      )${recordingAct(db, act, { from: db`back`, studyId, subject: db`back.pseudonym` })}
      update exclusions e set lifted_at = now()
      from back
      where e.study_id = ${studyId} and e.tester_id = back.id and e.lifted_at is null and e.rule <> 'withdrawn'
      returning e.id`,
  )
  return rows.length > 0
}

/** Everybody who was ever left out, newest first: why, by whom, and whether it was taken back. */
export async function listExclusions(db: Db, studyId: number): Promise<ExclusionRow[]> {
  return db<ExclusionRow[]>`
    select t.pseudonym, e.rule, e.reason, e.by, e.replaces, e.at, e.lifted_at as "liftedAt"
    from exclusions e join testers t on t.study_id = e.study_id and t.id = e.tester_id
    where e.study_id = ${studyId} order by e.id desc`
}
