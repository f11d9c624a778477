import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { givingBack, isWithdrawn, slotsFrom } from '../outputs/withdrawals.ts'

/** So long nobody takes a first pair from its reader, however many wait: most have answered by then. */
const unprovenMinutes = 3

/**
 * Hands on, to a tester for whom nothing else is left, the oldest pair held by somebody who was shown it a while ago and
 * has never answered anything: those who come and look, however many they are, keep nobody from answering for longer
 * than that. Where nobody waits they keep it for as long as everybody, and an answer that comes after all is stored
 * while the pair has a slot. Who was overtaken themselves and has never answered overtakes nobody.
 */
export async function overtakeUnproven(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<boolean> {
  const rows = await again(
    () => db`
      with mine as materialized (
        select c.pair_id, c.state, c.purpose from comparisons c
        where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.pair_id is not null
      ), waiting as (
        select t.id from testers t
        where t.study_id = ${studyId} and t.id = ${testerId}
          and (t.votes + t.skips > 0 or not exists (select from mine where state = 'lapsed'))
      ), oldest as (
        select c.id
        from waiting
        join comparisons c on c.study_id = ${studyId} and c.state = 'reserved' and c.purpose = 'vote'
        join testers t on t.study_id = ${studyId} and t.id = c.tester_id and t.votes = 0 and t.skips = 0
        join pairs p on p.study_id = ${studyId} and p.id = c.pair_id
        where c.shown_at < now() - make_interval(mins => ${unprovenMinutes}) and not c.slot_returned
          and c.tester_id <> ${testerId} and not ${isWithdrawn(db)}
          and c.pair_id <> all (array(select pair_id from mine where not (state = 'lapsed' and purpose = 'vote')))
        order by c.shown_at, c.id limit 1
        for no key update of t, c skip locked
      ), overtaken as (
        update comparisons c set state = 'lapsed' from oldest
        where c.study_id = ${studyId} and c.id = oldest.id
        returning c.pair_id, true as held_slot
      ), ${slotsFrom(db, { studyId, from: db`overtaken`, held: db`held_slot` })}
      update pairs p set ${givingBack(db)}
      from given_back where p.study_id = ${studyId} and p.id = given_back.id
      returning p.id`,
  )
  return rows.length > 0
}
