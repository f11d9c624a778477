import type { Cells } from '../votes/cells.ts'
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
