import { rootOf } from '../content/values.ts'

/** Which column of a flat file means what. */
export type Mapping = {
  prompt: string | null
  /** a second part of the prompt, e.g. the input an instruction is about */
  input: string | null
  output: string | null
  model: string | null
  id: string | null
  sample: string | null
  tags: string | null
  approach: string | null
  cost: string | null
  latency: string | null
  /** whether `id` is a name for the prompt, not just for the row */
  idNamesPrompt: boolean
  /** one output per column: where, and whose */
  wide: WideColumn[]
}

export type WideColumn = { column: string; model: string; modelColumn: string | null }

export const emptyMapping: Mapping = {
  prompt: null,
  input: null,
  output: null,
  model: null,
  id: null,
  sample: null,
  tags: null,
  approach: null,
  cost: null,
  latency: null,
  idNamesPrompt: true,
  wide: [],
}

const FIELDS = ['prompt', 'output', 'model', 'id', 'sample', 'tags', 'approach', 'cost', 'latency'] as const

/** The mapping in the words of `UploadOptions.map`. */
export function asMap(mapping: Mapping): Record<string, string> {
  const entries: [string, string][] = []
  for (const field of FIELDS) {
    const column = mapping[field]
    if (column !== null) entries.push([field, column])
  }
  for (const { column, model, modelColumn } of mapping.wide)
    entries.push([`model:${modelColumn ?? model}`, column])
  return Object.fromEntries(entries)
}

/** A mapping with what the admin says instead of what was guessed; columns this file lacks are passed over. */
export function withMap(guess: Mapping, map: Record<string, string>, columns: string[]): Mapping {
  const said = Object.entries(map).flatMap(([field, given]) => {
    const column = columns.includes(given) ? given : given.trim()
    return columns.includes(rootOf(column, columns)) ? [{ field, column }] : []
  })
  if (said.length === 0) return guess
  const mapping = without(guess, new Set(said.map(({ column }) => column)))
  const wide: WideColumn[] = []
  for (const { field, column } of said) {
    const name = FIELDS.find((each) => each === field)
    if (field.startsWith('model:'))
      wide.push({ column, model: field.slice('model:'.length), modelColumn: null })
    else if (field === 'input') mapping.input = column
    else if (name) mapping[name] = column
    if (name === 'output') mapping.wide = []
    if (name === 'id') mapping.idNamesPrompt = true
  }
  return wide.length > 0 ? { ...mapping, wide, output: null } : mapping
}

/** The guess with the columns freed that the admin gives another meaning. */
function without(guess: Mapping, columns: Set<string>): Mapping {
  const mapping = { ...guess, wide: guess.wide.filter(({ column }) => !columns.has(column)) }
  for (const field of [...FIELDS, 'input'] as const) {
    const column = mapping[field]
    if (column !== null && columns.has(column)) mapping[field] = null
  }
  return mapping
}

export const isMapField = (field: string) =>
  field === 'input' ||
  FIELDS.some((each) => each === field) ||
  (field.startsWith('model:') && field.length > 6)
