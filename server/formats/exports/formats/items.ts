import type { ItemRow } from '../../../domain/item-row.ts'
import { jsonlOf, parquetOf } from '../files/table.ts'
import type { ExportFormat, ExportInput, Rows } from '../format.ts'
import { type Column, texts } from '../rows/column.ts'
import { drop } from '../rows/counts.ts'
import { splitColumn } from '../rows/preference-columns.ts'
import { refusingItemRule } from '../rows/refusing-rule.ts'
import { textOf } from '../rows/text-of.ts'

const columns: Column<ItemRow>[] = [
  { name: 'output_id', type: 'integer', of: ({ output }) => output.id },
  { name: 'study', type: 'text', of: ({ study }) => study },
  { name: 'prompt_id', type: 'text', of: ({ prompt }) => prompt.id },
  { name: 'prompt', type: 'text', of: ({ prompt }) => textOf(prompt.messages) },
  { name: 'model', type: 'text', of: ({ output }) => output.model },
  { name: 'approach', type: 'text', of: ({ approach }) => approach },
  { name: 'sample', type: 'integer', of: ({ output }) => output.sample },
  { name: 'output', type: 'text', of: ({ output }) => textOf(output.messages) },
  { name: 'tags', type: texts, of: ({ prompt }) => prompt.tags },
  { name: 'language', type: 'text', of: ({ prompt }) => prompt.language },
  { name: 'cost', type: 'number', of: ({ cost }) => cost, absent: -1 },
  { name: 'batch', type: 'text', of: ({ output }) => output.batch },
  { name: 'flags', type: texts, of: ({ output }) => output.flags },
]

const scores: Column<ItemRow>[] = [
  { name: 'n_scores', type: 'integer', of: ({ scores }) => scores.count },
  { name: 'mean_score', type: 'number', of: ({ scores }) => scores.mean, absent: 0 },
]

const table = {
  columns: (input: ExportInput) => [
    ...columns,
    ...(input.scores ? scores : []),
    ...splitColumn<ItemRow>(input, ({ prompt }) => prompt.group),
  ],
  rows: wantedItems,
}

export const items: ExportFormat = {
  name: 'items',
  title: 'Items',
  description: 'Every output with its prompt, as uploaded, whether it was shown or not',
  level: 'output',
  accepts: [],
  extensions: { jsonl: jsonlOf(table), parquet: parquetOf(table) },
}

async function* wantedItems(input: ExportInput): Rows<ItemRow> {
  for await (const items of input.items()) yield wanted(items, input)
}

function* wanted(items: ItemRow[], input: ExportInput): Generator<ItemRow> {
  for (const item of items) {
    input.counts.read += 1
    const rule = refusingItemRule(item, input)
    if (rule) drop(input.counts, 'rows', rule)
    else yield item
  }
}
