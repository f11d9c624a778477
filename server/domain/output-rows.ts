export type BatchRow = {
  id: number
  state: 'staged' | 'published' | 'rejected' | 'discarded'
  /** published after the study was opened */
  later: boolean
  files: string[]
  report: unknown
  createdBy: string
  createdAt: Date
  publishedAt: Date | null
}

export type ModelRow = {
  id: number
  name: string
  approach: string | null
  cost: number | null
  outputs: number
  withdrawn: boolean
  /** first published after the study was opened */
  later: boolean
}

export type PromptFilter = { language?: string; tag?: string; length?: 'short' | 'middling' | 'long' }

export type PromptRow = {
  id: string
  text: string
  length: number
  tags: string[]
  language: string
  outputs: number
  withdrawn: boolean
  /** first answered by outputs that were published after the study was opened */
  later: boolean
  /** how often testers skipped a pair of it because an answer was broken or offensive */
  reports: number
}

export type Slice = { of: 'language' | 'tag' | 'length'; name: string; prompts: number }

export type Progress = { bytes: number; total: number; rows: number }
