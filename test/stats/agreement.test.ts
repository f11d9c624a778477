import { describe, expect, test } from 'vitest'
import { cohenKappa } from '../../server/stats/agreement/cohen.ts'
import { fleissKappa } from '../../server/stats/agreement/fleiss.ts'
import { gwetAc1, gwetAc2 } from '../../server/stats/agreement/gwet.ts'
import { krippendorffAlpha, type Metric } from '../../server/stats/agreement/krippendorff.ts'
import { nominalAlphaInterval } from '../../server/stats/agreement/krippendorff-interval.ts'
import { percentAgreement } from '../../server/stats/agreement/percent-agreement.ts'
import type { Ratings } from '../../server/stats/agreement/ratings.ts'
import { bootstrapUnits } from '../../server/stats/errors/bootstrap-units.ts'
import { quantileOfSorted } from '../../server/stats/special/quantile.ts'
import { named, readReference, referencesMissing } from './references.ts'

const METRICS: Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

/** Krippendorff 2011, 4 observers × 12 units. */
const EXAMPLE: Ratings = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
]

interface AlphaReference {
  input: { ratings_units_by_raters: Ratings }
  expected: { krippendorff_alpha: Record<Metric, number> }
}

interface KappaReference {
  input: { rater1: number[]; rater2: number[]; fleiss_table_units_by_categories: number[][] }
  expected: Record<'cohen' | 'cohen_linear' | 'cohen_quadratic' | 'percent_agreement' | 'fleiss', number>
}

describe.skipIf(referencesMissing)(named('agreement equals the references'), () => {
  test.each(['o05_krippendorff2011_4x12', 'o06_krippendorff_3x15'])('alpha of %s', (name) => {
    const { input, expected } = readReference<AlphaReference>(name)
    for (const metric of METRICS) {
      const alpha = krippendorffAlpha(input.ratings_units_by_raters, metric) ?? Number.NaN
      expect(Math.abs(alpha - expected.krippendorff_alpha[metric])).toBeLessThan(1e-12)
    }
  })

  test('kappas of crowd and judge, and of 14 raters', () => {
    const { input, expected } = readReference<KappaReference>('o07_kappa')
    const { rater1, rater2 } = input
    expect(cohenKappa(rater1, rater2)).toBeCloseTo(expected.cohen, 12)
    expect(cohenKappa(rater1, rater2, 'linear')).toBeCloseTo(expected.cohen_linear, 12)
    expect(cohenKappa(rater1, rater2, 'quadratic')).toBeCloseTo(expected.cohen_quadratic, 12)
    const both = rater1.map((rating, unit) => [rating, rater2[unit] ?? null])
    expect(percentAgreement(both)).toBeCloseTo(expected.percent_agreement, 12)
    const units = input.fleiss_table_units_by_categories.map((row) =>
      row.flatMap((count, category) => new Array<number>(count).fill(category)),
    )
    expect(fleissKappa(units)).toBeCloseTo(expected.fleiss, 12)
  })
})

test("Gwet's coefficients equal irrCAC 1.0 on Krippendorff's example", () => {
  const ac1 = (0.818181818181818 - 0.190321180555556) / (1 - 0.190321180555556)
  const ac2 = (0.975378787878788 - 0.713704427083333) / (1 - 0.713704427083333)
  expect(gwetAc1(EXAMPLE)).toBeCloseTo(ac1, 12)
  expect(gwetAc2(EXAMPLE)).toBeCloseTo(ac2, 12)
  expect(percentAgreement(EXAMPLE)).toBeCloseTo(0.818181818181818, 12)
})

test('alpha stays the published one', () => {
  const published = { nominal: 0.743, ordinal: 0.815, interval: 0.849, ratio: 0.797 }
  for (const metric of METRICS) expect(krippendorffAlpha(EXAMPLE, metric)).toBeCloseTo(published[metric], 3)
})

const COEFFICIENTS: [string, (ratings: Ratings) => number | null][] = [
  ...METRICS.map((metric): [string, (ratings: Ratings) => number | null] => [
    `${metric} alpha`,
    (ratings) => krippendorffAlpha(ratings, metric),
  ]),
  ['AC1', gwetAc1],
  ['AC2', gwetAc2],
  ['percent', percentAgreement],
  ['Fleiss', (ratings) => fleissKappa(ratings.slice(1, 9))],
]

describe.each(COEFFICIENTS)('%s', (name, coefficient) => {
  test('does not depend on the order of raters or units', () => {
    const turned = EXAMPLE.map((unit) => [...unit].reverse())
    expect(coefficient(turned)).toBeCloseTo(coefficient(EXAMPLE) ?? Number.NaN, 12)
    if (name !== 'Fleiss') {
      expect(coefficient([...EXAMPLE].reverse())).toBeCloseTo(coefficient(EXAMPLE) ?? Number.NaN, 12)
    }
  })

  test('is 1 when all agree and something varies', () => {
    const perfect = Array.from({ length: 10 }, (_, unit) => [1 + (unit % 3), 1 + (unit % 3), 1 + (unit % 3)])
    expect(coefficient(perfect)).toBeCloseTo(1, 12)
  })

  test('is null, never NaN, without two ratings on a unit', () => {
    for (const ratings of [
      [],
      [[]],
      [[1]],
      [
        [1, null],
        [null, 2],
      ],
    ])
      expect(coefficient(ratings)).toBeNull()
  })

  test('refuses what is not a number', () => {
    const broken = [[1, 2], [Number.NaN, 1], ...EXAMPLE]
    expect(() => coefficient(broken)).toThrow('finite number')
  })
})

