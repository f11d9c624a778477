import { jsonlOf, parquetOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, turns } from '../rows/column.ts'
import { ofPairs } from '../rows/pair-votes.ts'
import { type Preference, preferences } from '../rows/preference.ts'
import { preferenceColumns } from '../rows/preference-columns.ts'
import { plainTurns } from '../rows/text-of.ts'

const columns: Column<Preference>[] = [
  { name: 'chosen', type: turns, of: ({ prompt, chosen }) => whole(prompt, chosen) },
  { name: 'rejected', type: turns, of: ({ prompt, rejected }) => whole(prompt, rejected) },
]

const table = {
  columns: (input: ExportInput) => [...columns, ...preferenceColumns(input)],
  rows: ofPairs(preferences),
}

export const reward: ExportFormat = {
  name: 'reward',
  title: 'Reward model',
  description: 'Chosen and rejected as whole conversations (TRL implicit prompt, conversational)',
  level: 'preference',
  accepts: [...voteFilters, 'aggregate', 'margin'],
  extensions: { jsonl: jsonlOf(table), parquet: parquetOf(table) },
}

function whole(prompt: Preference['prompt'], output: Preference['chosen']) {
  return plainTurns([...prompt.messages, ...output.messages])
}
