import { jsonlOf, parquetOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, turns } from '../rows/column.ts'
import { ofPairs } from '../rows/pair-votes.ts'
import { type Preference, preferences } from '../rows/preference.ts'
import { preferenceColumns } from '../rows/preference-columns.ts'
import { plainTurns } from '../rows/text-of.ts'

const columns: Column<Preference>[] = [
  { name: 'prompt', type: turns, of: ({ prompt }) => plainTurns(prompt.messages) },
  { name: 'chosen', type: turns, of: ({ chosen }) => plainTurns(chosen.messages) },
  { name: 'rejected', type: turns, of: ({ rejected }) => plainTurns(rejected.messages) },
]

const table = {
  columns: (input: ExportInput) => [...columns, ...preferenceColumns(input)],
  rows: ofPairs(preferences),
}

export const dpo: ExportFormat = {
  name: 'dpo',
  title: 'DPO',
  description: 'Prompt, chosen and rejected as message lists (TRL explicit prompt, conversational)',
  level: 'preference',
  accepts: [...voteFilters, 'aggregate', 'margin'],
  extensions: { jsonl: jsonlOf(table), parquet: parquetOf(table) },
}
