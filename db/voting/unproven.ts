import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { givingBack, isWithdrawn, slotsFrom } from '../outputs/withdrawals.ts'

/** So long nobody takes a first pair from its reader, where few others read their first: most have answered by then. */
const unprovenSeconds = 180

/** And so long where those who have never answered hold more than half of what somebody waits for. */
const crowdedSeconds = 20

/**
 * Hands on, to a tester for whom nothing else is left, the oldest pair held by somebody who was shown it a while ago and
 * has never answered anything: those who come and look keep nobody from answering for longer than that, and where they
 * hold more than half of the pairs in question, and more than one, hardly at all. Where nobody waits they keep it for as
 * long as everybody, and an answer that comes after all is stored unless somebody else answered first. Who was overtaken
 * themselves and has never answered overtakes nobody.
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
      ), held as materialized (
        select c.id, t.votes = 0 and t.skips = 0 as unproven
        from waiting
        join comparisons c on c.study_id = ${studyId} and c.state = 'reserved' and c.purpose = 'vote'
        join testers t on t.study_id = ${studyId} and t.id = c.tester_id
        join pairs p on p.study_id = ${studyId} and p.id = c.pair_id
        where not c.slot_returned and c.tester_id <> ${testerId} and not ${isWithdrawn(db)}
          and c.pair_id <> all (array(select pair_id from mine where not (state = 'lapsed' and purpose = 'vote')))
      ), crowd as (
        select case when count(*) filter (where unproven) > greatest(1, count(*) / 2)
                 then ${crowdedSeconds}::int else ${unprovenSeconds}::int end as seconds
        from held
      ), oldest as (
        select c.id
        from held cross join crowd
        join comparisons c on c.study_id = ${studyId} and c.id = held.id and c.state = 'reserved'
        join testers t on t.study_id = ${studyId} and t.id = c.tester_id and t.votes = 0 and t.skips = 0
        where held.unproven and not c.slot_returned and c.shown_at < now() - make_interval(secs => crowd.seconds)
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
