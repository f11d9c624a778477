import type { Cells } from '../votes/cells.ts'
import { type ComparisonModel, fitStrengths, type StrengthOptions, type Strengths } from './strengths.ts'

/** Davidson's model: P(first) : P(second) : P(tie) = e^(η/2) : e^(−η/2) : ν. */
export const davidsonModel: ComparisonModel = {
  tieParameter: true,
  at: ({ eta, lambda }, { first, second, tie }, out) => {
    const n = first + second + tie
    const top = Math.max(Math.abs(eta) / 2, lambda)
    const weightFirst = Math.exp(eta / 2 - top)
    const weightSecond = Math.exp(-eta / 2 - top)
    const weightTie = Math.exp(lambda - top)
    const total = weightFirst + weightSecond + weightTie
    const edge = (weightFirst - weightSecond) / total
    const tied = weightTie / total
    out[0] = ((first - second) * eta) / 2 + tie * lambda - n * (top + Math.log(total))
    out[1] = (first - second - n * edge) / 2
    out[2] = tie - n * tied
    out[3] = (n * ((weightFirst + weightSecond) / total - edge * edge)) / 4
    out[4] = (-n * edge * tied) / 2
    out[5] = n * tied * ((weightFirst + weightSecond) / total)
  },
}

/**
 * Davidson strengths: Bradley–Terry with a parameter ν for how often near-equal models tie.
 *
 * With balanced pairs it ranks as half-win ties do; its θ are larger, about θ / (1 − tie rate). Newman's tie
 * parameter v is ν / 2. `logNu` of the result is log ν.
 *
 * @throws RangeError where no finite maximum exists: no ties, only ties, or a graph that is not strongly connected.
 * @see Davidson 1970, J. Am. Stat. Assoc. 65; Newman 2023, J. Mach. Learn. Res. 24(238)
 */
export function fitDavidson(cells: Cells, options: StrengthOptions = {}): Strengths {
  return fitStrengths(davidsonModel, cells, options)
}
