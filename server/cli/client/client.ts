import type { Withdrawable } from '../../../db/outputs/withdrawals.ts'
import type { StoredVerdicts } from '../../../db/results/judges.ts'
import type { SnapshotRequest } from '../../datasets/snapshot-request.ts'
import type { SnapshotChanges, SnapshotJson, SnapshotSummary } from '../../datasets/stored-snapshot.ts'
import type { Counts } from '../../formats/exports/rows/counts.ts'
import type { Report } from '../../formats/uploads/types.ts'
import type { UploadSettings } from '../../importing/upload-options.ts'
import type { Assessment, Part } from '../../results/judging.ts'
import type { Ranking } from '../../stats/ranking/ranking.ts'
import type { InviteLink } from '../../study/new-invites.ts'
import type { PlannedStudyJson, StudyJson } from '../../study/study-json.ts'
import { UsageError } from '../terminal/usage.ts'

export type NamedFile = { name: string; path: string }
export type Imported = { id: number | null; state: string; report: Report }
export type Exported = {
  fileName: string
  /** Position and hash of the last seal of the votes in it, or '' */
  seal: string
  chunks: AsyncIterable<Uint8Array | string>
  /** To be asked for once the last chunk has been drawn */
  counts: () => Promise<Counts>
}
export type Results = Ranking & { study: string; position: number }
export type Query = Record<string, string>

export type SnapshotDoor = {
  create(slug: string, request: SnapshotRequest): Promise<SnapshotJson>
  list(slug: string): Promise<SnapshotSummary[]>
  find(slug: string, id: string): Promise<SnapshotJson>
  /** The bytes of a file from an offset on */
  read(slug: string, file: { id: string; path: string; from: number }): Promise<AsyncIterable<Uint8Array>>
  share(slug: string, id: string, days: number): Promise<{ url: string; expires: string }>
  revoke(slug: string, id: string, reason: string): Promise<SnapshotJson>
  changes(slug: string, ids: { before: string; after: string }): Promise<SnapshotChanges>
}

export type StudyDoor = {
  createStudy(body: unknown): Promise<StudyJson>
  listStudies(): Promise<StudyJson[]>
  setState(slug: string, state: 'open' | 'paused' | 'closed'): Promise<PlannedStudyJson>
  editStudy(slug: string, body: unknown): Promise<PlannedStudyJson>
  invite(slug: string, body: unknown): Promise<InviteLink[]>
}

export type OutputDoor = {
  importFiles(slug: string, files: NamedFile[], settings: UploadSettings): Promise<Imported>
  withdraw(slug: string, of: Withdrawable): Promise<{ name: string; pairs: number }>
  readmit(slug: string, of: Withdrawable): Promise<{ name: string; pairs: number }>
}

export type ResultDoor = {
  results(slug: string, query: Query): Promise<Results>
  uploadVerdicts(slug: string, judge: string, file: NamedFile): Promise<StoredVerdicts>
  assessJudge(slug: string, judge: string, part: Part): Promise<Assessment>
  export(slug: string, file: { format: string; extension: string }, query: Query): Promise<Exported>
}

/** What the command line can do to studies, on a database or on a server. */
export type Door = StudyDoor & OutputDoor & ResultDoor & { snapshots: SnapshotDoor }

/** TIEBREAK_URL and TIEBREAK_TOKEN lead to a server, otherwise it is the database of this machine. */
export async function withDoor(act: (door: Door) => Promise<void>): Promise<void> {
  const { TIEBREAK_URL: url, TIEBREAK_TOKEN: token } = process.env
  if (!url) return throughDatabase(act)
  if (!token) throw new UsageError('TIEBREAK_URL is set without TIEBREAK_TOKEN')
  if (!URL.canParse(url)) throw new UsageError(`TIEBREAK_URL must be an address, found "${url}"`)
  const { remoteDoor } = await import('./remote-client.ts')
  return act(remoteDoor({ url, token }))
}

async function throughDatabase(act: (door: Door) => Promise<void>): Promise<void> {
  const [{ withDatabase }, { localDoor }] = await Promise.all([
    import('./local.ts'),
    import('./local-client.ts'),
  ])
  return withDatabase((db, config) => act(localDoor(db, config)))
}
