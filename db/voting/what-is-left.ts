import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'

/**
 * Why a tester was handed nothing. `open`: there is something for them, others were faster. `held`: others have the
 * last pairs before them, and one may fall back. `nothing`: every planned pair is answered, or was seen by this tester.
 */
export type Left = 'open' | 'held' | 'nothing'

/** What is left for this tester, and the newest pair of the plan that this was read from. */
export async function whatIsLeft(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<{ left: Left; newest: number }> {
  const [row] = await db<{ left: Left; newest: number }[]>`
    with seen as materialized (
      select c.pair_id from comparisons c
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.pair_id is not null
        and not (c.state = 'lapsed' and c.purpose = 'vote')
    ), newest as (
      select id from pairs where study_id = ${studyId} order by id desc limit 1
    )
    select coalesce((select id from newest), 0) as newest,
      case
        when exists (
          select from pairs p
          where p.study_id = ${studyId} and p.taken < p.slots and p.id <> all (array(select pair_id from seen))
            and not ${isWithdrawn(db)}
        ) then 'open'
        when exists (
          select from comparisons c
          join pairs p on p.study_id = ${studyId} and p.id = c.pair_id
          where c.study_id = ${studyId} and c.state = 'reserved' and c.purpose = 'vote' and not c.slot_returned
            and c.tester_id <> ${testerId} and c.pair_id <> all (array(select pair_id from seen))
            and not ${isWithdrawn(db)}
        ) then 'held'
        else 'nothing'
      end as left`
  return row ?? { left: 'nothing', newest: 0 }
}
