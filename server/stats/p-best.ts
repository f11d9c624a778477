import { cholesky, eigenSymmetric } from './matrix.ts'
import { createRandom } from './random.ts'

/**
 * Probability that each model is the best: its share of first places in draws from N(θ, V). Approximate: it takes the
 * normal distribution at its word.
 *
 * The rows and columns of V are scaled so that the variances are the given ones. A two-way V may be indefinite; then
 * its negative eigenvalues are set to 0.
 *
 * @param theta strengths of n models.
 * @param covariance n × n, by rows.
 * @param variances n variances actually used, such as the largest of three.
 * @returns n shares that sum to 1. O(draws · n² + n³).
 * @see Cameron, Gelbach & Miller 2011, J. Bus. Econ. Stat. 29(2), section 2.3
 */
export function probabilityBest(
  theta: Float64Array,
  { covariance, variances }: { covariance: Float64Array; variances: ArrayLike<number> },
  { seed, draws = 10_000 }: { seed: number; draws?: number },
): Float64Array {
  const size = theta.length
  const { factor, isTriangular } = squareRoot(scaled(covariance, size, variances), size)
  const hopeful = contenders(theta, variances)
  const normal = createNormal(createRandom(seed))
  const first = new Float64Array(size)
  const z = new Float64Array(size)
  for (let draw = 0; draw < draws; draw++) {
    for (let k = 0; k < size; k++) z[k] = normal()
    let best = 0
    let highest = -Infinity
    for (let c = 0; c < hopeful.length; c++) {
      const i = hopeful[c] as number
      let value = theta[i] as number
      const row = i * size
      const end = isTriangular ? i + 1 : size
      for (let k = 0; k < end; k++) value += (factor[row + k] as number) * (z[k] as number)
      if (value > highest) {
        highest = value
        best = i
      }
    }
    first[best] = (first[best] as number) + 1
  }
  return first.map((count) => count / draws)
}

/** Standard normal numbers from uniform ones, by Marsaglia's polar method. */
export function createNormal(random: () => number): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const x = 2 * random() - 1
      const y = 2 * random() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const stretch = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * stretch
      return x * stretch
    }
  }
}

/** The covariance with the variances that are used, its correlations kept. */
function scaled(covariance: Float64Array, size: number, variances: ArrayLike<number>): Float64Array {
  const stretch = Array.from({ length: size }, (_, k) => {
    const own = covariance[k * size + k] as number
    return own > 0 ? Math.sqrt(Math.max(0, variances[k] ?? 0) / own) : 0
  })
  const result = covariance.map((value, at) => {
    return value * (stretch[Math.floor(at / size)] as number) * (stretch[at % size] as number)
  })
  for (let k = 0; k < size; k++) result[k * size + k] = Math.max(0, variances[k] ?? 0)
  return result
}

/**
 * F with F Fᵀ = V + c 11ᵀ, or = the nearest positive semidefinite matrix. The multiple of 11ᵀ fills the null space
 * that Σθ = 0 leaves; adding the same number to every θ changes no order.
 */
function squareRoot(covariance: Float64Array, size: number) {
  let trace = 0
  for (let k = 0; k < size; k++) trace += covariance[k * size + k] as number
  const lifted = covariance.map((value) => value + trace / size)
  const factor = cholesky(lifted, size, 1e-9)
  if (factor) return { factor, isTriangular: true }
  const { values, vectors } = eigenSymmetric(covariance, size)
  const entries = vectors.map((entry, k) => entry * Math.sqrt(Math.max(0, values[k % size] as number)))
  return { factor: entries, isTriangular: false }
}

/** Models within 9 standard errors (both added up) of the first; 10,000 draws never see another win. */
function contenders(theta: Float64Array, variances: ArrayLike<number>): number[] {
  const se = Array.from(theta, (_, k) => Math.sqrt(Math.max(0, variances[k] ?? 0)))
  const first = theta.reduce((best, value, k) => (value > (theta[best] as number) ? k : best), 0)
  const reach = (k: number) => 9 * ((se[k] as number) + (se[first] as number))
  return [...theta.keys()].filter((k) => (theta[k] as number) + reach(k) >= (theta[first] as number))
}
