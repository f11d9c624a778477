import { z } from '@hono/zod-openapi'

/** Pages of a list by the number of its rows. */
export const NumberedPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
})

/** The rows behind the cursor, in the order they come; `next` is the cursor of the page after, null at the end. */
export function pageOf<Row extends { id: number }>(
  rows: readonly Row[],
  { limit, after }: z.output<typeof NumberedPage>,
): { page: Row[]; next: number | null } {
  const isRising = (rows[0]?.id ?? 0) <= (rows.at(-1)?.id ?? 0)
  const from = after === undefined ? 0 : rows.findIndex(({ id }) => (isRising ? id > after : id < after))
  const page = from < 0 ? [] : rows.slice(from, from + limit)
  const hasMore = page.length > 0 && page.at(-1) !== rows.at(-1)
  return { page, next: hasMore ? (page.at(-1)?.id ?? null) : null }
}

export const nextPage = z.number().int().nullable()
