import type { Manifest } from './manifest.ts'

export type ExampleTally = {
  promptId: string
  question: string
  modelLo: string
  modelHi: string
  /** Votes that stand: for the lower output, for the higher, for neither. */
  lo: number
  hi: number
  neither: number
  /** Mean scores of the two outputs, 1 to 5; null where nobody gave one. */
  scoreLo: number | null
  scoreHi: number | null
}

export type Judge = {
  id: number
  name: string
  createdBy: string
  createdAt: Date
  verdicts: number
  scores: number
}

export type SnapshotState = 'building' | 'ready' | 'failed' | 'revoked'

export type Snapshot = {
  id: string
  state: SnapshotState
  filter: Record<string, string>
  position: number
  filesDone: number
  filesTotal: number
  rowsDone: number
  manifest: Manifest | null
  failure: string | null
  createdBy: string
  createdAt: Date
  readyAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
  revokedReason: string | null
}
