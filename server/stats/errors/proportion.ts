import { betaQuantile, normalQuantile, studentQuantile } from '../special/distributions.ts'

export interface Interval {
  low: number
  high: number
}

interface Counts {
  successes: number
  n: number
  level: number
}

/**
 * Wilson score interval of a proportion, also for clustered votes.
 *
 * For clustered votes n is the effective number p (1 − p) / V, V the cluster-robust variance of p, and df the
 * number of clusters less one, which puts Student's quantile in place of the normal one.
 *
 * @param p observed share, between 0 and 1.
 * @param n number of votes behind it, positive, need not be an integer.
 * @param level coverage, such as 0.95.
 * @param df degrees of freedom of the quantile; Infinity (normal) where absent.
 * @throws RangeError on values outside these bounds.
 * @see Wilson 1927, J. Am. Stat. Assoc. 22
 * @example wilson({ p: 0.7, n: 10, level: 0.95 }) // { low: 0.397, high: 0.892 }
 */
export function wilson(sample: { p: number; n: number; level: number; df?: number }): Interval {
  const { p, n, level, df = Infinity } = sample
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a share lies between 0 and 1, got ${p}`)
  if (!(n > 0) || !Number.isFinite(n)) throw new RangeError(`an interval wants a positive n, got ${n}`)
  const square = studentQuantile(upperTail(level), df) ** 2
  const centre = (p + square / (2 * n)) / (1 + square / n)
  const half = (Math.sqrt(square) * Math.sqrt((p * (1 - p)) / n + square / (4 * n * n))) / (1 + square / n)
  return { low: p === 0 ? 0 : Math.max(0, centre - half), high: p === 1 ? 1 : Math.min(1, centre + half) }
}

/**
 * Clopper–Pearson "exact" interval: covers at least the level for every true share, so it is wide.
 *
 * @param sample counts of independent answers.
 * @throws RangeError unless 0 ≤ successes ≤ n, n > 0 and 0 < level < 1.
 * @see Clopper & Pearson 1934, Biometrika 26(4)
 * @example clopperPearson({ successes: 7, n: 10, level: 0.95 }) // { low: 0.348, high: 0.933 }
 */
export function clopperPearson(sample: Counts): Interval {
  const { successes, n, level } = checked(sample)
  const tail = (1 - level) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(upperTail(level), successes + 1, n - successes),
  }
}

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

function upperTail(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  return (1 + level) / 2
}

function checked(sample: Counts): Counts {
  const { successes, n, level } = sample
  if (!(n > 0) || !Number.isFinite(n)) throw new RangeError(`an interval wants a positive n, got ${n}`)
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} of ${n} is not a proportion`)
  upperTail(level)
  return sample
}
