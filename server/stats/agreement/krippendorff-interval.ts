import { bootstrapUnits } from '../errors/bootstrap-units.ts'
import type { Interval } from '../errors/proportion.ts'
import { categoriesOf, countRatings, type Ratings, ratedUnits } from './ratings.ts'

interface UnitSummary {
  /** Place of each value that occurs on the unit, and how often it does. */
  counts: [number, number][]
  ratings: number
  disagreement: number
}

/**
 * Percentile bootstrap interval of the nominal alpha, units drawn with replacement.
 *
 * Each unit's disagreement is worked out once, so a resample costs one pass over the units.
 *
 * @param ratings units × raters, null where missing; units with fewer than two ratings are left out.
 * @returns null where fewer than two units count or alpha is undefined in most resamples.
 * @throws RangeError on a rating that is not a finite number or impossible options.
 */
export function nominalAlphaInterval(
  ratings: Ratings,
  options: { seed: number; resamples: number; level: number },
): Interval | null {
  const units = ratedUnits(ratings)
  const places = new Map(categoriesOf(units).map((value, place) => [value, place]))
  const summaries = units.map((unit) => summaryOf(unit, places))
  return bootstrapUnits(summaries, (resample) => nominalAlpha(resample, places.size), options)
}

function summaryOf(unit: readonly number[], places: Map<number, number>): UnitSummary {
  const counts = [...countRatings(unit)].map(([value, count]): [number, number] => [
    places.get(value) ?? 0,
    count,
  ])
  const same = counts.reduce((sum, [, count]) => sum + count * count, 0)
  return { counts, ratings: unit.length, disagreement: (unit.length ** 2 - same) / (unit.length - 1) }
}

function nominalAlpha(units: readonly UnitSummary[], values: number): number | null {
  const totals = new Float64Array(values)
  let [n, observed] = [0, 0]
  for (const { counts, ratings, disagreement } of units) {
    n += ratings
    observed += disagreement
    for (const [place, count] of counts) totals[place] = (totals[place] ?? 0) + count
  }
  const expected = n * n - totals.reduce((sum, count) => sum + count * count, 0)
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected
}
