import { type Column, turns } from '../column.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { ofPairs } from '../pair-votes.ts'
import { type Preference, preferences } from '../preference.ts'
import { preferenceColumns } from '../preference-columns.ts'
import { jsonlOf, parquetOf } from '../table.ts'
import { plainTurns } from '../text-of.ts'

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
