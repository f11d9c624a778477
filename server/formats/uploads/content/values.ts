import { Problem } from '../reports/problem.ts'

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value under a key the record itself has; never something inherited. */
export const at = (value: unknown, ...path: (string | number)[]): unknown => {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Fields)[key]
  }
  return here
}

export const listAt = (value: unknown, ...path: (string | number)[]): unknown[] => {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return { number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'text'
}

export const notText = (field: string, value: unknown) =>
  new Problem('not_text', `"${field}" must be text, found ${kindOf(value)}`)

const UNSTORABLE = /[\0\ud800-\udfff]/u

/** Text as it came, or '' where there is none. Anything else than text is refused, as is what cannot be stored. */
export function text(value: unknown, field: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') throw notText(field, value)
  const odd = UNSTORABLE.exec(value)
  if (odd?.[0] === '\0') throw new Problem('nul', `"${field}" contains a NUL character`)
  if (odd) throw new Problem('lone_surrogate', `"${field}" contains half of a character (a lone surrogate)`)
  return value
}

/** A name or id: text or a number; null where there is none. */
export function label(value: unknown, field: string): string | null {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const found = text(value, field).trim()
  if (found.length > 1000) throw new Problem('label_too_long', `"${field}" is longer than 1,000 characters`)
  return found === '' ? null : found
}

/** As `label`, for fields nobody needs: what is not a label is taken as absent. */
export function labelOrNull(value: unknown): string | null {
  return (typeof value === 'string' && value.length <= 1000 && !UNSTORABLE.test(value)) ||
    typeof value === 'number'
    ? label(value, '')
    : null
}

export function amount(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** Tags from a list, or from text with commas, semicolons or bars between them. */
export function tags(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;|]/) : [value]
  const found = parts.map((part) => labelOrNull(part)?.slice(0, 100)).filter((tag) => tag != null)
  return [...new Set(found)].slice(0, 50)
}

/** The names of an object's fields, for messages. */
export const shownKeys = (fields: Fields) => {
  const keys = Object.keys(fields)
  const shown = keys.slice(0, 8).map((key) => `"${key.slice(0, 40)}"`)
  return keys.length === 0 ? 'none' : `${shown.join(', ')}${keys.length > 8 ? ', …' : ''}`
}

const SEGMENT = /\[(\d+)\]|([^.[\]]+)/g

/** The value of a column, or of a path into one: `result.message.content[0].text`. */
export function fieldAt(row: unknown, column: string): unknown {
  const own = at(row, column)
  if (own !== undefined || !/[.[]/.test(column)) return own
  return at(row, ...pathOf(column))
}

/** The column a path begins in; the path itself where it is the name of one. */
export const rootOf = (column: string, columns: string[]): string =>
  columns.includes(column) ? column : String(pathOf(column)[0] ?? column)

const pathOf = (column: string) =>
  [...column.matchAll(SEGMENT)].map(([, index, key]) => (index === undefined ? (key ?? '') : Number(index)))
