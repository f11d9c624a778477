import { stirlingCorrection } from './gamma.ts'

const LOG_TWO_PI = 1.8378770664093453

interface Point {
  x: number
  complement: number
}

/**
 * Natural logarithm of the beta function B(a, b) = Γ(a) Γ(b) / Γ(a + b).
 *
 * Stirling's leading terms are cancelled by hand, so the absolute error stays small for large arguments.
 *
 * @throws RangeError unless a and b are positive finite numbers.
 * @see Abramowitz & Stegun 1964, 6.2.2
 * @example logBeta(2, 3) // ln (1 / 12) = −2.485
 */
export function logBeta(a: number, b: number): number {
  requireShapes(a, b)
  const n = a + b
  const leading = a * logShare(a, b) + b * logShare(b, a) + (Math.log(n / a / b) + LOG_TWO_PI) / 2
  return leading + stirlingCorrection(a) + stirlingCorrection(b) - stirlingCorrection(n)
}

/**
 * Regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x.
 *
 * Continued fraction, with about √max(a, b) terms; the factor before it in Loader's form.
 *
 * @throws RangeError unless 0 ≤ x ≤ 1 and a and b are positive finite numbers.
 * @see Abramowitz & Stegun 1964, 26.5.8; Loader 2000
 * @example incompleteBeta(0.5, 2, 3) // 0.6875
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`incompleteBeta wants x between 0 and 1, got ${x}`)
  return incompleteBetaOf({ x, complement: 1 - x }, a, b)
}

/**
 * The same with 1 − x given too, for callers that know it more exactly than the subtraction would.
 *
 * @param point x and its complement 1 − x.
 * @throws RangeError unless a and b are positive finite numbers.
 */
export function incompleteBetaOf(point: Point, a: number, b: number): number {
  requireShapes(a, b)
  const { x, complement } = point
  if (x === 0) return 0
  if (complement === 0) return 1
  const kernel = betaKernel(point, a, b)
  if (x * (a + b + 2) <= a + 1) return kernel * continuedFraction(point, a, b)
  return 1 - kernel * continuedFraction({ x: complement, complement: x }, b, a)
}

/**
 * Quantile of Beta(a, b): the x with I_x(a, b) = p.
 *
 * Newton on the log of the nearer tail against the logit of x. That function is concave, because the logit of a
 * beta variable has a log-concave density, so Newton converges from wherever it starts.
 *
 * @throws RangeError unless 0 ≤ p ≤ 1 and a and b are positive finite numbers.
 * @example betaQuantile(0.6875, 2, 3) // 0.5
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireShapes(a, b)
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile wants a probability between 0 and 1, got ${p}`)
  if (p === 0 || p === 1) return p
  return p <= 0.5 ? lowerQuantile(p, a, b).x : lowerQuantile(1 - p, b, a).complement
}

function lowerQuantile(p: number, a: number, b: number): Point {
  let logit = Math.log(a / b)
  let move = 0
  for (let step = 0; step < 200; step++) {
    const point = fromLogit(logit)
    const cumulative = incompleteBetaOf(point, a, b)
    if (cumulative === 0) {
      if (move === 0) break
      move /= 2
      logit -= move
      continue
    }
    move = ((Math.log(p) - Math.log(cumulative)) * cumulative) / betaKernel(point, a, b)
    logit += move
    if (Math.abs(move) <= 1e-10) return fromLogit(logit)
  }
  throw new RangeError(`betaQuantile did not converge for p = ${p}, a = ${a}, b = ${b}`)
}

function fromLogit(logit: number): Point {
  return { x: 1 / (1 + Math.exp(-logit)), complement: 1 / (1 + Math.exp(logit)) }
}

/** xᵃ (1 − x)ᵇ / B(a, b). */
function betaKernel(point: Point, a: number, b: number): number {
  const n = a + b
  const deviance = devianceTerm(a, n * point.x) + devianceTerm(b, n * point.complement)
  const correction = stirlingCorrection(n) - stirlingCorrection(a) - stirlingCorrection(b)
  return Math.sqrt(((a / n) * b) / (2 * Math.PI)) * Math.exp(correction - deviance)
}

/** a ln(a / m) + m − a, without cancellation where m is near a. */
function devianceTerm(a: number, m: number): number {
  const u = (m - a) / a
  if (Math.abs(u) > 0.1) return a * Math.log(a / m) + m - a
  let sum = 0
  for (let k = 18; k >= 2; k--) sum = sum * u + (k % 2 === 0 ? 1 : -1) / k
  return a * u * u * sum
}

/**
 * The fraction 1 / (β₀ + α₁ / (β₁ + …)) that multiplies the kernel, by Lentz's method. Its terms use
 * a (1 − x) − b x rather than 1 − (a + b) x / (a + 1), which would cancel for large a.
 *
 * @see DiDonato & Morris 1992, ACM Trans. Math. Softw. 18(3)
 */
function continuedFraction({ x, complement }: Point, a: number, b: number): number {
  const slack = a * complement - b * x
  const partial = (n: number) =>
    n + (n * (b - n) * x) / (a + 2 * n - 1) + ((a + n) / (a + 2 * n + 1)) * (slack + 1 + n * (1 + complement))
  let value = away((a / (a + 1)) * (slack + 1))
  let numerator = value
  let denominator = 0
  for (let n = 1; n < 100_000; n++) {
    const scale = x / (a + 2 * n - 1)
    const weight = (a + n - 1) * scale * (a + b + n - 1) * scale * n * (b - n)
    const term = partial(n)
    denominator = 1 / away(term + weight * denominator)
    numerator = away(term + weight / numerator)
    value *= numerator * denominator
    if (Math.abs(numerator * denominator - 1) < 3e-16) return 1 / value
  }
  throw new RangeError(`the incomplete beta function did not converge for x = ${x}, a = ${a}, b = ${b}`)
}

function away(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}

function logShare(part: number, rest: number): number {
  return part < rest ? Math.log(part / (part + rest)) : -Math.log1p(rest / part)
}

function requireShapes(a: number, b: number): void {
  if (!(a > 0 && b > 0) || !Number.isFinite(a) || !Number.isFinite(b)) {
    throw new RangeError(`the beta distribution wants positive shapes, got ${a} and ${b}`)
  }
}
