import type { Conversation } from '../../../domain/conversation.ts'
import type { Fields } from '../content/values.ts'
import type { Limits } from '../reports/limits.ts'
import type { Problem } from '../reports/problem.ts'
import type { Mapping } from './mapping.ts'

/** What models were asked: the conversation up to the first answer, and what the user said after each answer. */
export type Question = { messages: Conversation; followUps: string[] }

export type PromptEvent = {
  kind: 'prompt'
  ids: string[]
  /** the id as people know it, where `ids` are more than that */
  shownId?: string | null
  question: Question
  tags: string[]
  /** the model that answers to these ids belong to */
  model?: string | null
}

export type OutputEvent = {
  kind: 'output'
  /** prompt ids, most trusted first */
  ids: string[]
  /** what to call the prompt in messages, where `ids` are more than its id */
  shownId?: string
  /** null where another file says what was asked */
  question: Question | null
  /** which of the two to believe when one id comes with two texts; without it that is a problem */
  onConflict?: 'id' | 'text'
  model: string | null
  /** named by a column header, so that no per-file name replaces it */
  modelIsColumn?: boolean
  /** one reply per user turn */
  replies: Conversation[]
  tags?: string[]
  approach?: string | null
  cost?: number | null
  latency?: number | null
  truncated?: boolean
  metadata?: Fields
  /** a column for the model is there, and this row leaves it empty */
  modelMissing?: boolean
  /** set when the row holds the failure of a model, not its words */
  failure?: string
}

export type RowEvent =
  | PromptEvent
  | OutputEvent
  | { kind: 'skip' | 'note'; code: string; message: string }
  | Problem

export type Context = {
  file: string
  limits: Limits
  mapping: Mapping
  /** the part of a JSON document around its rows */
  document: Fields
  /** names of columns, for tables */
  columns: string[]
  /** whatever a format must remember from row to row of one file */
  memory: Map<string, unknown>
}

/** The beginning of a file, parsed as far as it goes. */
export type Head = {
  shape: 'table' | 'records' | 'document' | 'archive'
  columns: string[]
  rows: unknown[]
  document: Fields
  name: string
}

export type Claim = { why: string; path?: readonly string[] }

export type Format = {
  name: string
  /** as people call it */
  title: string
  role: 'outputs' | 'prompts' | 'refused'
  /** whether rows may name their prompt by an id that another file explains */
  needsPrompts?: boolean
  /** what the file with the prompts is called there */
  promptsFile?: string
  /** what is taken for what, for the mapping screen */
  fields: Record<string, string>
  recognise(head: Head): Claim | null
  read(row: unknown, context: Context): Iterable<RowEvent>
}
