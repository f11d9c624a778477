import type { Cells } from '../votes/cells.ts'
import { strongComponents } from '../votes/components.ts'
import { type ComparisonModel, fitStrengths, type StrengthOptions, type Strengths } from './strengths.ts'

/** Bradley–Terry with a tie as half a win each: log-likelihood s η − n log(1 + e^η), s = wins + ties / 2. */
export const bradleyTerryModel: ComparisonModel = {
  tieParameter: false,
  at: ({ eta }, { first, second, tie }, out) => {
    const n = first + second + tie
    const score = first + tie / 2
    const small = Math.exp(-Math.abs(eta))
    const p = eta >= 0 ? 1 / (1 + small) : small / (1 + small)
    out[0] = score * eta - n * (Math.max(eta, 0) + Math.log1p(small))
    out[1] = score - n * p
    out[2] = 0
    out[3] = (n * small) / (1 + small) ** 2
    out[4] = 0
    out[5] = 0
  },
}

/**
 * Bradley–Terry strengths with order effect and covariates, by maximum likelihood or with a normal prior.
 *
 * P(first beats second) = 1 / (1 + exp(−η)), η = θ[first] − θ[second] + Σ extras · coefficient.
 *
 * @throws RangeError where no finite maximum exists.
 * @see Bradley & Terry 1952, Biometrika 39; Hunter 2004, Ann. Statist. 32(1)
 */
export function fitBradleyTerry(cells: Cells, options: StrengthOptions = {}): Strengths {
  return fitStrengths(bradleyTerryModel, cells, options)
}

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
