import { describe, expect, test } from 'vitest'
import { createRandom } from '../../server/stats/special/random.ts'
import { betaBinomialLogE, betaBinomialSequence } from './checks/beta-binomial.ts'
import { bettingProcess, bettingSequence } from './checks/betting.ts'
import { named, readReference, referencesMissing } from './references.ts'

interface Reference {
  input: { scores: number[] }
  expected: {
    beta_binomial_log_e_null_half: Record<string, LogE[]>
    beta_binomial_cs_decisive_win_prob: Record<string, { n: number; ci95: [number, number] }[]>
    betting_martingale_null_half: { n: number; value: number }[]
    betting_cs_mean_score: { n: number; ci95: [number, number] }[]
  }
}

interface LogE {
  n: number
  wins: number
  losses: number
  log_e_exact_rational: number
}

describe.skipIf(referencesMissing)(named('any-time valid tests equal the references'), () => {
  const { input, expected } = referencesMissing
    ? ({ input: { scores: [] }, expected: {} } as unknown as Reference)
    : readReference<Reference>('o14_anytime_valid')

  test.each(['a=1', 'a=10'])('beta-binomial e-values and sequences, %s', (key) => {
    const concentration = Number(key.slice(2))
    const sequences = expected.beta_binomial_cs_decisive_win_prob[key] ?? []
    for (const [index, want] of (expected.beta_binomial_log_e_null_half[key] ?? []).entries()) {
      const { wins, losses } = want
      expect(betaBinomialLogE(wins, losses, concentration)).toBeCloseTo(want.log_e_exact_rational, 10)
      const { low, high } = betaBinomialSequence({ wins, losses, concentration, level: 0.95 })
      expect(low).toBeCloseTo(sequences[index]?.ci95[0] ?? -1, 8)
      expect(high).toBeCloseTo(sequences[index]?.ci95[1] ?? -1, 8)
    }
  })

  test('the betting e-process', () => {
    const process = bettingProcess(input.scores, 0.5)
    for (const { n, value } of expected.betting_martingale_null_half) {
      expect((process[n - 1] ?? 0) / value).toBeCloseTo(1, 9)
    }
  })

  test('the betting confidence sequence, within its grid of 1 / 4000', () => {
    for (const { n, ci95 } of expected.betting_cs_mean_score) {
      const { low, high } = bettingSequence(input.scores.slice(0, n), 0.95)
      expect(Math.abs(low - ci95[0])).toBeLessThan(0.0005)
      expect(Math.abs(high - ci95[1])).toBeLessThan(0.0005)
    }
  })
})

test('sides can be swapped', () => {
  expect(betaBinomialLogE(9, 4)).toBeCloseTo(betaBinomialLogE(4, 9), 12)
  const one = bettingSequence([1, 1, 0.5, 1, 0, 1], 0.9)
  const other = bettingSequence([0, 0, 0.5, 0, 1, 0], 0.9)
  expect(one.low).toBeCloseTo(1 - other.high, 12)
  expect(one.high).toBeCloseTo(1 - other.low, 12)
})

test('no votes are no evidence, and one-sided votes stay finite', () => {
  expect(betaBinomialLogE(0, 0)).toBe(0)
  expect(betaBinomialSequence({ wins: 0, losses: 0, level: 0.95 })).toEqual({ low: 0, high: 1 })
  expect(betaBinomialSequence({ wins: 0, losses: 30, level: 0.95 }).low).toBe(0)
  expect(betaBinomialSequence({ wins: 30, losses: 0, level: 0.95 }).high).toBe(1)
  expect(bettingProcess([], 0.5)).toEqual([])
  expect(bettingSequence([], 0.95)).toEqual({ low: 0, high: 1 })
  const wins = new Array<number>(5000).fill(1)
  expect(bettingProcess(wins, 0.5).every(Number.isFinite)).toBe(true)
  expect(bettingSequence(wins, 0.95).high).toBe(1)
  expect(bettingSequence(wins, 0.95).low).toBeGreaterThan(0.95)
  expect(betaBinomialLogE(1e6, 0)).toBeGreaterThan(6e5)
})

test('two equal models looked at after every vote are told apart in at most 5 % of studies', () => {
  const random = createRandom(11)
  const studies = 400
  let alarms = { betaBinomial: 0, betting: 0 }
  for (let study = 0; study < studies; study++) {
    const scores = Array.from({ length: 500 }, () => [1, 0.5, 0, 1, 0][Math.floor(random() * 5)] ?? 0)
    let [wins, losses, crossed] = [0, 0, false]
    for (const score of scores) {
      if (score === 1) wins++
      if (score === 0) losses++
      crossed ||= betaBinomialLogE(wins, losses) >= Math.log(20)
    }
    alarms = {
      betaBinomial: alarms.betaBinomial + (crossed ? 1 : 0),
      betting: alarms.betting + (bettingProcess(scores, 0.5).some((value) => value >= 20) ? 1 : 0),
    }
  }
  expect(alarms.betaBinomial / studies).toBeLessThanOrEqual(0.05)
  expect(alarms.betting / studies).toBeLessThanOrEqual(0.05)
})

test('impossible input is refused', () => {
  expect(() => betaBinomialLogE(-1, 2)).toThrow(RangeError)
  expect(() => betaBinomialLogE(1, 2, 0)).toThrow(RangeError)
  expect(() => betaBinomialSequence({ wins: 1, losses: 1, level: 1 })).toThrow('level')
  expect(() => bettingProcess([1.5], 0.5)).toThrow('score')
  expect(() => bettingProcess([1], 1)).toThrow('mean')
  expect(() => bettingSequence([Number.NaN], 0.95)).toThrow('score')
})
