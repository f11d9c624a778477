import { cohenKappa } from './cohen.ts'
import { fleissKappa } from './fleiss.ts'
import { gwetAc1, gwetAc2 } from './gwet.ts'
import { krippendorffAlpha } from './krippendorff.ts'
import { nominalAlphaInterval } from './krippendorff-interval.ts'
import { percentAgreement } from './percent-agreement.ts'
import { ratedUnits } from './ratings.ts'

export interface Agreement {
  krippendorff: Record<'nominal' | 'ordinal' | 'interval' | 'ratio', number | null>
  gwet_ac1: number | null
  /** Quadratic weights. */
  gwet_ac2: number | null
  fleiss: number | null
  /** Null unless there are exactly two raters. */
  cohen: Record<'plain' | 'linear' | 'quadratic', number | null> | null
  percent: number | null
  /** Units with at least two ratings. */
  units: number
  raters: number
  /** 95 % interval of the nominal alpha. */
  ci: [number, number] | null
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * Every agreement coefficient that fits a list of ratings; null where one does not.
 *
 * Values are numbers if all of them read as numbers. Otherwise they are names, and only the coefficients that
 * need no order are given. Pairwise votes belong in canonical model order first, or sides are compared.
 *
 * @param ratings at most one a unit and rater.
 * @param options seed and number of the bootstrap resamples behind `ci`: 1 and 1,000.
 */
export function agreementOf(
  ratings: readonly { unit: string; rater: string; value: string }[],
  options: { seed?: number; resamples?: number } = {},
): Agreement {
  const numeric = ratings.every(({ value }) => NUMBER.test(value) && Number.isFinite(Number(value)))
  const codes = numeric ? null : codesOf(ratings.map(({ value }) => value))
  const coded = ratings.map(({ unit, rater, value }) => ({
    unit,
    rater,
    value: codes?.get(value) ?? Number(value),
  }))
  const units = byUnit(coded)
  const raters = new Set(ratings.map(({ rater }) => rater))
  const ordered = (figure: () => number | null) => (numeric ? figure() : null)
  const { seed = 1, resamples = 1000 } = options
  const interval = nominalAlphaInterval(units, { seed, resamples, level: 0.95 })
  return {
    krippendorff: {
      nominal: krippendorffAlpha(units, 'nominal'),
      ordinal: ordered(() => krippendorffAlpha(units, 'ordinal')),
      interval: ordered(() => krippendorffAlpha(units, 'interval')),
      ratio: ordered(() => krippendorffAlpha(units, 'ratio')),
    },
    gwet_ac1: gwetAc1(units),
    gwet_ac2: ordered(() => gwetAc2(units)),
    fleiss: fleissKappa(units),
    cohen: raters.size === 2 ? cohenOf(coded, numeric) : null,
    percent: percentAgreement(units),
    units: ratedUnits(units).length,
    raters: raters.size,
    ci: interval && [interval.low, interval.high],
  }
}

interface Coded {
  unit: string
  rater: string
  value: number
}

function codesOf(values: readonly string[]): Map<string, number> {
  return new Map([...new Set(values)].sort().map((value, code) => [value, code]))
}

function byUnit(ratings: readonly Coded[]): number[][] {
  const units = new Map<string, number[]>()
  for (const { unit, value } of ratings) {
    const values = units.get(unit)
    if (values) values.push(value)
    else units.set(unit, [value])
  }
  return [...units.values()]
}

/** Of the units that both have rated. */
function cohenOf(ratings: readonly Coded[], ordered: boolean): Agreement['cohen'] {
  const first = ratings[0]?.rater
  const [one, other] = [true, false].map(
    (own) =>
      new Map(
        ratings.filter(({ rater }) => (rater === first) === own).map(({ unit, value }) => [unit, value]),
      ),
  )
  const shared = [...(one ?? [])].flatMap(([unit, value]) => {
    const answer = other?.get(unit)
    return answer === undefined ? [] : [{ value, answer }]
  })
  const [values, answers] = [shared.map(({ value }) => value), shared.map(({ answer }) => answer)]
  return {
    plain: cohenKappa(values, answers),
    linear: ordered ? cohenKappa(values, answers, 'linear') : null,
    quadratic: ordered ? cohenKappa(values, answers, 'quadratic') : null,
  }
}
