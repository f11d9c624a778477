import type { Progress } from '../../../server/domain/output-rows.ts'
import type { RecognisedFile, Report } from '../../../server/formats/uploads/types.ts'

export type PreviewPair = { prompt: string; outputs: { model: string; html: string }[] }

export type RecognisedSheet = Omit<RecognisedFile, 'rows'>

/** An upload that waits to be looked at and published. */
export type DraftView = {
  id: number
  createdAt: Date
  createdBy: string
  settings: {
    map: Record<string, string>
    model?: string | undefined
    approach?: Record<string, string> | undefined
    cost?: Record<string, number> | undefined
    decisions: Record<string, string>
  }
  mapFields: readonly string[]
  approaches: readonly string[]
  /** null until the beginnings of the files have been looked at */
  recognition: { format: string; files: RecognisedSheet[]; fileCount: number } | null
  /** null while the files are read */
  report: Report | null
  progress: Progress | null
  previews: PreviewPair[]
}
