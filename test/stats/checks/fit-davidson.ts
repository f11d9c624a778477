import { davidsonModel } from '../../../server/stats/strengths/davidson.ts'
import {
  fitStrengths,
  type StrengthOptions,
  type Strengths,
} from '../../../server/stats/strengths/strengths.ts'
import type { Cells } from '../../../server/stats/votes/cells.ts'

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
