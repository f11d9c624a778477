import type { Conversation } from './conversation.ts'
import type { OutcomeOrSkip } from './outcome.ts'
import type { Purpose } from './purpose.ts'

/** One answer as the exports see it; `a` is the side shown first. Texts are exactly as uploaded. */
export type VoteRow = {
  voteId: string
  study: string
  position: number
  at: Date
  tester: string
  purpose: Purpose
  revision: number
  superseded: boolean
  prompt: ExportedPrompt
  a: ExportedOutput
  b: ExportedOutput
  pairId: number
  winner: OutcomeOrSkip
  strength: number | null
  criteria: Record<string, 'a' | 'b' | 'tie'>
  reasons: string[]
  comment: string
  /** 1 to 5 for each side on its own; null where not given */
  scoreA: number | null
  scoreB: number | null
  /** Whether each was on the tester's screen before the answer; null where no script told */
  seenA: boolean | null
  seenB: boolean | null
  seconds: number | null
  input: string
  /** The rule that leaves this vote out of clean results, or '' */
  excluded: string
}

export type ExportedPrompt = {
  id: string
  messages: Conversation
  tags: string[]
  language: string
  /** Prompts that must stay on one side of a train/test split share a group. */
  group: string
}

export type ExportedOutput = {
  id: number
  model: string
  sample: number
  messages: Conversation
  batch: string
  flags: string[]
}
