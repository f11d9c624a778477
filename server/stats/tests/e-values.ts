import type { Interval } from '../errors/proportion.ts'

/** Standard deviation of the mixing normal, in log-odds: 52 Elo. */
const TAU = 0.3

export interface Estimate {
  estimate: number
  se: number
}

/**
 * Natural logarithm of the e-value against "no difference": a normal mixture of likelihood ratios (mSPRT).
 *
 * E = (1 + q)^(−½) exp(z² q / (2 (1 + q))), q = (τ / se)², z = estimate / se. If there is no difference, E reaches
 * 1 / α at any time with probability at most α, so one may look after every vote. Asymptotic: not before 50 votes,
 * and se must be the clustered one.
 *
 * @throws RangeError unless se and τ are positive numbers.
 * @see Robbins 1970, Ann. Math. Stat. 41(5); Johari, Pekelis & Walsh 2015, arXiv 1512.04922
 * @example logEValue({ estimate: 0.2, se: 0.1 }) // 0.649
 */
export function logEValue({ estimate, se }: Estimate, tau = TAU): number {
  const q = requireScale(se, tau)
  const z = estimate / se
  return -Math.log1p(q) / 2 + (z * z * q) / (2 * (1 + q))
}

/**
 * Confidence sequence of the difference: holds at all times at once with probability `level`.
 *
 * Half width se √((1 + 1 / q) (ln(1 + q) + 2 ln(1 / α))), q = (τ / se)².
 *
 * @throws RangeError unless se and τ are positive and 0 < level < 1.
 * @see Howard, Ramdas, McAuliffe & Sekhon 2021, Ann. Statist. 49(2)
 * @example confidenceSequence({ estimate: 0.2, se: 0.1 }, 0.95) // { low: −0.104, high: 0.504 }
 */
export function confidenceSequence({ estimate, se }: Estimate, level: number, tau = TAU): Interval {
  const q = requireScale(se, tau)
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  const half = se * Math.sqrt((1 + 1 / q) * (Math.log1p(q) - 2 * Math.log1p(-level)))
  return { low: estimate - half, high: estimate + half }
}

function requireScale(se: number, tau: number): number {
  const q = (tau / se) ** 2
  if (!(se > 0 && tau > 0 && Number.isFinite(se) && Number.isFinite(q))) {
    throw new RangeError(`an e-value wants a positive standard error, got ${se} (mixing with ${tau})`)
  }
  return q
}
