/** Dense square matrices by rows in a Float64Array; `size` is the number of rows. */

/**
 * Cholesky factor of a symmetric matrix: the lower triangular F with F Fᵀ = matrix. O(size³ / 3).
 *
 * @returns null where a pivot is not above `tolerance` times its diagonal entry: not positive definite.
 */
export function cholesky(matrix: Float64Array, size: number, tolerance = 1e-13): Float64Array | null {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size
      let sum = matrix[rowI + j] as number
      for (let k = 0; k < j; k++) sum -= (factor[rowI + k] as number) * (factor[rowJ + k] as number)
      if (i > j) {
        factor[rowI + j] = sum / (factor[rowJ + j] as number)
        continue
      }
      if (!(sum > tolerance * Math.abs(matrix[rowI + i] as number))) return null
      factor[rowI + i] = Math.sqrt(sum)
    }
  }
  return factor
}

/** The x with F Fᵀ x = right, F a Cholesky factor. */
export function solveCholesky(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice()
  for (let i = 0; i < size; i++) {
    let sum = x[i] as number
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] as number) * (x[k] as number)
    x[i] = sum / (factor[i * size + i] as number)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] as number
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] as number) * (x[k] as number)
    x[i] = sum / (factor[i * size + i] as number)
  }
  return x
}

/** (F Fᵀ)⁻¹, F a Cholesky factor. O(size³). */
export function inverseOfCholesky(factor: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const row = i * size
    for (let k = 0; k < i; k++) {
      const scale = factor[row + k] as number
      for (let j = 0; j <= k; j++) {
        lower[row + j] = (lower[row + j] as number) - scale * (lower[k * size + j] as number)
      }
    }
    const pivot = factor[row + i] as number
    for (let j = 0; j < i; j++) lower[row + j] = (lower[row + j] as number) / pivot
    lower[row + i] = 1 / pivot
  }
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    for (let i = 0; i <= k; i++) {
      const scale = lower[k * size + i] as number
      for (let j = 0; j <= i; j++) {
        inverse[i * size + j] = (inverse[i * size + j] as number) + scale * (lower[k * size + j] as number)
      }
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) inverse[j * size + i] = inverse[i * size + j] as number
  }
  return inverse
}

/** The product of two square matrices. O(size³). */
export function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const scale = left[i * size + k] as number
      if (scale === 0) continue
      for (let j = 0; j < size; j++) {
        result[i * size + j] = (result[i * size + j] as number) + scale * (right[k * size + j] as number)
      }
    }
  }
  return result
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations. O(size³) per sweep, 6–10 sweeps.
 *
 * @returns values in no order, and vectors by columns.
 * @see Golub & Van Loan 2013, Matrix Computations, 8.5
 */
export function eigenSymmetric(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < 60 && offDiagonal(a, size) > 1e-24; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
    }
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i] as number), vectors }
}

/** The share of the squared entries that lies off the diagonal. */
function offDiagonal(a: Float64Array, size: number): number {
  let off = 0
  let all = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const square = (a[i * size + j] as number) ** 2
      all += square
      if (i !== j) off += square
    }
  }
  return all === 0 ? 0 : off / all
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] as number
  if (apq === 0) return
  const tau = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * apq)
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau))
  const c = 1 / Math.sqrt(1 + t * t)
  const s = t * c
  turn(a, { from: p, to: q, step: size, size, c, s })
  turn(a, { from: p * size, to: q * size, step: 1, size, c, s })
  turn(vectors, { from: p, to: q, step: size, size, c, s })
}

type Turn = { from: number; to: number; step: number; size: number; c: number; s: number }

function turn(a: Float64Array, { from, to, step, size, c, s }: Turn): void {
  for (let k = 0; k < size; k++) {
    const x = a[from + k * step] as number
    const y = a[to + k * step] as number
    a[from + k * step] = c * x - s * y
    a[to + k * step] = s * x + c * y
  }
}
