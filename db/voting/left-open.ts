import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'
import { presentTester } from '../testers/present-tester.ts'
import {
  ignoreImpatience,
  ignoreSecondTab,
  type LiveComparison,
  leaseMinutes,
  patience,
} from './reservations.ts'

type Who = { studyId: number; testerId: number }

/**
 * Whether the showing `c` of the pair `p` was left without an answer and can be taken up again: whoever leaves a pair
 * finds the same one, on the same sides, when they come back.
 */
export const isLeftOpen = (db: Db) => db`
  (c.state = 'lapsed' and c.purpose <> 'practice' and not ${isWithdrawn(db)}
    and (c.purpose <> 'vote' or p.taken < p.slots))`

/** Hands the tester again what they left without an answer, the last first, if its slot can still be taken. */
export async function takeUpAgain(db: Db, { studyId, testerId }: Who): Promise<LiveComparison | null> {
  const [row] = await again(
    () => db<LiveComparison[]>`
      with ${patience(db)}, ${presentTester(db, { studyId, testerId })}, left_open as (
        select c.id, c.pair_id, c.purpose, c.purpose = 'vote' and tester.holds_slots as needs_slot
        from comparisons c
        join tester on tester.id = c.tester_id
        left join pairs p on p.study_id = ${studyId} and p.id = c.pair_id
        where c.study_id = ${studyId} and c.tester_id = ${testerId} and ${isLeftOpen(db)}
          and exists (select from patience)
        order by c.shown_at desc, c.id limit 1
        for no key update of c
      ), taken as (
        update pairs p set taken = p.taken + 1
        from left_open
        where p.study_id = ${studyId} and p.id = left_open.pair_id and left_open.needs_slot and p.taken < p.slots
        returning p.id
      )
      update comparisons c
      set state = 'reserved', shown_at = now(), slot_returned = left_open.purpose = 'vote' and not left_open.needs_slot,
          reserved_until = now() + make_interval(mins => ${leaseMinutes})
      from left_open
      where c.study_id = ${studyId} and c.id = left_open.id
        and (not left_open.needs_slot or exists (select from taken))
      returning c.id, c.state, c.purpose`,
  )
    .catch(ignoreSecondTab)
    .catch(ignoreImpatience)
  return row ?? null
}
