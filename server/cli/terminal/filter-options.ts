import type { ArgsDef } from 'citty'
import type { Given } from './arguments.ts'

const values = [
  'aggregate',
  'min-votes',
  'min-agreement',
  'models',
  'tags',
  'language',
  'since',
  'until',
  'min-seconds',
  'split',
  'position',
] as const
const flags = ['clean', 'margin', 'revisions'] as const
/** What only shapes a single file. */
const fileValues = ['part', 'columns'] as const
const fileFlags = ['spreadsheet'] as const

const description = 'See docs/formats.md'
const texts = (names: readonly string[]): ArgsDef =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' as const, description }]))
const switches = (names: readonly string[]): ArgsDef =>
  Object.fromEntries(names.map((name) => [name, { type: 'boolean' as const, description }]))

export const filterOptions: ArgsDef = { ...texts(values), ...switches(flags) }
export const fileFilterOptions: ArgsDef = {
  ...filterOptions,
  ...texts(fileValues),
  ...switches(fileFlags),
}

/** The filters that were given, as the words of a query. */
export function filterQuery(given: Given): Record<string, string> {
  const asked = [...values, ...fileValues].flatMap((name) => {
    const value = given.text(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const switched = [...flags, ...fileFlags]
    .filter((name) => given.flag(name))
    .map((name) => [name, '1'] as const)
  return Object.fromEntries(
    [...asked, ...switched].map(([name, value]) => [name.replaceAll('-', '_'), value]),
  )
}
