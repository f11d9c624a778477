import { readFlat } from './flat.ts'
import type { Format, Head } from './format.ts'
import { guessMapping } from './guess.ts'
import type { Mapping } from './mapping.ts'

const guessed = (head: Head): Mapping =>
  guessMapping({ columns: head.columns, rows: head.rows, isTable: head.shape === 'table' })

const named = (columns: (string | null)[]) =>
  columns
    .filter((column) => column !== null)
    .map((column) => `"${column}"`)
    .join(', ')

const flat = (
  name: string,
  title: string,
  role: Format['role'],
  shape: 'table' | 'records',
  explain: (mapping: Mapping) => string | null,
): Format => ({
  name,
  title,
  role,
  fields: {},
  recognise(head) {
    if (head.shape !== shape) return null
    const why = explain(guessed(head))
    return why === null ? null : { why }
  },
  read: readFlat,
})

const wide = (mapping: Mapping) =>
  mapping.wide.length > 0 ? `one output per column: ${named(mapping.wide.map(({ column }) => column))}` : null

const long = (mapping: Mapping) =>
  mapping.output !== null && (mapping.prompt !== null || mapping.id !== null)
    ? `one output per row: ${named([mapping.prompt, mapping.id, mapping.model, mapping.output])}`
    : null

const promptsOnly = (mapping: Mapping) =>
  mapping.prompt !== null && mapping.id !== null && mapping.output === null && mapping.wide.length === 0
    ? `prompts with an id and no output: ${named([mapping.id, mapping.prompt])}`
    : null

export const csvWide = flat('csv_wide', 'Table, one column per model', 'outputs', 'table', wide)
export const csvLong = flat('csv_long', 'Table, one output per row', 'outputs', 'table', long)
export const csvPrompts = flat('csv_prompts', 'Table of prompts', 'prompts', 'table', promptsOnly)
export const jsonWide = flat('json_wide', 'JSON, outputs side by side', 'outputs', 'records', wide)
export const jsonLong = flat('json_long', 'JSON, one output per row', 'outputs', 'records', long)
export const jsonPrompts = flat('json_prompts', 'JSON prompts', 'prompts', 'records', promptsOnly)

/** The flat format for a mapping made by hand; null while it says too little. */
export function flatFormat(mapping: Mapping, isTable: boolean): Format | null {
  if (wide(mapping)) return isTable ? csvWide : jsonWide
  if (long(mapping)) return isTable ? csvLong : jsonLong
  if (promptsOnly(mapping)) return isTable ? csvPrompts : jsonPrompts
  return null
}
