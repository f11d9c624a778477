import type { Conversation } from '../../domain/conversation.ts'
import type { Limits } from './reports/limits.ts'

/** A file to read. It is opened more than once; `name` serves display and models named by their file. */
export type UploadFile = { name: string; open(): AsyncIterable<Uint8Array> }

export type UploadOptions = {
  /** prompt, output, model, id, sample, tags, approach, cost, latency, or `model:NAME` → column */
  map?: Record<string, string>
  /** file name → model, over whatever the file says */
  fileModels?: Record<string, string>
  /** the model of every row that names none */
  model?: string
  /** model → kind of approach */
  approach?: Record<string, string>
  /** model as the files name it → name it shall have */
  rename?: Record<string, string>
  /** model → cost of an answer, where the files say none */
  cost?: Record<string, number>
  goodRows?: boolean
  limits?: Partial<Limits>
  knownPrompts?: (id: string) => Promise<Conversation | null> | Conversation | null
  studyLabels?: string[]
}

export type UploadPrompt = {
  /** equal for two rows exactly if they answer the same prompt */
  key: string
  id: string | null
  messages: Conversation
  tags: string[]
  language: string
  group: string
}

export type UploadRow = {
  file: string
  line: number
  prompt: UploadPrompt
  model: string
  sample: number
  output: Conversation
  approach: string | null
  cost: number | null
  latency: number | null
  flags: string[]
  metadata: Record<string, unknown>
}

export type Notice = { file: string; line: number; code: string; message: string }
export type Leak = { kind: string; file: string; line: number; model: string; excerpt: string }
export type Interval = { auc: number; low: number; high: number }
export type ModelReport = { name: string; outputs: number; missing: number; empty: number }
export type FileReport = { name: string; format: string; rows: number; model: string | null }
export type FindingGroup = 'blind' | 'unusable' | 'worth_knowing'
export type Finding = {
  kind: string
  group: FindingGroup
  count: number
  models: Record<string, number>
  message: string
}
export type ModelLooks = {
  name: string
  outputs: number
  median_length: number
  markdown_share: number
  leading_space_share: number
  trailing_space_share: number
  truncated_share: number
}

export type Report = {
  format: string
  files: FileReport[]
  prompts: number
  models: ModelReport[]
  outputs: number
  skipped: Notice[]
  problems: Notice[]
  /** how many there are; the lists above stop at `limits.notices` */
  skipped_count: number
  problem_count: number
  /** what was read rightly but deserves a look */
  notes: Notice[]
  duplicates: number
  identical_pairs: number
  leaks: Leak[]
  leak_count: number
  findings: Finding[]
  looks: ModelLooks[]
  identifiability: Interval | null
  identifiability_by_looks: Interval | null
  content_hash: string
  /** outputs published before that name a model of this upload; only where there are some */
  named_before?: number
}

export type RecognisedFile = {
  name: string
  format: string
  title: string
  why: string
  role: 'outputs' | 'prompts' | 'refused'
  model: string | null
  columns: { name: string; samples: string[] }[]
  /** what was taken for what; the keys are those of `UploadOptions.map` */
  mapping: Record<string, string>
  rows: UploadRow[]
  problems: Notice[]
}

export type Recognition = { format: string; files: RecognisedFile[]; models: string[] }
