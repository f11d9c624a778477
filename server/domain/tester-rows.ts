export type ExclusionRow = {
  pseudonym: string
  rule: string
  reason: string
  by: string
  /** Whether others are asked for the answers left out. */
  replaces: boolean
  at: Date
  liftedAt: Date | null
}

export type TesterRow = {
  id: number
  pseudonym: string
  /** Votes, repeats and checks left out; skips likewise. */
  votes: number
  skips: number
  consentAt: Date
  finishedAt: Date | null
  withdrawnAt: Date | null
  /** Whether they let their answers be published; null where that was not asked. */
  mayPublish: boolean | null
  simulated: boolean
  /** Joined by somebody who was signed in. */
  byStaff: boolean
  /** Votes that chose a side, and those of them that chose the side shown first. */
  left: { count: number; total: number } | null
  checksPassed: number
  checks: number
  medianSeconds: number | null
  /** Choices made before both answers had been on the screen, of those where a script could tell. */
  unseen: number
  toldSeen: number
  /** Answers given after a report that told how others had answered. */
  afterReport: number
  excluded: boolean
}

export type InviteKind = 'open' | 'personal'

export type InviteRow = {
  id: number
  kind: InviteKind
  label: string
  cap: number | null
  expiresAt: Date | null
  revokedAt: Date | null
  testers: number
}
