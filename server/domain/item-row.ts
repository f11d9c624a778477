import type { ExportedOutput, ExportedPrompt } from './vote-row.ts'

/** One output as the exports see it, voted on or not. */
export type ItemRow = {
  study: string
  prompt: ExportedPrompt
  output: ExportedOutput
  approach: string
  cost: number | null
  /** 1 to 5, of the answers that are evidence */
  scores: { count: number; mean: number | null }
}
