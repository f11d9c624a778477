import { betaQuantile, studentQuantile } from '../special/distributions.ts'

export interface Interval {
  low: number
  high: number
}

export interface Counts {
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

export function upperTail(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  return (1 + level) / 2
}

export function checked(sample: Counts): Counts {
  const { successes, n, level } = sample
  if (!(n > 0) || !Number.isFinite(n)) throw new RangeError(`an interval wants a positive n, got ${n}`)
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} of ${n} is not a proportion`)
  upperTail(level)
  return sample
}
