import type { Db } from '../../db/connection/client.ts'
import { storedBytes } from '../../db/results/snapshot-files.ts'
import { NotFound } from '../domain/refusals.ts'
import type { Snapshot } from '../domain/result-rows.ts'
import { type Changes, changesBetween } from '../formats/exports/folder/changes.ts'
import type { FileSource } from '../formats/exports/folder/inspect.ts'

/** A snapshot in a list. */
export function snapshotSummary(snapshot: Snapshot) {
  const { id, state, filter, position, manifest, failure } = snapshot
  return {
    id,
    state,
    filter,
    position,
    progress: { files: snapshot.filesDone, of: snapshot.filesTotal, rows: snapshot.rowsDone },
    content_hash: manifest?.content_hash ?? null,
    failure,
    created_by: snapshot.createdBy,
    created_at: snapshot.createdAt.toISOString(),
    ready_at: snapshot.readyAt?.toISOString() ?? null,
    revoked_at: snapshot.revokedAt?.toISOString() ?? null,
    revoked_reason: snapshot.revokedReason,
  }
}

/** The manifest, once there is one, and where the snapshot stands. */
export const snapshotJson = (snapshot: Snapshot) => ({ ...snapshotSummary(snapshot), ...snapshot.manifest })

export type SnapshotSummary = ReturnType<typeof snapshotSummary>
export type SnapshotJson = ReturnType<typeof snapshotJson>

export type SnapshotChanges = { before: string; after: string } & Changes

/** @throws NotFound unless both still have their files */
export async function snapshotChanges(
  db: Db,
  { studyId, before, after }: { studyId: number; before: Snapshot; after: Snapshot },
): Promise<SnapshotChanges> {
  const [old, young] = [before, after].map((snapshot) => sideOf(db, studyId, snapshot))
  if (!old || !young) throw new NotFound('No such snapshot')
  return { before: before.id, after: after.id, ...(await changesBetween(old, young)) }
}

function sideOf(db: Db, studyId: number, { id, state, manifest }: Snapshot) {
  if (state !== 'ready' || !manifest) throw new NotFound('No such snapshot')
  const sources = manifest.files.map(({ path, bytes }): FileSource => {
    const file = { studyId, id, path }
    return { path, byteLength: bytes, slice: (start, end = bytes) => sliceOf(db, file, { start, end }) }
  })
  return { manifest, sources }
}

/** Bytes of a stored file as a reader by ranges wants them. */
export async function sliceOf(
  db: Db,
  file: { studyId: number; id: string; path: string },
  { start, end }: { start: number; end: number },
): Promise<ArrayBuffer> {
  const whole = new Uint8Array(end - start)
  let at = 0
  for await (const piece of storedBytes(db, file, { start, end })) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole.buffer
}
