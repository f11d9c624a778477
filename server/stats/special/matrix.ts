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

/** Edges of the pieces of the right matrix that stay near while all rows of the left one pass. */
const tall = 64
const wide = 256

/**
 * The product of two square matrices; of the lower triangle only, mirrored, where it is known to be symmetric.
 * O(size³).
 */
export function product(
  left: Float64Array,
  right: Float64Array,
  size: number,
  isSymmetric = false,
): Float64Array {
  const result = new Float64Array(size * size)
  for (let top = 0; top < size; top += tall) {
    for (let from = 0; from < size; from += wide) {
      for (let i = isSymmetric ? from : 0; i < size; i++) {
        const to = Math.min(size, from + wide, isSymmetric ? i + 1 : size)
        addRows({ result, left, right, size }, { i, top, bottom: Math.min(size, top + tall), from, to })
      }
    }
  }
  for (let i = 0; isSymmetric && i < size; i++) {
    for (let j = 0; j < i; j++) result[j * size + i] = result[i * size + j] as number
  }
  return result
}

type Matrices = { result: Float64Array; left: Float64Array; right: Float64Array; size: number }
type Piece = { i: number; top: number; bottom: number; from: number; to: number }

/** Adds rows `top` to `bottom` of the right matrix to row i, four at a time: an entry is read and written once for them. */
function addRows({ result, left, right, size }: Matrices, { i, top, bottom, from, to }: Piece): void {
  const shift = i * size
  let k = top
  for (; k + 4 <= bottom; k += 4) {
    const a = left[shift + k] as number
    const b = left[shift + k + 1] as number
    const c = left[shift + k + 2] as number
    const d = left[shift + k + 3] as number
    const at = k * size
    for (let j = from; j < to; j++) {
      result[shift + j] =
        (result[shift + j] as number) +
        a * (right[at + j] as number) +
        b * (right[at + size + j] as number) +
        c * (right[at + 2 * size + j] as number) +
        d * (right[at + 3 * size + j] as number)
    }
  }
  for (; k < bottom; k++) {
    const scale = left[shift + k] as number
    for (let j = from; j < to; j++) {
      result[shift + j] = (result[shift + j] as number) + scale * (right[k * size + j] as number)
    }
  }
}
