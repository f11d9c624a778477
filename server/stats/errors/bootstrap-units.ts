import { ascending, quantileOfSorted } from '../special/quantile.ts'
import { createRandom } from '../special/random.ts'
import type { Interval } from './proportion.ts'

/**
 * Percentile bootstrap: draws as many units as there are, with replacement, and takes the middle of the figures.
 *
 * A resample in which the figure is undefined is drawn but not counted.
 *
 * @param units what is drawn whole: rated units, testers with their votes, prompts.
 * @param statistic figure of one resample, null where undefined.
 * @param options seed of the draws, number of resamples, coverage.
 * @returns interval, or null with fewer than two units or when over half of the resamples have no figure.
 * @throws RangeError on an impossible level, number of resamples or seed.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13
 */
export function bootstrapUnits<Unit>(
  units: readonly Unit[],
  statistic: (resample: Unit[]) => number | null,
  options: { seed: number; resamples: number; level: number },
): Interval | null {
  const { seed, resamples, level } = options
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  if (!(resamples >= 1)) throw new RangeError(`a bootstrap wants resamples, got ${resamples}`)
  const random = createRandom(seed)
  if (units.length < 2) return null
  const figures: number[] = []
  for (let draw = 0; draw < resamples; draw++) {
    const figure = statistic(resample(units, random))
    if (figure !== null) figures.push(figure)
  }
  if (figures.length <= resamples / 2) return null
  const sorted = ascending(figures)
  return { low: quantileOfSorted(sorted, (1 - level) / 2), high: quantileOfSorted(sorted, (1 + level) / 2) }
}

function resample<Unit>(units: readonly Unit[], random: () => number): Unit[] {
  return Array.from(units, () => units[Math.floor(random() * units.length)] as Unit)
}
