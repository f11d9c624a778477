import type { Logger } from 'pino'
import type { Act } from '../../db/accounts/audit.ts'
import type { Db } from '../../db/connection/client.ts'
import { type Build, BuildLost, claimBuild, failBuild } from '../../db/results/snapshot-builds.ts'
import { findSnapshot, startSnapshot } from '../../db/results/snapshots.ts'
import type { PlainStudy } from '../../db/studies/studies.ts'
import { Conflict, NotFound } from '../domain/refusals.ts'
import type { Snapshot } from '../domain/result-rows.ts'
import { sealStudy } from '../sealing/sealing.ts'
import { buildFiles } from './snapshot-building.ts'
import { type SnapshotRequest, snapshotFilter } from './snapshot-request.ts'

const pollMilliseconds = 2000
const patienceMilliseconds = 25_000

type Log = Pick<Logger, 'error'>

/**
 * Writes down what is to be frozen; some process builds it.
 * @throws Conflict if nobody has answered yet; Invalid for a filter that makes no sense
 */
export async function requestSnapshot(
  db: Db,
  { study, request, by, act }: { study: PlainStudy; request: SnapshotRequest; by: string; act: Act },
): Promise<Snapshot> {
  await sealStudy(db, study.id)
  const started = await startSnapshot(db, { studyId: study.id, by, act, ...snapshotFilter(request) })
  if (started) return started
  if (study.position === 0) throw new Conflict('There is nothing to freeze yet: nobody has answered')
  throw new Conflict(`Position ${request.position} has not been reached: this study is at ${study.position}`)
}

/** Builds it here if nobody else does, and waits for the end, but not for ever: a large one goes on by itself. */
export async function builtSnapshot(
  db: Db,
  { studyId, id, log }: { studyId: number; id: string; log: Log },
): Promise<Snapshot> {
  const building = claimBuild(db, { studyId, id }).then((build) => build && buildOne(db, build, log))
  building.catch(() => {})
  await Promise.race([building, pause(patienceMilliseconds)])
  const snapshot = await findSnapshot(db, { studyId, id })
  if (!snapshot) throw new NotFound('No such snapshot')
  return snapshot
}

/** Looks now and then for snapshots that nobody builds, so that one whose process died is built by another. */
export function watchSnapshots(db: Db, log: Log): { stop: () => void } {
  let isBusy = false
  const timer = setInterval(async () => {
    if (isBusy) return
    isBusy = true
    await buildNext(db, log)
    isBusy = false
  }, pollMilliseconds)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

export async function buildNext(db: Db, log: Log): Promise<void> {
  try {
    const build = await claimBuild(db)
    if (build) await buildOne(db, build, log)
  } catch (error) {
    log.error({ err: error }, 'cannot look for snapshots to build')
  }
}

/**
 * A build that fails says so on the snapshot and leaves nothing of it. One that was lost is somebody else's, and one
 * whose database went away is taken up again when it is back.
 */
async function buildOne(db: Db, build: Build, log: Log): Promise<void> {
  try {
    await buildFiles(db, build)
  } catch (error) {
    if (error instanceof BuildLost) return
    log.error({ err: error, snapshot: build.id }, 'a snapshot could not be built')
    if (!/^(08|57P|CONNECTION|ECONN)/.test(codeOf(error))) await failBuild(db, build, failureOf(error))
  }
}

/** What those who asked for it may read: that the disk is full, not which statement said so. */
function failureOf(error: unknown): string {
  const code = codeOf(error)
  if (code === '53100' || code === 'ENOSPC') return 'The disk of the database is full'
  return code.startsWith('53')
    ? 'The database has no room or memory left'
    : 'Something failed on our side; the log says what'
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds).unref())
