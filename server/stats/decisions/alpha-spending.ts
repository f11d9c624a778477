import { normalCdf, normalQuantile } from '../special/distributions.ts'

/** One look at the data: the share of the planned information that was there. */
export interface Look {
  /** Information time, above 0 and at most 1. */
  time: number
  /** Information of the estimate at this look, in any unit common to all looks; `time` where absent. */
  information?: number
  /** Error of all looks together by the rule in force at this look. */
  alpha: number
}

/**
 * Error that O'Brien–Fleming's spending function has given out by an information time, both sides together.
 *
 * α*(t) = 4 (1 − Φ(z / √t)), z the quantile of 1 − α / 4: each side spends 2 (1 − Φ(z / √t)) of its α / 2.
 *
 * @param time share of the planned information; 0 or less has spent nothing, 1 or more all of α.
 * @throws RangeError unless 0 < α < 1.
 * @see Lan & DeMets 1983, Biometrika 70(3)
 * @example errorSpent(0.5, 0.05) // 0.00305
 */
export function errorSpent(time: number, alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`an error rate lies between 0 and 1, got ${alpha}`)
  if (!(time > 0)) return 0
  if (time >= 1) return alpha
  return 4 * normalCdf(normalQuantile(alpha / 4) / Math.sqrt(time))
}

/**
 * Two-sided nominal levels of successive looks: a p-value at or below its look's level decides, and the chance that
 * any look decides between equal models is the error spent.
 *
 * The statistics of two looks are normal with correlation √(I_early / I_late); the density of paths that no look has
 * stopped is carried from look to look by Simpson's rule. What an earlier look spent stays spent: a look whose time
 * is no later has nothing left and level 0.
 *
 * @param looks in the order they are taken.
 * @returns one level a look, for Student's t as for the normal.
 * @throws RangeError unless every α lies between 0 and 1 and every time is positive.
 * @see Armitage, McPherson & Rowe 1969, J. R. Stat. Soc. A 132(2); Lan & DeMets 1983, Biometrika 70(3)
 * @example lookLevels([0.25, 0.5, 0.75, 1].map((time) => ({ time, alpha: 0.05 }))) // bounds 4.333, 2.963, 2.359, 2.014
 */
export function lookLevels(looks: readonly Look[]): number[] {
  let spent = 0
  let known = 0
  let paths: Paths | null = null
  return looks.map(({ time, information = time, alpha }) => {
    if (!(time > 0) || !(information > 0)) throw new RangeError(`a look has information, got ${time}`)
    const increment = errorSpent(time, alpha) - spent
    if (increment < leastWorthSpending) return 0
    spent += increment
    const now = Math.max(information, known * leastGrowth)
    const bound = boundAt(increment, now, paths)
    paths = survivors(now, bound, paths)
    known = now
    return 2 * normalCdf(-bound)
  })
}

/** Less than this decides nothing, and a normal tail this far out is rounding. */
const leastWorthSpending = 1e-13
/** Looks closer than this are taken as this far apart: the grid could not tell them, and it errs on the safe side. */
const leastGrowth = 1.01

/** Density of the score process B = Z √I at the last look, among paths not stopped: on a symmetric grid. */
interface Paths {
  information: number
  points: Float64Array
  /** Density times the weight of Simpson's rule. */
  mass: Float64Array
}

const cells = 100

/** The bound at which the paths still going are stopped with probability `increment`: Newton on the logarithm. */
function boundAt(increment: number, information: number, paths: Paths | null): number {
  const start = -normalQuantile(increment / 2)
  if (!paths) return start
  const sd = Math.sqrt(information - paths.information)
  const { points, mass } = paths
  let bound = start
  for (let step = 0; step < 30; step++) {
    const edge = bound * Math.sqrt(information)
    let [tail, slope] = [0, 0]
    for (let k = 0; k < points.length; k++) {
      const z = ((points[k] as number) - edge) / sd
      tail += 2 * (mass[k] as number) * normalCdf(z)
      slope += 2 * (mass[k] as number) * normalDensity(z)
    }
    const move = (Math.log(tail / increment) * tail * sd) / (slope * Math.sqrt(information))
    bound += move
    if (Math.abs(move) < 1e-9) break
  }
  return bound
}

function survivors(information: number, bound: number, paths: Paths | null): Paths {
  const edge = Math.min(bound, 8) * Math.sqrt(information)
  const width = (2 * edge) / cells
  const points = Float64Array.from({ length: cells + 1 }, (_, k) => -edge + k * width)
  const mass = points.map((point, k) => {
    const weight = (width / 3) * (k === 0 || k === cells ? 1 : k % 2 === 1 ? 4 : 2)
    return weight * densityAt(point, information, paths)
  })
  return { information, points, mass }
}

function densityAt(point: number, information: number, paths: Paths | null): number {
  if (!paths) return normalDensity(point / Math.sqrt(information)) / Math.sqrt(information)
  const sd = Math.sqrt(information - paths.information)
  let sum = 0
  for (let k = 0; k < paths.points.length; k++) {
    sum += (paths.mass[k] as number) * normalDensity((point - (paths.points[k] as number)) / sd)
  }
  return sum / sd
}

const normalDensity = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