test('nominal coefficients do not depend on the names of the values', () => {
  const names = new Map([1, 2, 3, 4, 5].map((value, index) => [value, [70, -3, 12, 0.5, 9][index] ?? 0]))
  const renamed = EXAMPLE.map((unit) =>
    unit.map((value) => (value === null ? null : (names.get(value) ?? 0))),
  )
  expect(krippendorffAlpha(renamed, 'nominal')).toBeCloseTo(krippendorffAlpha(EXAMPLE, 'nominal') ?? 0, 12)
  expect(gwetAc1(renamed)).toBeCloseTo(gwetAc1(EXAMPLE) ?? 0, 12)
})

test('one value throughout leaves chance-corrected coefficients undefined', () => {
  const same = [
    [2, 2],
    [2, 2],
  ]
  for (const metric of METRICS) expect(krippendorffAlpha(same, metric)).toBeNull()
  expect([gwetAc1(same), gwetAc2(same), fleissKappa(same), cohenKappa([2, 2], [2, 2])]).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect(percentAgreement(same)).toBe(1)
})

test('zeros are fine on a ratio scale and negative values are not', () => {
  expect(
    krippendorffAlpha(
      [
        [0, 0],
        [0, 3],
        [3, 3],
      ],
      'ratio',
    ),
  ).not.toBeNull()
  expect(
    krippendorffAlpha(
      [
        [-1, 1],
        [1, 1],
      ],
      'ratio',
    ),
  ).toBeNull()
})

test('values too far apart for a double have no interval alpha', () => {
  const far = [
    [1e200, -1e200],
    [1, 1],
  ]
  expect(krippendorffAlpha(far, 'interval')).toBeNull()
  expect(krippendorffAlpha(far, 'ordinal')).not.toBeNull()
})

test('the fast interval of nominal alpha is the plain bootstrap of it', () => {
  const options = { seed: 4, resamples: 300, level: 0.9 }
  const units = EXAMPLE.filter((unit) => unit.filter((rating) => rating !== null).length >= 2)
  const plain = bootstrapUnits(units, (sample) => krippendorffAlpha(sample, 'nominal'), options)
  const fast = nominalAlphaInterval(EXAMPLE, options)
  expect(fast?.low).toBeCloseTo(plain?.low ?? Number.NaN, 12)
  expect(fast?.high).toBeCloseTo(plain?.high ?? Number.NaN, 12)
})

test('Fleiss wants the same number of ratings on every unit', () => {
  expect(
    fleissKappa([
      [1, 2, 1],
      [1, 2],
    ]),
  ).toBeNull()
  expect(fleissKappa([[1, 2], [1]])).toBeNull()
})

test("Cohen's kappa is symmetric, refuses unequal lengths, and knows no units", () => {
  const [one, other] = [
    [1, 2, 3, 1],
    [1, 3, 3, 2],
  ]
  expect(cohenKappa(one ?? [], other ?? [], 'linear')).toBe(cohenKappa(other ?? [], one ?? [], 'linear'))
  expect(() => cohenKappa([1], [1, 2])).toThrow('1 and 2')
  expect(() => cohenKappa([1], [Number.NaN])).toThrow('finite number')
  expect(cohenKappa([], [])).toBeNull()
  expect(cohenKappa([1, 1], [1, 2])).toBe(0)
})

describe('bootstrap over units', () => {
  const alpha = (units: number[][]) => krippendorffAlpha(units, 'nominal')
  const units = EXAMPLE.map((unit) => unit.filter((rating) => rating !== null)).filter(
    (unit) => unit.length > 1,
  )
  const options = { seed: 1, resamples: 1000, level: 0.95 }

  test('surrounds the figure and repeats itself', () => {
    const interval = bootstrapUnits(units, alpha, options)
    expect(interval).toEqual(bootstrapUnits(units, alpha, options))
    expect(interval).not.toEqual(bootstrapUnits(units, alpha, { ...options, seed: 2 }))
    expect(interval?.low).toBeLessThan(0.743)
    expect(interval?.high).toBeGreaterThan(0.743)
  })

  test('of a mean has the width that theory gives', () => {
    const values = Array.from({ length: 400 }, (_, index) => index % 2)
    const mean = (sample: number[]) => sample.reduce((sum, value) => sum + value, 0) / sample.length
    const interval = bootstrapUnits(values, mean, { ...options, resamples: 4000 })
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeCloseTo(2 * 1.96 * 0.025, 2)
  })

  test('has nothing to say about one unit or an undefined figure', () => {
    expect(bootstrapUnits([[1, 2]], alpha, options)).toBeNull()
    expect(
      bootstrapUnits(
        [
          [1, 1],
          [1, 1],
        ],
        alpha,
        options,
      ),
    ).toBeNull()
  })

  test('quantiles interpolate as numpy does', () => {
    expect(quantileOfSorted([1, 2, 4], 0.25)).toBe(1.5)
    expect(quantileOfSorted([1, 2, 4], 1)).toBe(4)
    expect(() => quantileOfSorted([], 0.5)).toThrow(RangeError)
  })
})
