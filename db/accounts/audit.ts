import type { ActRow } from '../../server/domain/account-rows.ts'
import type { Db } from '../connection/client.ts'

type Sql = ReturnType<Db>

/** Who does what, as an action says it; the statement that does it knows to whom. */
export type Act = { actor: string; act: string; details?: Record<string, unknown> | undefined }

/** Rows of a statement, and what of them the audit keeps: SQL, or a value. */
type Acted = { from: Sql; studyId: Sql | number | null; subject: Sql | string; details?: Sql | undefined }

/**
 * For the end of `with`: one row of the audit for each row of `from`, so that an act and its record are stored together
 * or not at all. `details` are added to those of the act. Nothing where nobody is said to act.
 */
export const recordingAct = (
  db: Db,
  act: Act | undefined,
  { from, studyId, subject, details }: Acted,
): Sql =>
  act === undefined
    ? db``
    : db`, recorded as (
      insert into audit (study_id, actor, act, subject, details)
      select ${studyId}::int, ${act.actor}, ${act.act}, ${subject},
             ${db.json((act.details ?? {}) as never)}::jsonb || ${details ?? db`'{}'::jsonb`}
      from ${from}
    )`

type WholeAct = {
  actor: string
  act: string
  studyId: number | null
  subject: string
  details: Record<string, unknown>
}

/** Who did what, for good: the table refuses changes. For what is done without a statement of its own. */
export async function recordAct(db: Db, { actor, act, studyId, subject, details }: WholeAct): Promise<void> {
  await db`
    insert into audit (study_id, actor, act, subject, details)
    values (${studyId}, ${actor}, ${act}, ${subject}, ${db.json(details as never)})`
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
