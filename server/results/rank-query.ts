import { z } from 'zod'
import { check } from '../http/strict-json.ts'

const between = (low: number, high: number) =>
  z.coerce.number('must be a number').gt(low, `must lie above ${low}`).lt(high, `must lie below ${high}`)

/** The options of `tiebreak rank` as query parameters, `_` for `-`. */
export const RankQuery = z.strictObject({
  ties: z.enum(['half', 'davidson', 'drop']).optional(),
  both_bad: z.enum(['tie', 'drop']).optional(),
  cluster: z.enum(['auto', 'none', 'tester', 'prompt', 'two-way']).optional(),
  se: z.enum(['max', 'plain']).optional(),
  correction: z.enum(['cr1', 'none']).optional(),
  order_effect: z.enum(['fit', 'ignore']).optional(),
  df: z.enum(['kish', 'clusters']).optional(),
  evidence: z.enum(['t', 'normal']).optional(),
  planned: z.coerce.number('must be a number').int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  pairs: z.enum(['all', 'top', 'none']).optional(),
  level: between(0, 1).optional(),
  anchor: z.string().min(1).optional(),
  seed: z.coerce.number('must be a number').int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  clean: z.enum(['0', '1'], 'must be 1 or 0').optional(),
  position: z.coerce.number('must be a number').int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
})

/** What a query asks of the ranking; what it leaves out keeps its default. */
export function readRankQuery(query: Record<string, string>) {
  const { both_bad, order_effect, clean, position, ...same } = check(query, RankQuery)
  const options = { ...same, bothBad: both_bad, orderEffect: order_effect }
  return { options: withoutGaps(options), clean: clean === '1', position }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const withoutGaps = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
