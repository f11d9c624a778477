import { cholesky, eigenSymmetric } from './matrix.ts'
import { createRandom } from './random.ts'

/**
 * Probability that each model is the best: its share of first places in draws from N(θ, V). Approximate: it takes the
 * normal distribution at its word.
 *
 * A two-way V may be indefinite; then its negative eigenvalues are set to 0. Its rows and columns are scaled so that
 * the variances are the given ones.
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
  const factor = scaled(squareRoot(covariance, size), size, variances)
  const normal = createNormal(createRandom(seed))
  const first = new Float64Array(size)
  const z = new Float64Array(size)
  for (let draw = 0; draw < draws; draw++) {
    for (let k = 0; k < size; k++) z[k] = normal()
    let best = 0
    let highest = -Infinity
    for (let i = 0; i < size; i++) {
      let value = theta[i] as number
      const row = i * size
      for (let k = 0; k < size; k++) value += (factor[row + k] as number) * (z[k] as number)
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

/** F with F Fᵀ = V, or = the nearest positive semidefinite matrix. */
function squareRoot(covariance: Float64Array, size: number): Float64Array {
  const lifted = withoutNullSpace(covariance, size)
  const factor = cholesky(lifted, size, 1e-9)
  if (factor) return factor
  const { values, vectors } = eigenSymmetric(covariance, size)
  return vectors.map((entry, k) => entry * Math.sqrt(Math.max(0, values[k % size] as number)))
}

/** Adding c to every θ changes no order, so a multiple of 11ᵀ may fill the null space that Σθ = 0 leaves. */
function withoutNullSpace(covariance: Float64Array, size: number): Float64Array {
  let trace = 0
  for (let k = 0; k < size; k++) trace += covariance[k * size + k] as number
  const lift = trace / size / size
  return covariance.map((value) => value + lift)
}

function scaled(factor: Float64Array, size: number, variances: ArrayLike<number>): Float64Array {
  for (let i = 0; i < size; i++) {
    let variance = 0
    for (let k = 0; k < size; k++) variance += (factor[i * size + k] as number) ** 2
    const stretch = variance > 0 ? Math.sqrt(Math.max(0, variances[i] ?? 0) / variance) : 0
    for (let k = 0; k < size; k++) factor[i * size + k] = (factor[i * size + k] as number) * stretch
  }
  return factor
}
