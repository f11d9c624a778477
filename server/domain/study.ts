import type { StudySettings } from './settings/study-settings.ts'
import type { StudyState } from './study-state.ts'

/** A planned number of votes, and the position of the vote sequence at which it was fixed. */
export type PlanEntry = { position: number; planned: number }

export type Study = {
  id: number
  slug: string
  key: string
  name: string
  question: string
  instructions: string
  consent: string
  consentVersion: number
  state: StudyState
  settings: StudySettings
  frozenHash: string | null
  createdAt: Date
  position: number
  plan: PlanEntry[]
  counts: { models: number; prompts: number; outputs: number; pairs: number; votes: number; testers: number }
}
