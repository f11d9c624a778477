import type { ItemRow } from '../../domain/item-row.ts'
import type { VoteRow } from '../../domain/vote-row.ts'
import type { Filters, SpecialFilter } from './filters.ts'
import type { Counts } from './rows/counts.ts'

export type Chunk = string | Uint8Array

/** What a writer draws from, in batches: votes pair by pair, none cut in two. Each call starts a new reading. */
export type ExportInput = {
  study: string
  /** Whether the study asks for 1 to 5 scores of single outputs */
  scores?: boolean
  filters: Filters
  counts: Counts
  votes: () => AsyncIterable<VoteRow[]>
  items: () => AsyncIterable<ItemRow[]>
}

/** Rows in batches: one at a time would cost more to await than to make. */
export type Rows<Row> = AsyncIterable<Iterable<Row>>

export type Extension = {
  contentType: string
  write: (input: ExportInput) => AsyncIterable<Chunk>
  /** Special filters this file type knows beyond those of its format */
  accepts?: readonly SpecialFilter[]
}

export type ExportFormat = {
  name: string
  title: string
  description: string
  level: 'vote' | 'pair' | 'output' | 'preference'
  accepts: readonly SpecialFilter[]
  extensions: Record<string, Extension>
}
