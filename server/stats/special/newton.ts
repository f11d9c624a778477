import { cholesky, solveCholesky } from './matrix.ts'

export interface Slope {
  value: number
  gradient: Float64Array
  /** Minus the second derivative, size × size, positive definite. */
  information: Float64Array
}

/**
 * Maximum of a concave function by Newton's method. A step that lowers the value is halved; no entry moves by more
 * than 2 at once; it ends when the largest move is below 1e-10.
 *
 * @param evaluate the function and its derivatives at a point.
 * @returns the point, the slope there and the number of steps.
 * @throws RangeError where there is no finite maximum to be found.
 */
export function maximise<At extends Slope>(
  start: Float64Array,
  evaluate: (point: Float64Array) => At,
): { point: Float64Array; slope: At; steps: number } {
  const size = start.length
  let point = start.slice()
  let slope = evaluate(point)
  for (let steps = 1; steps <= 100; steps++) {
    const factor = cholesky(slope.information, size)
    if (!factor)
      throw new RangeError('the likelihood has no single maximum: its information matrix is singular')
    const move = capped(solveCholesky(factor, size, slope.gradient))
    let next = point.map((value, k) => value + (move[k] as number))
    let nextSlope = evaluate(next)
    for (let halving = 0; halving < 40 && !rises(slope.value, nextSlope.value); halving++) {
      move.forEach((value, k) => {
        move[k] = value / 2
      })
      next = point.map((value, k) => value + (move[k] as number))
      nextSlope = evaluate(next)
    }
    point = next
    slope = nextSlope
    if (largest(move) < 1e-10) return { point, slope, steps }
  }
  throw new RangeError('the likelihood has no finite maximum: 100 Newton steps did not reach it')
}

/** Rounding may lower the value at the maximum itself. */
function rises(before: number, after: number): boolean {
  return after >= before - 1e-11 * (1 + Math.abs(before))
}

function capped(move: Float64Array): Float64Array {
  const size = largest(move)
  return size > 2 ? move.map((value) => (2 * value) / size) : move
}

function largest(values: Float64Array): number {
  return values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
}
