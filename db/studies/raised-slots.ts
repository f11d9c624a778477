import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'

type Raise = { studyId: number; votes: number }

/**
 * SQL for `with`: the pairs still asked that have fewer slots than that, locked in the order of their ids. A pair whose
 * model is withdrawn at this moment is closed again when it would be handed out.
 */
export const shortPairs = (db: Db, { studyId, votes }: Raise): ReturnType<Db> => db`
  short as materialized (
    select p.id from pairs p
    where p.study_id = ${studyId} and p.slots < ${votes} and not ${isWithdrawn(db)}
    order by p.id for no key update of p
  )`

/** Raises pairs that were laid out with fewer slots than the study asks for by now. Doing it again changes nothing. */
export async function raiseShortPairs(db: Db, { studyId, votes }: Raise): Promise<number> {
  const rows = await db`
    with ${shortPairs(db, { studyId, votes })}
    update pairs p set slots = ${votes} from short
    where p.study_id = ${studyId} and p.id = short.id and p.slots < ${votes}
    returning p.id`
  return rows.length
}
