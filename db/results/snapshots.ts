import { randomBytes } from 'node:crypto'
import type { Snapshot } from '../../server/domain/result-rows.ts'
import { type Act, recordingAct } from '../accounts/audit.ts'
import type { Db } from '../connection/client.ts'

type NewSnapshot = {
  studyId: number
  filter: Record<string, string>
  position: number | null
  asOf: string | null
  by: string
  act?: Act
}

/**
 * A snapshot to be built at a position of the vote sequence, the present one unless told otherwise. Its filter says as
 * of which moment: the last time before `asOf` (or before now) that anybody was excluded or readmitted or an upload
 * published. So the same filter at the same position is the same data, whatever is decided later. Null where the
 * sequence has not come so far, or nobody has answered yet.
 */
export async function startSnapshot(
  db: Db,
  { studyId, filter, position, asOf, by, act }: NewSnapshot,
): Promise<Snapshot | null> {
  const id = `snap_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}_${randomBytes(4).toString('hex')}`
  const [row] = await db<Snapshot[]>`
    with settled as (
      select max(moment.at) as at from (
        select s.created_at from studies s where s.id = ${studyId}
        union all select e.at from exclusions e where e.study_id = ${studyId}
        union all select e.lifted_at from exclusions e where e.study_id = ${studyId}
        union all select u.published_at from batches u where u.study_id = ${studyId}
      ) moment (at)
      where moment.at <= coalesce(${asOf}::text::timestamptz, now())
    ), made as (
    insert into snapshots (study_id, id, filter, position, created_by)
    select b.study_id, ${id},
           ${db.json(filter)}::jsonb || jsonb_build_object(
             'as_of', to_char(settled.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
           coalesce(${position}, b.position), ${by}
    from ballot_boxes b, settled
    where b.study_id = ${studyId} and b.position > 0 and coalesce(${position}, b.position) between 1 and b.position
    returning *
    )${recordingAct(db, act, {
      from: db`made join studies s on s.id = ${studyId}`,
      studyId,
      subject: db`s.slug`,
      details: db`jsonb_build_object('snapshot', made.id)`,
    })}
    select ${columns(db)} from made snapshots`
  return row ?? null
}

export async function findSnapshot(
  db: Db,
  { studyId, id }: { studyId: number; id: string },
): Promise<Snapshot | null> {
  const [row] = await db<Snapshot[]>`
    select ${columns(db)} from snapshots where study_id = ${studyId} and id = ${id}`
  return row ?? null
}

/** Newest first; `after` is the id of the last one of the page before. */
export async function listSnapshots(
  db: Db,
  { studyId, after, limit }: { studyId: number; after?: string | undefined; limit: number },
): Promise<Snapshot[]> {
  return db<Snapshot[]>`
    select ${columns(db)} from snapshots
    where study_id = ${studyId}
      and ${
        after === undefined
          ? db`true`
          : db`(created_at, id) < (select l.created_at, l.id from snapshots l where l.study_id = ${studyId} and l.id = ${after})`
      }
    order by snapshots.created_at desc, snapshots.id desc limit ${limit}`
}

type Revocation = { studyId: number; id: string; reason: string; by: string; act?: Act }

/** Takes the files away for good and keeps what they were and why they went. The first reason stands. */
export async function revokeSnapshot(
  db: Db,
  { studyId, id, reason, by, act }: Revocation,
): Promise<'revoked' | 'unchanged' | null> {
  const [row] = await db<{ fresh: boolean }[]>`
    with found as (
      select study_id, id, state from snapshots
      where study_id = ${studyId} and id = ${id} and state in ('ready', 'revoked') for update
    ), revoked as (
      update snapshots s
      set state = 'revoked', revoked_at = now(), revoked_by = ${by}, revoked_reason = ${reason}
      from found where s.study_id = found.study_id and s.id = found.id and found.state = 'ready'
      returning s.study_id, s.id
    ), removed as (
      delete from snapshot_chunks c using revoked where c.study_id = revoked.study_id and c.snapshot_id = revoked.id
    )${recordingAct(db, act, {
      from: db`revoked join studies s on s.id = ${studyId}`,
      studyId,
      subject: db`s.slug`,
    })}
    select exists (select from revoked) as fresh from found`
  if (!row) return null
  return row.fresh ? 'revoked' : 'unchanged'
}

/** What signs a study's links and salts the pseudonyms in its snapshots. A link leaves no other trace than its act. */
export async function studySecret(db: Db, studyId: number, act?: Act): Promise<Buffer> {
  const [row] = await db<{ secret: Buffer }[]>`
    with study as (
      select id, slug, secret from studies where id = ${studyId}
    )${recordingAct(db, act, { from: db`study`, studyId, subject: db`study.slug` })}
    select secret from study`
  if (!row) throw new Error('The study has no secret')
  return row.secret
}

const columns = (db: Db) => db`
  snapshots.id, snapshots.state, snapshots.filter, snapshots.position, snapshots.files_done as "filesDone",
  snapshots.files_total as "filesTotal", snapshots.rows_done as "rowsDone", snapshots.manifest, snapshots.failure,
  snapshots.created_by as "createdBy", snapshots.created_at as "createdAt", snapshots.ready_at as "readyAt",
  snapshots.revoked_at as "revokedAt", snapshots.revoked_by as "revokedBy",
  snapshots.revoked_reason as "revokedReason"`
