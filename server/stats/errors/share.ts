import { type Interval, wilson } from './proportion.ts'

export interface Share extends Interval {
  count: number
  total: number
  share: number
}

/**
 * Share of the cases for which a claim holds, with its Wilson interval.
 *
 * @returns null without cases.
 * @throws RangeError on an impossible level.
 */
export function shareOf<Case>(
  cases: readonly Case[],
  holds: (one: Case) => boolean,
  level = 0.95,
): Share | null {
  const total = cases.length
  if (total === 0) return null
  const count = cases.filter(holds).length
  return { count, total, share: count / total, ...wilson({ p: count / total, n: total, level }) }
}
