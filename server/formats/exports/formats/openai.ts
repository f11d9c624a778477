import { jsonlOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import { type Column, turns } from '../rows/column.ts'
import { fitting, oneAssistantTurn, promptEndsWithUser } from '../rows/layout-rules.ts'
import type { Preference } from '../rows/preference.ts'
import { plainTurns } from '../rows/text-of.ts'

const inputType = {
  fields: { messages: turns, tools: { list: 'text' }, parallel_tool_calls: 'boolean' },
} as const

const columns: Column<Preference>[] = [
  { name: 'input', type: inputType, of: ({ prompt }) => inputOf(prompt) },
  { name: 'preferred_output', type: turns, of: ({ chosen }) => plainTurns(chosen.messages) },
  { name: 'non_preferred_output', type: turns, of: ({ rejected }) => plainTurns(rejected.messages) },
]

export const openai: ExportFormat = {
  name: 'openai',
  title: 'OpenAI preference',
  description: 'Rows for preference fine-tuning at OpenAI, Azure, Together and Fireworks',
  level: 'preference',
  accepts: [...voteFilters, 'aggregate'],
  extensions: {
    jsonl: jsonlOf({ columns: columnsFor, rows: fitting(promptEndsWithUser, oneAssistantTurn) }),
  },
}

/** @throws RangeError for a split without a part: a row may hold nothing but its three fields. */
function columnsFor({ filters }: ExportInput): Column<Preference>[] {
  if (filters.split.length > 0 && filters.part === undefined) {
    const names = filters.split.map(({ name }) => `part=${name}`).join(' or ')
    throw new RangeError(`Filter split needs ${names} here: rows of this format take no further column`)
  }
  return columns
}

function inputOf({ messages }: Preference['prompt']) {
  return { messages: plainTurns(messages), tools: [], parallel_tool_calls: true }
}
