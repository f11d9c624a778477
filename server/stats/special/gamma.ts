const HALF_LOG_TWO_PI = 0.9189385332046728
const EULER_GAMMA = 0.5772156649015329
const ZETA_MINUS_ONE = Array.from({ length: 30 }, (_, index) => zetaMinusOne(index + 2))
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400]

/**
 * Natural logarithm of the gamma function for positive real arguments.
 *
 * Up to 2½ by the Taylor series around 2, which keeps full relative accuracy at the zeros 1 and 2;
 * below 10 by the recurrence Γ(x + 1) = x Γ(x); from 10 on by Stirling's series.
 *
 * @throws RangeError unless x is a positive finite number.
 * @see Abramowitz & Stegun 1964, 6.1.33 and 6.1.41
 * @example logGamma(5) // ln 24 = 3.178
 */
export function logGamma(x: number): number {
  if (!(x > 0) || !Number.isFinite(x)) throw new RangeError(`logGamma wants a positive number, got ${x}`)
  if (x < 0.5) return logGammaTwoPlus(x) - Math.log1p(x) - Math.log(x)
  if (x < 1.5) return logGammaTwoPlus(x - 1) - Math.log1p(x - 1)
  if (x >= 10) return stirling(x) + stirlingCorrection(x)
  let product = 1
  let rest = x
  while (rest > 2.5) {
    rest -= 1
    product *= rest
  }
  return Math.log(product) + logGammaTwoPlus(rest - 2)
}

/**
 * What Stirling's leading terms miss: ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π), about 1 / (12 x).
 *
 * Ratios of gamma functions with large arguments cancel exactly in the leading terms and need only this.
 *
 * @throws RangeError unless x is a positive finite number.
 * @see Loader 2000, Fast and Accurate Computation of Binomial Probabilities
 */
export function stirlingCorrection(x: number): number {
  if (x < 10) return logGamma(x) - stirling(x)
  const square = 1 / (x * x)
  return STIRLING.reduceRight((sum, coefficient) => sum * square + coefficient, 0) / x
}

function stirling(x: number): number {
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI
}

function logGammaTwoPlus(w: number): number {
  const tail = ZETA_MINUS_ONE.reduceRight(
    (sum, zeta, index) => sum * w + ((index % 2 === 0 ? 1 : -1) * zeta) / (index + 2),
    0,
  )
  return w * (1 - EULER_GAMMA + w * tail)
}

function zetaMinusOne(n: number): number {
  const last = 50
  let sum = last ** (1 - n) / (n - 1) + last ** -n / 2 + (n * last ** (-n - 1)) / 12
  sum -= (n * (n + 1) * (n + 2) * last ** (-n - 3)) / 720
  sum += (n * (n + 1) * (n + 2) * (n + 3) * (n + 4) * last ** (-n - 5)) / 30240
  for (let k = last - 1; k >= 2; k--) sum += k ** -n
  return sum
}
