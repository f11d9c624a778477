import type { ActRow } from '../../server/domain/account-rows.ts'
import type { Db } from '../connection/client.ts'

export type Act = {
  actor: string
  act: string
  studyId: number | null
  subject: string
  details: Record<string, unknown>
}

/** Who did what, for good: the table refuses changes. */
export async function recordAct(db: Db, { actor, act, studyId, subject, details }: Act): Promise<void> {
  await db`
    insert into audit (actor, act, study_id, subject, details)
    values (${actor}, ${act}, ${studyId}, ${subject}, ${db.json(details as never)})`
}

/** Newest first; `before` is the id of the last row of the page before. */
export async function listActs(
  db: Db,
  { studyId, before, limit }: { studyId?: number; before?: number; limit: number },
): Promise<ActRow[]> {
  return db<ActRow[]>`
    select a.id, a.at, a.actor, a.act, s.slug as study, a.subject, a.details
    from audit a left join studies s on s.id = a.study_id
    where ${studyId === undefined ? db`true` : db`a.study_id = ${studyId}`}
      and ${before === undefined ? db`true` : db`a.id < ${before}`}
    order by a.id desc limit ${limit}`
}
