import { type Counts, checked, type Interval, upperTail } from '../../../server/stats/errors/proportion.ts'
import { betaQuantile, normalQuantile } from '../../../server/stats/special/distributions.ts'

/**
 * Jeffreys interval: the equal-tailed posterior interval under the prior Beta(½, ½).
 *
 * @throws RangeError unless 0 ≤ successes ≤ n, n > 0 and 0 < level < 1.
 * @see Brown, Cai & DasGupta 2001, Statist. Sci. 16(2)
 * @example jeffreys({ successes: 7, n: 10, level: 0.95 }) // { low: 0.394, high: 0.907 }
 */
export function jeffreys(sample: Counts): Interval {
  const { successes, n, level } = checked(sample)
  const [a, b] = [successes + 0.5, n - successes + 0.5]
  return { low: betaQuantile((1 - level) / 2, a, b), high: betaQuantile(upperTail(level), a, b) }
}

/**
 * Agresti–Coull interval: Wald's around Wilson's centre.
 *
 * @throws RangeError unless 0 ≤ successes ≤ n, n > 0 and 0 < level < 1.
 * @see Agresti & Coull 1998, Am. Stat. 52(2)
 * @example agrestiCoull({ successes: 7, n: 10, level: 0.95 }) // { low: 0.392, high: 0.897 }
 */
export function agrestiCoull(sample: Counts): Interval {
  const { successes, n, level } = checked(sample)
  const z = normalQuantile(upperTail(level))
  const padded = n + z * z
  return around((successes + (z * z) / 2) / padded, padded, z)
}

/**
 * Wald interval p ± z √(p (1 − p) / n). For comparison only: it covers too little for small n or extreme p.
 *
 * @throws RangeError unless 0 ≤ successes ≤ n, n > 0 and 0 < level < 1.
 * @example wald({ successes: 7, n: 10, level: 0.95 }) // { low: 0.416, high: 0.984 }
 */
export function wald(sample: Counts): Interval {
  const { successes, n, level } = checked(sample)
  return around(successes / n, n, normalQuantile(upperTail(level)))
}

function around(centre: number, n: number, z: number): Interval {
  const half = z * Math.sqrt((centre * (1 - centre)) / n)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
