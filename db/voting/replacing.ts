import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'

/** `mine`: the live and answered showings of the tester in `of`, locked, and which of them held a slot. */
export const showingsOf = (db: Db, { studyId, of }: { studyId: number; of: ReturnType<Db> }) => db`
  mine as materialized (
    select c.id, c.pair_id, c.state, c.purpose = 'vote' and not c.slot_returned as held_slot,
           c.purpose = 'vote' and c.slot_returned as gave_slot, whose.holds_slots as keeps_slots
    from ${of} whose join comparisons c on c.study_id = ${studyId} and c.tester_id = whose.id
    where c.state in ('reserved', 'answered', 'reopened')
    order by c.id
    for no key update of c
  )`

/**
 * For `update pairs p set … from given_back`: others are asked for these answers, up to what the study wants of a pair.
 * Slots of what is withdrawn close.
 */
export const askingOthers = (db: Db, studyId: number) => db`
  taken = given_back.held - given_back.slots,
  slots = case
            when ${isWithdrawn(db)} then given_back.planned - given_back.slots
            else greatest(given_back.held - given_back.slots, least(given_back.planned, (
              select (s.settings ->> 'votes_per_pair')::int from studies s where s.id = ${studyId})))
          end`

/**
 * For `update pairs p set … from taken_back`: the answers count here again. Where others were asked meanwhile the pair
 * has more than the study wanted, rather than an answer fewer.
 */
export const takingBack = (db: Db) => db`
  taken = taken_back.held + taken_back.slots,
  slots = greatest(taken_back.planned, taken_back.held + taken_back.slots)`
