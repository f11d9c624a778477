import type { ExportInput } from '../format.ts'
import type { Column } from './column.ts'
import type { Preference } from './preference.ts'
import { partOf } from './split.ts'

/** What every training row says about where it comes from; `margin` and `split` only when asked for. */
export function preferenceColumns(input: ExportInput): Column<Preference>[] {
  return [
    { name: 'prompt_id', type: 'text', of: ({ prompt }) => prompt.id },
    { name: 'chosen_model', type: 'text', of: ({ chosen }) => chosen.model },
    { name: 'rejected_model', type: 'text', of: ({ rejected }) => rejected.model },
    { name: 'n_votes', type: 'integer', of: ({ votes }) => votes },
    { name: 'agreement', type: 'number', of: ({ agreement }) => agreement },
    { name: 'preference_strength', type: 'number', of: ({ strength }) => strength },
    ...marginColumn(input),
    ...splitColumn<Preference>(input, ({ prompt }) => prompt.group),
  ]
}

function marginColumn({ filters }: ExportInput): Column<Preference>[] {
  if (!filters.margin) return []
  return [{ name: 'margin', type: 'number', of: ({ strength }) => Math.max(0, strength) }]
}

export function splitColumn<Row>(
  { filters: { split, part }, study }: ExportInput,
  groupOf: (row: Row) => string,
): Column<Row>[] {
  if (split.length === 0 || part !== undefined) return []
  return [{ name: 'split', type: 'text', of: (row) => partOf(split, { salt: study, group: groupOf(row) }) }]
}
