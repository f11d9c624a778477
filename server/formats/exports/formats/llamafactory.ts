import type { ExportedOutput } from '../../../domain/vote-row.ts'
import { jsonl } from '../files/jsonl.ts'
import { drawn } from '../files/table.ts'
import { type FolderFile, zip } from '../files/zip.ts'
import { voteFilters } from '../filters.ts'
import type { Chunk, ExportFormat, ExportInput } from '../format.ts'
import type { Column } from '../rows/column.ts'
import {
  fitting,
  oneAssistantTurn,
  promptEndsWithUser,
  systemText,
  takesTurns,
  withoutSystem,
} from '../rows/layout-rules.ts'
import type { Preference } from '../rows/preference.ts'
import { preferenceColumns } from '../rows/preference-columns.ts'

const turn = { fields: { from: 'text', value: 'text' } } as const

const columns: Column<Preference>[] = [
  {
    name: 'conversations',
    type: { list: turn },
    of: ({ prompt }) => withoutSystem(prompt.messages).map(sharegpt),
  },
  { name: 'chosen', type: turn, of: ({ chosen }) => onlyTurn(chosen) },
  { name: 'rejected', type: turn, of: ({ rejected }) => onlyTurn(rejected) },
  { name: 'system', type: 'text', of: ({ prompt }) => systemText(prompt.messages) },
]

const rows = fitting(promptEndsWithUser, takesTurns, oneAssistantTurn)

export const llamafactory: ExportFormat = {
  name: 'llamafactory',
  title: 'LLaMA-Factory',
  description: 'A folder with sharegpt rows and the dataset_info.json that announces them as a ranking',
  level: 'preference',
  accepts: [...voteFilters, 'aggregate'],
  extensions: { zip: { contentType: 'application/zip', write: (input) => zip(folder(input)) } },
}

function* folder(input: ExportInput): Generator<FolderFile> {
  const file = `${input.study}.jsonl`
  const info = {
    [input.study]: {
      file_name: file,
      ranking: true,
      formatting: 'sharegpt',
      columns: { messages: 'conversations', chosen: 'chosen', rejected: 'rejected', system: 'system' },
    },
  }
  yield { path: 'dataset_info.json', chunks: one(`${JSON.stringify(info, null, 2)}\n`) }
  const all = [...columns, ...preferenceColumns(input)]
  yield { path: file, chunks: jsonl(all, drawn(rows, input)) }
}

async function* one(text: string): AsyncGenerator<Chunk> {
  yield text
}

function sharegpt({ role, content }: { role: string; content: string }) {
  return { from: role === 'user' ? 'human' : 'gpt', value: content }
}

const onlyTurn = ({ messages }: ExportedOutput) => ({ from: 'gpt', value: messages[0]?.content ?? '' })
