import { z } from 'zod'
import { Invalid } from '../domain/refusals.ts'
import { type Filters, readFilters, specialFilters } from '../formats/exports/filters.ts'

/** A snapshot holds every view, so it takes every filter but those that only shape one file. */
const accepted = specialFilters.filter((name) => name !== 'spreadsheet' && name !== 'columns')

const words = z.union([z.string(), z.array(z.string()).min(1)])
const amount = z.union([z.number(), z.string()])
const flag = z.union([z.boolean(), z.enum(['0', '1', 'true', 'false'])])

/**
 * The body of POST /api/v1/studies/:slug/snapshots: a filter, a vote position if not the present one, and a time if the
 * exclusions and uploads are to be those of then.
 */
export const SnapshotRequest = z.strictObject({
  aggregate: z.enum(['vote', 'majority', 'unanimous']).optional(),
  min_votes: amount.optional(),
  min_agreement: amount.optional(),
  min_seconds: amount.optional(),
  clean: flag.optional(),
  models: words.optional(),
  tags: words.optional(),
  language: words.optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  split: z.union([z.string(), z.record(z.string(), z.number())]).optional(),
  margin: flag.optional(),
  revisions: flag.optional(),
  as_of: z.iso
    .datetime({ offset: true, error: 'must be a time with its offset (ISO 8601)' })
    .refine(isStorable, 'must be of a year from 1 on, its offset at most 15:59')
    .optional(),
  position: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
})

/** PostgreSQL knows no year 0, and no offset of 16 hours or more. */
function isStorable(time: string): boolean {
  const hours = /[+-](\d\d):?\d\d$/.exec(time)?.[1] ?? '0'
  return !time.startsWith('0000') && Number(hours) < 16
}
export type SnapshotRequest = z.output<typeof SnapshotRequest>

/**
 * The filter in the one form that is kept and hashed: the words of a query, in order of their names.
 * @throws Invalid naming the filter that makes no sense
 */
export function snapshotFilter({ position, as_of: asOf, ...filter }: SnapshotRequest): {
  filter: Record<string, string>
  position: number | null
  asOf: string | null
} {
  const given = Object.entries(filter)
    .flatMap(([name, value]) =>
      value === undefined || value === false ? [] : [[name, wordOf(value)] as const],
    )
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const query = Object.fromEntries(given)
  try {
    snapshotFilters(query)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Invalid(error.message, [{ pointer: '#', detail: error.message }])
  }
  return { filter: query, position: position ?? null, asOf: asOf ?? null }
}

export const snapshotFilters = ({ as_of, ...query }: Record<string, string>): Filters =>
  readFilters(query, accepted)

type Given = string | number | true | string[] | Record<string, number>

function wordOf(value: Given): string {
  if (value === true) return '1'
  if (Array.isArray(value)) return JSON.stringify(value)
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, share]) => `${name}=${share}`)
      .join(',')
  }
  return String(value)
}
