import { randomUUID } from 'node:crypto'
import type { Manifest } from '../../server/domain/manifest.ts'

import type { Db } from '../connection/client.ts'

const leaseSeconds = 60
const mostAttempts = 3

/** The right to build one snapshot, for as long as its holder says every now and then that it is alive. */
export type Build = {
  studyId: number
  id: string
  builder: string
  filter: Record<string, string>
  position: number
  study: { slug: string; name: string; question: string; secret: Buffer; scores: boolean }
}

/**
 * The oldest snapshot that nobody builds: a new one, or one whose builder has died. What that one had stored is
 * removed, so that every file comes from one reading. One that was tried too often is given up.
 */
export async function claimBuild(db: Db, only?: { studyId: number; id: string }): Promise<Build | null> {
  const builder = randomUUID()
  const [row] = await db<Omit<Build, 'builder'>[]>`
    with free as (
      select study_id, id, attempts from snapshots
      where state = 'building' and (builder_until is null or builder_until < now())
        and ${only ? db`study_id = ${only.studyId} and id = ${only.id}` : db`true`}
      order by created_at limit 1
      for update skip locked
    ), removed as (
      delete from snapshot_chunks c using free where c.study_id = free.study_id and c.snapshot_id = free.id
    ), given_up as (
      update snapshots s set state = 'failed', builder = null, builder_until = null,
        failure = 'Building it was interrupted ' || free.attempts || ' times'
      from free where s.study_id = free.study_id and s.id = free.id and free.attempts >= ${mostAttempts}
    ), claimed as (
      update snapshots s
      set builder = ${builder}, builder_until = now() + make_interval(secs => ${leaseSeconds}),
          attempts = s.attempts + 1, files_done = 0, rows_done = 0
      from free where s.study_id = free.study_id and s.id = free.id and free.attempts < ${mostAttempts}
      returning s.study_id, s.id, s.filter, s.position
    )
    select c.study_id as "studyId", c.id, c.filter, c.position,
           jsonb_build_object('slug', s.slug, 'name', s.name, 'question', s.question,
                              'scores', coalesce((s.settings ->> 'scores')::boolean, false),
                              'secret', encode(s.secret, 'hex')) as study
    from claimed c join studies s on s.id = c.study_id`
  if (!row) return null
  const study = { ...row.study, secret: Buffer.from(row.study.secret as unknown as string, 'hex') }
  return { ...row, study, builder }
}

export class BuildLost extends Error {
  override name = 'BuildLost'
}

type Progress = { filesDone: number; filesTotal: number; rowsDone: number }

/** @throws BuildLost when another process has taken over */
export async function reportProgress(db: Db, build: Build, progress: Progress): Promise<void> {
  const rows = await db`
    update snapshots
    set builder_until = now() + make_interval(secs => ${leaseSeconds}), files_done = ${progress.filesDone},
        files_total = ${progress.filesTotal}, rows_done = ${progress.rowsDone}
    where ${held(db, build)} returning id`
  if (rows.length === 0) throw new BuildLost('Another process builds this snapshot')
}

/** @throws BuildLost when another process has taken over */
export async function storeChunk(
  db: Db,
  build: Build,
  { path, number, bytes }: { path: string; number: number; bytes: Uint8Array },
): Promise<void> {
  const rows = await db`
    insert into snapshot_chunks (study_id, snapshot_id, path, number, bytes)
    select study_id, id, ${path}, ${number}, ${bytes} from snapshots where ${held(db, build)} for share
    returning number`
  if (rows.length === 0) throw new BuildLost('Another process builds this snapshot')
}

/** From here on it is offered, and does not change any more. */
export async function finishBuild(db: Db, build: Build, manifest: Manifest): Promise<void> {
  const rows = await db`
    update snapshots
    set state = 'ready', manifest = ${db.json(manifest)}, ready_at = now(), builder = null, builder_until = null,
        files_done = files_total
    where ${held(db, build)} returning id`
  if (rows.length === 0) throw new BuildLost('Another process builds this snapshot')
}

/** Nothing of it stays but the reason. */
export async function failBuild(db: Db, build: Build, failure: string): Promise<void> {
  await db`
    with failed as (
      update snapshots set state = 'failed', failure = ${failure}, builder = null, builder_until = null
      where ${held(db, build)} returning study_id, id
    )
    delete from snapshot_chunks c using failed where c.study_id = failed.study_id and c.snapshot_id = failed.id`
}

const held = (db: Db, { studyId, id, builder }: Build) =>
  db`study_id = ${studyId} and id = ${id} and builder = ${builder} and state = 'building'`
