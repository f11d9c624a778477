import type { Outcome } from '../../server/domain/outcome.ts'
import type { Ui } from './messages/catalogue.ts'

/** Addresses of the files a page loads. */
export type TesterAssets = { css: string; htmx: string; ballot: string }

export type PageProps = {
  ui: Ui
  assets: TesterAssets
  /** Other languages this page can be read in; empty hides the menu. */
  languages?: { lang: string; name: string; href: string }[]
}

/** All that a tester's page knows about a pair. What wrote which side is not in it. */
export type BlindPair = {
  comparison: string
  promptHtml: string
  responseA: string
  responseB: string
  /** The texts as they came, for "as plain text"; leave out to offer no such view. */
  rawA?: string
  rawB?: string
  /** The language of the prompt, where known. */
  lang?: string
  /** Those of the outputs, where they read otherwise: a translation, say. */
  langA?: string | undefined
  langB?: string | undefined
  /** Word by word, for studies that offer the view; null where the texts are too long or too unlike for it. */
  differences?: Difference[] | null
}

export type Difference = { in: 'both' | 'a' | 'b'; text: string }

/** What the study asks for besides the choice. */
export type RatingForm = {
  choices: Outcome[]
  /** Degrees on each side: 2 makes a 5-point scale, 3 a 7-point one, 0 asks nothing. */
  strength: 0 | 2 | 3
  /** The degrees that the buttons' keys run through, asked for here or not: keys stay where they are. */
  scale: 0 | 2 | 3
  criteria: { name: string; label: string }[]
  reasons: { name: string; label: string }[]
  /** 1 to 5 for each side on its own */
  scores: boolean
  comment: boolean
  confidence: boolean
}

export type Progress = {
  answered: number
  /** How many are asked for in all, where that is limited. */
  total: number | null
  /** From the tester's own pace, where that is known. */
  minutesLeft: number | null
}

export type Typed = {
  choice?: Outcome
  strength?: number
  criteria?: Record<string, string>
  reasons?: string[]
  comment?: string
  scores?: { a: number | null; b: number | null }
  confidence?: number
}

/** What this tester did, when the last question is answered. */
export type PersonalReport = {
  choices: Record<Outcome, number>
  /** Answers that are not among them: to items that said which button to press. */
  checks?: number
  repeats: { same: number; of: number }
  others: { same: number; of: number }
  /** Pairs on which most others preferred the other answer: how the prompt begins, and what was chosen. */
  apart?: { question: string; choice: Outcome }[]
  /** How often each model was chosen: only once a closed study reveals them. */
  revealed?: { name: string; chosen: number; of: number }[]
}
