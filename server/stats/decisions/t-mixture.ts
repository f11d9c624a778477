import type { Interval } from '../errors/proportion.ts'

/** Standard deviation of the mixing normal, in log-odds: 104 Elo. */
const TAU = 0.6

export interface ClusteredEstimate {
  estimate: number
  /** Clustered standard error, in the units of the estimate. */
  se: number
  /** Degrees of freedom behind the error; Infinity where votes are independent. */
  degrees: number
}

/**
 * Natural logarithm of the e-value against "no difference" where the error itself is estimated: a normal mixture of
 * likelihood ratios of Student's t.
 *
 * E = (1 + q)^(−½) ((1 + t² / ν) / (1 + t² / ((1 + q) ν)))^((ν + 1) / 2), t = estimate / se, q = (τ / se)². The density
 * of t under θ ~ N(0, τ²) over its density under θ = 0; as ν grows it becomes the normal mixture. However large t is, E
 * stays below (1 + q)^(ν / 2), so a handful of clusters cannot run away.
 *
 * @throws RangeError unless se, τ and ν are positive.
 * @see Robbins 1970, Ann. Math. Stat. 41(5); Lai 1976, Ann. Statist. 4(2) (t-statistics)
 * @example logStudentEValue({ estimate: 0.6, se: 0.2, degrees: 9 }) // 1.838
 */
export function logStudentEValue({ estimate, se, degrees }: ClusteredEstimate, tau = TAU): number {
  const q = requireScale({ se, degrees }, tau)
  const square = (estimate / se) ** 2
  if (degrees === Infinity) return -Math.log1p(q) / 2 + (square * q) / (2 * (1 + q))
  const gain = Math.log1p(square / degrees) - Math.log1p(square / ((1 + q) * degrees))
  return -Math.log1p(q) / 2 + ((degrees + 1) / 2) * gain
}

/**
 * Confidence sequence of the difference: every value that the e-value does not refuse. Holds at all times at once with
 * probability `level`.
 *
 * Half width se √(ν (A − 1) / (1 − A / (1 + q))), A = (√(1 + q) / α)^(2 / (ν + 1)); with too few degrees of freedom
 * (A ≥ 1 + q) nothing is refused.
 *
 * @returns null where the sequence is the whole line.
 * @throws RangeError unless se, τ and ν are positive and 0 < level < 1.
 * @example studentConfidenceSequence({ estimate: 0.6, se: 0.2, degrees: 9 }, 0.95) // { low: −0.177, high: 1.377 }
 */
export function studentConfidenceSequence(
  { estimate, se, degrees }: ClusteredEstimate,
  level: number,
  tau = TAU,
): Interval | null {
  const q = requireScale({ se, degrees }, tau)
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  const bar = Math.log1p(q) / 2 - Math.log1p(-level)
  const square = degrees === Infinity ? 2 * (1 + 1 / q) * bar : squareRefused(bar, { q, degrees })
  if (square === null) return null
  const half = se * Math.sqrt(square)
  return { low: estimate - half, high: estimate + half }
}

/** The t² at which ln E reaches the bar's value less ½ ln(1 + q). */
function squareRefused(bar: number, { q, degrees }: { q: number; degrees: number }): number | null {
  const growth = Math.expm1((2 * bar) / (degrees + 1))
  const room = (q - growth) / (1 + q)
  return room > 0 ? (degrees * growth) / room : null
}

function requireScale({ se, degrees }: { se: number; degrees: number }, tau: number): number {
  const q = (tau / se) ** 2
  if (!(se > 0 && tau > 0 && Number.isFinite(se) && Number.isFinite(q))) {
    throw new RangeError(`an e-value wants a positive standard error, got ${se} (mixing with ${tau})`)
  }
  if (!(degrees > 0)) throw new RangeError(`an e-value wants positive degrees of freedom, got ${degrees}`)
  return q
}
