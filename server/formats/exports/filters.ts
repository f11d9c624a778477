import { z } from 'zod'

const Switch = z
  .enum(['1', '0', 'true', 'false'], 'must be 1 or 0')
  .transform((text) => text === '1' || text === 'true')
const Words = z.string().transform((text, context) => {
  const words = text.startsWith('[') ? jsonWords(text) : text.split(',').map((word) => word.trim())
  if (words && words.length > 0 && words.every((word) => word !== '')) return words
  context.addIssue('must be names with commas between, or a JSON list of names')
  return z.NEVER
})
const Time = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'must be a date or a time with its offset (ISO 8601)',
  )
  .transform((text) => new Date(text))
const Split = z.string().transform((text, context) => {
  const parts = text.split(',').map((part) => {
    const [, name = '', share = ''] = /^([a-z][a-z0-9_]*)=(0?\.\d+|1|1\.0+)$/.exec(part.trim()) ?? []
    return { name, share: Number(share) }
  })
  const total = parts.reduce((sum, { share }) => sum + share, 0)
  const names = new Set(parts.map(({ name }) => name))
  if (!names.has('') && names.size === parts.length && Math.abs(total - 1) < 1e-9) return parts
  context.addIssue('must be names with shares that add up to 1, such as train=0.9,test=0.1')
  return z.NEVER
})
const number = (most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a number')
    .transform(Number)
    .refine((value) => value <= most, `must be at most ${most}`)

const FilterQuery = z.strictObject({
  aggregate: z.enum(['vote', 'majority', 'unanimous'], 'must be vote, majority or unanimous').optional(),
  min_votes: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .default(0),
  min_agreement: number(1).default(0),
  min_seconds: number(86_400).default(0),
  clean: Switch.default(false),
  models: Words.default([]),
  tags: Words.default([]),
  language: Words.default([]),
  since: Time.optional(),
  until: Time.optional(),
  split: Split.default([]),
  part: z.string().optional(),
  margin: Switch.default(false),
  revisions: Switch.default(false),
  spreadsheet: Switch.default(false),
  columns: z.enum(['33k', '55k'], 'must be 33k or 55k').default('33k'),
})

export type Filters = z.output<typeof FilterQuery>
/** Filters that look at answers; outputs as such have none. */
export const voteFilters = ['min_votes', 'min_agreement', 'min_seconds', 'since', 'until'] as const
/** Filters that only some formats know; the rest work everywhere. */
export const specialFilters = [
  ...voteFilters,
  'aggregate',
  'margin',
  'revisions',
  'spreadsheet',
  'columns',
] as const
export type SpecialFilter = (typeof specialFilters)[number]

/**
 * Filters from the words of a query string.
 * @throws RangeError naming the filter that is unknown, unreadable or of no use to this format
 */
export function readFilters(query: Record<string, string>, accepted: readonly SpecialFilter[]): Filters {
  const known = Object.keys(FilterQuery.shape)
  for (const name of Object.keys(query)) {
    if (!known.includes(name)) throw new RangeError(`Unknown filter "${name}": known are ${known.join(', ')}`)
    const special = specialFilters.find((filter) => filter === name)
    if (special && !accepted.includes(special)) {
      throw new RangeError(`Filter "${name}" does not apply to this export`)
    }
  }
  const read = FilterQuery.safeParse(query)
  if (!read.success) throw new RangeError(read.error.issues.map((issue) => problem(issue, query)).join('; '))
  const { split, part } = read.data
  if (part !== undefined && !split.some(({ name }) => name === part)) {
    throw new RangeError(`Cannot read filter part: "${part}" is not a name in split`)
  }
  return read.data
}

function problem(issue: z.core.$ZodIssue, query: Record<string, string>): string {
  const name = String(issue.path[0])
  return `Cannot read filter ${name}: ${issue.message}, found "${query[name]}"`
}

function jsonWords(text: string): string[] | null {
  try {
    const words = z.array(z.string()).safeParse(JSON.parse(text))
    return words.success ? words.data : null
  } catch {
    return null
  }
}
