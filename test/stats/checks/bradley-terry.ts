import { fitBradleyTerry } from '../../../server/stats/strengths/bradley-terry.ts'
import type { Cells } from '../../../server/stats/votes/cells.ts'
import { strongComponents } from '../../../server/stats/votes/components.ts'

/**
 * Bradley–Terry strengths by maximum likelihood: how strongly each of n models is preferred.
 *
 * P(i beats j) = 1 / (1 + exp(θ[j] − θ[i])). Newton on the concave log-likelihood; O(n³) a step, 5–6 steps.
 *
 * @param wins n × n counts, row beats column; a tie adds ½ to both sides. The diagonal is ignored.
 * @returns n strengths in natural-log odds, summing to 0. 400 / ln 10 times that is Elo points.
 * @throws RangeError if wins is not square or has a negative entry, or if no finite maximum exists (Ford 1957: the
 *   graph of "beat or tied" is not strongly connected).
 * @see Ford 1957, Am. Math. Mon. 64(8); Hunter 2004, Ann. Statist. 32(1)
 * @example bradleyTerry([[0, 3], [1, 0]]) // [0.549, −0.549]: the difference is ln 3
 */
export function bradleyTerry(wins: readonly (readonly number[])[]): Float64Array {
  const cells = cellsOfMatrix(wins)
  const groups = strongComponents(wins.map((row, i) => row.flatMap((w, j) => (w > 0 && i !== j ? [j] : []))))
  if (groups.length > 1) {
    const apart = groups.map((group) => `{${group.join(', ')}}`).join(' ')
    throw new RangeError(`Cannot fit strengths: no model of one group lost to the next, in ${apart}`)
  }
  return fitBradleyTerry(cells).theta
}

function cellsOfMatrix(wins: readonly (readonly number[])[]): Cells {
  const size = wins.length
  const wrong = wins.some((row) => row.length !== size || row.some((w) => !(w >= 0) || w === Infinity))
  if (wrong)
    throw new RangeError('Cannot fit strengths: wins must be a square table of counts, none negative')
  const pairs = wins.flatMap((_, i) => wins.slice(i + 1).map((_, k) => [i, i + 1 + k] as const))
  const entry = (i: number, j: number) => wins[i]?.[j] ?? 0
  return {
    size,
    length: pairs.length,
    first: Int32Array.from(pairs, ([i]) => i),
    second: Int32Array.from(pairs, ([, j]) => j),
    winsFirst: Float64Array.from(pairs, ([i, j]) => entry(i, j)),
    winsSecond: Float64Array.from(pairs, ([i, j]) => entry(j, i)),
    ties: new Float64Array(pairs.length),
    extras: new Float64Array(0),
    width: 0,
  }
}
