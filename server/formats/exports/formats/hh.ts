import type { Conversation } from '../../../domain/conversation.ts'
import { jsonlOf } from '../files/table.ts'
import { voteFilters } from '../filters.ts'
import type { ExportFormat, ExportInput } from '../format.ts'
import type { Column } from '../rows/column.ts'
import {
  fitting,
  type LayoutRule,
  promptEndsWithUser,
  systemText,
  takesTurns,
  withoutSystem,
} from '../rows/layout-rules.ts'
import type { Preference } from '../rows/preference.ts'
import { splitColumn } from '../rows/preference-columns.ts'

const columns: Column<Preference>[] = [
  {
    name: 'chosen',
    type: 'text',
    of: ({ prompt, chosen }) => transcript([...prompt.messages, ...chosen.messages]),
  },
  {
    name: 'rejected',
    type: 'text',
    of: ({ prompt, rejected }) => transcript([...prompt.messages, ...rejected.messages]),
  },
]

const table = {
  columns: (input: ExportInput) => [
    ...columns,
    ...splitColumn<Preference>(input, ({ prompt }) => prompt.group),
  ],
  rows: fitting(unmarked, takesTurns, promptEndsWithUser, onlyTalk),
}

export const hh: ExportFormat = {
  name: 'hh',
  title: 'HH transcripts',
  description: 'Chosen and rejected as transcripts with Human and Assistant turns (as in hh-rlhf)',
  level: 'preference',
  accepts: [...voteFilters, 'aggregate'],
  extensions: { jsonl: jsonlOf(table) },
}

/** A system turn has no mark of its own in these transcripts: it stands before the first one. */
function transcript(turns: Conversation): string {
  const said = withoutSystem(turns).map(({ role, content }) => `\n\n${speakers[role]}: ${content}`)
  return systemText(turns) + said.join('')
}

const speakers = { user: 'Human', assistant: 'Assistant', system: 'System', tool: 'Tool' } as const

/** Text that contains a turn's mark would be read as a turn. */
function unmarked({ prompt, chosen, rejected }: Preference): ReturnType<LayoutRule> {
  const turns = [...prompt.messages, ...chosen.messages, ...rejected.messages]
  return turns.some(({ content }) => /\n\n(Human|Assistant):/.test(content)) ? 'turn_mark_in_text' : null
}

function onlyTalk({ chosen, rejected }: Preference): ReturnType<LayoutRule> {
  const turns = [...chosen.messages, ...rejected.messages]
  return turns.every(({ role }) => role === 'user' || role === 'assistant') ? null : 'system_turn_in_output'
}
