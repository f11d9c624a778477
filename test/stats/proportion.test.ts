import { describe, expect, test } from 'vitest'
import { clopperPearson, wilson } from '../../server/stats/errors/proportion.ts'
import { agrestiCoull, jeffreys, wald } from './checks/intervals.ts'
import { named, readReference, referencesMissing } from './references.ts'

interface Case {
  k: number
  n: number
  alpha: number
  wilson: [number, number]
  clopper_pearson: [number, number]
  agresti_coull: [number, number]
  jeffreys: [number, number]
  wald: [number, number]
}

describe.skipIf(referencesMissing)(named('intervals equal statsmodels proportion_confint'), () => {
  const cases = referencesMissing
    ? []
    : readReference<{ expected: { cases: Case[] } }>('o04_proportion_ci').expected.cases

  test.each(cases)('$k of $n at alpha $alpha', (want) => {
    const counts = { successes: want.k, n: want.n, level: 1 - want.alpha }
    const share = { p: want.k / want.n, n: want.n, level: 1 - want.alpha }
    const pairs = [
      [wilson(share), want.wilson],
      [clopperPearson(counts), want.clopper_pearson],
      [agrestiCoull(counts), want.agresti_coull],
      [jeffreys(counts), want.jeffreys],
      [wald(counts), want.wald],
    ] as const
    for (const [got, [low, high]] of pairs) {
      expect(Math.abs(got.low - low)).toBeLessThan(1e-10)
      expect(Math.abs(got.high - high)).toBeLessThan(1e-10)
    }
  })
})

test("Wilson's interval widens with few clusters and narrows with more votes", () => {
  const width = (n: number, df?: number) => {
    const { low, high } = wilson({ p: 0.6, n, level: 0.95, ...(df === undefined ? {} : { df }) })
    return high - low
  }
  expect(width(100, 5)).toBeGreaterThan(width(100, 50))
  expect(width(100, 50)).toBeGreaterThan(width(100))
  expect(width(100, Infinity)).toBe(width(100))
  expect(width(37.5)).toBeGreaterThan(width(38))
})

test('a share and its complement have mirrored intervals', () => {
  for (const successes of [0, 3, 11]) {
    const [one, other] = [successes, 11 - successes].map((k) => wilson({ p: k / 11, n: 11, level: 0.9 }))
    expect(one?.low).toBeCloseTo(1 - (other?.high ?? 0), 12)
  }
})

test('no votes, impossible shares and impossible levels are refused', () => {
  for (const p of [-0.1, 1.1, Number.NaN]) expect(() => wilson({ p, n: 5, level: 0.95 })).toThrow(RangeError)
  for (const n of [0, -1, Infinity, Number.NaN]) {
    expect(() => wilson({ p: 0.5, n, level: 0.95 })).toThrow('positive n')
    expect(() => wald({ successes: 0, n, level: 0.95 })).toThrow(RangeError)
  }
  for (const level of [0, 1, 95, Number.NaN]) {
    expect(() => wilson({ p: 0.5, n: 5, level })).toThrow('level')
    expect(() => jeffreys({ successes: 1, n: 5, level })).toThrow('level')
  }
  expect(() => clopperPearson({ successes: 6, n: 5, level: 0.95 })).toThrow('6 of 5')
})
