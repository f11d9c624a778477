import { incompleteBetaOf, logBeta } from './beta.ts'

export { betaQuantile, incompleteBeta } from './beta.ts'

const SQRT_TWO_PI = 2.5066282746310002

/**
 * Standard normal distribution function P(Z ≤ z), accurate in relative terms in the lower tail.
 *
 * @param z any number; ±Infinity give 0 and 1.
 * @throws RangeError if z is not a number.
 * @see Abramowitz & Stegun 1964, 26.2.11 (series) and 26.2.14 (continued fraction)
 * @example normalCdf(-1.959963984540054) // 0.025
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf wants a number, got NaN')
  if (z < -2.5) return normalDensity(z) / millsDenominator(-z)
  if (z > 2.5) return 1 - normalDensity(z) / millsDenominator(z)
  let term = z
  let sum = z
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k
    sum += term
  }
  return 0.5 + normalDensity(z) * sum
}

/**
 * Standard normal quantile: the z with P(Z ≤ z) = p.
 *
 * A rational first guess, then Halley's steps on the distribution function.
 *
 * @throws RangeError unless 0 < p < 1.
 * @see Abramowitz & Stegun 1964, 26.2.23
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  requireProbability('normalQuantile', p)
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  const guess =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  let z = guess - t
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(z) - p) / normalDensity(z)
    z -= error / (1 + (z * error) / 2)
  }
  return p === 0.5 ? 0 : z
}

/**
 * Distribution function of Student's t with df degrees of freedom.
 *
 * @param t any number; ±Infinity give 0 and 1.
 * @param df positive, need not be an integer; Infinity is the normal distribution.
 * @throws RangeError if t is not a number or df not positive.
 * @see Abramowitz & Stegun 1964, 26.7.1
 * @example studentCdf(-2.228138851964939, 10) // 0.025
 */
export function studentCdf(t: number, df: number): number {
  requireDegrees('studentCdf', df)
  if (Number.isNaN(t)) throw new RangeError('studentCdf wants a number, got NaN')
  if (df === Infinity) return normalCdf(t)
  const tail = 0.5 * incompleteBetaOf(studentPoint(Math.abs(t), df), df / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/**
 * Quantile of Student's t: the t with P(T ≤ t) = p.
 *
 * Newton on the log of the tail against ln |t|, which is concave, so it converges from any start.
 *
 * @param df positive, need not be an integer; Infinity is the normal distribution.
 * @throws RangeError unless 0 < p < 1 and df > 0, or where the quantile is too large for a double.
 * @example studentQuantile(0.975, 10) // 2.228138851964939
 */
export function studentQuantile(p: number, df: number): number {
  requireProbability('studentQuantile', p)
  requireDegrees('studentQuantile', df)
  if (df === Infinity) return normalQuantile(p)
  if (p > 0.5) return -studentQuantile(1 - p, df)
  if (p === 0.5) return 0
  const logNormaliser = logBeta(df / 2, 0.5) + 0.5 * Math.log(df)
  let size = -normalQuantile(p)
  for (let step = 0; step < 100; step++) {
    const tail = studentCdf(-size, df)
    const density = Math.exp(-logNormaliser - ((df + 1) / 2) * Math.log1p((size / df) * size))
    const move = ((Math.log(tail) - Math.log(p)) * tail) / (density * size)
    size *= Math.exp(move)
    if (Math.abs(move) <= 1e-10) return -size
    if (!Number.isFinite(size)) break
  }
  throw new RangeError(`studentQuantile has no finite value for p = ${p}, df = ${df}`)
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / SQRT_TWO_PI
}

/** z + 1 / (z + 2 / (z + 3 / …)), from the inside out; 80 levels are enough from z = 2.5 on. */
function millsDenominator(z: number): number {
  let value = z
  for (let k = 80; k >= 1; k--) value = z + k / value
  return value
}

function studentPoint(t: number, df: number): { x: number; complement: number } {
  const ratio = (t / df) * t
  return { x: 1 / (1 + ratio), complement: ratio === Infinity ? 1 : ratio / (1 + ratio) }
}

function requireProbability(name: string, p: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`${name} wants a probability between 0 and 1, got ${p}`)
}

function requireDegrees(name: string, df: number): void {
  if (!(df > 0)) throw new RangeError(`${name} wants positive degrees of freedom, got ${df}`)
}
