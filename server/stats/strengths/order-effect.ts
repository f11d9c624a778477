import { cholesky, solveCholesky } from '../special/matrix.ts'
import type { Cells } from '../votes/cells.ts'

/** Log-odds beyond which an order effect is on its way to infinity. */
export const farthestOrderEffect = 12

/** Share of the votes, as if swapped evenly within their pairs, from which they tell the order effect by themselves. */
const enoughSwapped = 0.1
/** Share of the side shown first that strengths must leave unexplained where pairs were swapped seldom. */
const enoughUnexplained = 0.5

/**
 * Whether an order effect can be told from the strengths.
 *
 * Only votes on one pair in both orders tell it without trusting the model: a pair shown n and m times in its two
 * orders is worth 4nm / (n + m) of them. Where these are few, as with many models and few votes on each pair, which
 * model was shown first must at least not follow the models: 1 − R² of "shown first" regressed on e[first] − e[second].
 * A list written in one order of the models (all alphabetical, the baseline first) fails both, whatever its cycles.
 *
 * O(cells), or O(size³) where few pairs were swapped.
 */
export function isOrderIdentifiable(cells: Cells): boolean {
  const { all, swapped, votes } = orderCounts(cells)
  if (swapped === 0) return false
  return swapped >= enoughSwapped * all || unexplained(votes, cells.size) >= enoughUnexplained
}

function orderCounts({ length, size, first, second, winsFirst, winsSecond, ties }: Cells) {
  const votes = new Float64Array(size * size)
  let [all, swapped] = [0, 0]
  for (let cell = 0; cell < length; cell++) {
    const count = (winsFirst[cell] as number) + (winsSecond[cell] as number) + (ties[cell] as number)
    const at = (first[cell] as number) * size + (second[cell] as number)
    votes[at] = (votes[at] as number) + count
    all += count
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [one, other] = [votes[i * size + j] as number, votes[j * size + i] as number]
      if (one > 0 && other > 0) swapped += (4 * one * other) / (one + other)
    }
  }
  return { all, swapped, votes }
}

/** 1 − R²: the least squares of 1 on differences of potentials, over the votes. */
function unexplained(votes: Float64Array, size: number): number {
  const normal = new Float64Array(size * size).fill(1 / size)
  const lead = new Float64Array(size)
  let all = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const count = votes[i * size + j] as number
      if (count === 0) continue
      all += count
      for (const [at, sign] of [
        [i * size + i, 1],
        [j * size + j, 1],
        [i * size + j, -1],
        [j * size + i, -1],
      ] as const) {
        normal[at] = (normal[at] as number) + sign * count
      }
      lead[i] = (lead[i] as number) + count
      lead[j] = (lead[j] as number) - count
    }
  }
  const factor = cholesky(normal, size)
  if (!factor) return 0
  const potential = solveCholesky(factor, size, lead)
  return 1 - potential.reduce((sum, value, k) => sum + value * (lead[k] as number), 0) / all
}
