import type { ExportedOutput, ExportedPrompt } from './vote-row.ts'

/** One output as the exports see it, voted on or not. */
export type ItemRow = {
  study: string
  prompt: ExportedPrompt
  output: ExportedOutput
  approach: string
  cost: number | null
}
