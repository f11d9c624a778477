import type { FinishMeaning } from '../../views/tester/finish.tsx'
import type { BlindPair, PersonalReport, Progress, RatingForm, Typed } from '../../views/tester/props.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Example } from '../domain/settings/tester-settings.ts'

export type ComparisonScreen = {
  kind: 'comparison'
  /** A pair, or, of an instruction check, the choice its text asks for. */
  content: { pair: BlindPair } | { check: Outcome; comparison: string }
  form: RatingForm
  progress: Progress
  typed: Typed | null
  /** The comparison answered last, where it can still be reopened. */
  undo: string | null
  skipsLeft: number
  finishing: FinishMeaning
}
export type PracticeScreen = {
  kind: 'practice'
  comparison: string
  item: Example
  form: RatingForm
  step: number
  of: number
  chosen: Outcome | 'skip' | null
}
export type DoneScreen = {
  kind: 'done'
  reason: 'enough' | 'no_pairs' | 'time' | 'stopped' | 'closed'
  /** Whether they had finished before they gave what was asked for. */
  isEarly: boolean
  report: PersonalReport | null
  undo: string | null
}
export type BreakScreen = { kind: 'break'; answered: number; timeIsUp: boolean; finishing: FinishMeaning }
/** Others hold the last pairs; one of them may come back. */
export type WaitingScreen = { kind: 'waiting'; answered: number }
export type Screen = ComparisonScreen | PracticeScreen | BreakScreen | WaitingScreen | DoneScreen
