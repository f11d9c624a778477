import { describe, expect, test } from 'vitest'
import { bootstrapStrengths, type ScoredPair } from './checks/bootstrap.ts'
import { named, readReference, referencesMissing } from './references.ts'

interface Votes {
  input: { items: string[]; votes: { tester: number; i: number; j: number; i_wins: number }[] }
}

interface Reference {
  expected: Record<'theta_sum0' | 'se_tester_bootstrap' | 'se_vote_bootstrap', number[]> &
    Record<'ci95_tester_bootstrap' | 'ci95_vote_bootstrap', [number, number][]>
}

describe.skipIf(referencesMissing)(named('the bootstrap on 192 respondents equals the reference'), () => {
  const rows = referencesMissing ? [] : readReference<Votes>('o12_germanparties_cluster').input.votes
  const votes = rows.map(({ i, j, i_wins }) => ({ first: i, second: j, score: i_wins }))
  const byTester = new Map<number, ScoredPair[]>()
  for (const [index, { tester }] of rows.entries()) {
    byTester.set(tester, [...(byTester.get(tester) ?? []), votes[index] as ScoredPair])
  }

  test.each([
    ['tester', [...byTester.values()]],
    ['vote', votes.map((vote) => [vote])],
  ] as const)('drawing by %s', (unit, clusters) => {
    const { expected } = readReference<Reference>('o20_bootstrap')
    const bootstrap = bootstrapStrengths(clusters, { models: 6, seed: 1, resamples: 4000, level: 0.95 })
    expect(bootstrap?.withoutFit).toBe(0)
    for (const [model, { theta, se, low, high }] of (bootstrap?.models ?? []).entries()) {
      expect(theta).toBeCloseTo(expected.theta_sum0[model] ?? Number.NaN, 8)
      expect(Math.abs(se / (expected[`se_${unit}_bootstrap`][model] ?? 0) - 1)).toBeLessThan(0.05)
      const [wantLow, wantHigh] = expected[`ci95_${unit}_bootstrap`][model] ?? [Number.NaN, Number.NaN]
      expect(Math.abs(low - wantLow)).toBeLessThan(0.02)
      expect(Math.abs(high - wantHigh)).toBeLessThan(0.02)
    }
    expect(bootstrap?.models.length).toBe(6)
  })
})

const OPTIONS = { models: 2, seed: 1, resamples: 200, level: 0.9 }
const WON = { first: 0, second: 1, score: 1 }
const LOST = { first: 0, second: 1, score: 0 }

test('the same seed gives the same intervals, and both models mirror each other', () => {
  const clusters = Array.from({ length: 40 }, (_, index) => [index % 3 === 0 ? LOST : WON])
  const bootstrap = bootstrapStrengths(clusters, OPTIONS)
  expect(bootstrap).toEqual(bootstrapStrengths(clusters, OPTIONS))
  const [better, worse] = bootstrap?.models ?? []
  expect(better?.low).toBeCloseTo(-(worse?.high ?? 0), 10)
  expect(better?.se).toBeCloseTo(worse?.se ?? 0, 10)
})

test('draws without a finite fit are counted, and too many of them leave nothing', () => {
  const some = bootstrapStrengths([[WON], [WON], [LOST], [LOST], [WON]], OPTIONS)
  expect(some?.withoutFit).toBeGreaterThan(0)
  expect(some?.models.every(({ se, low, high }) => [se, low, high].every(Number.isFinite))).toBe(true)
  const circle = [0, 1, 2].map((first) => [{ first, second: (first + 1) % 3, score: 1 }])
  expect(bootstrapStrengths(circle, { ...OPTIONS, models: 3 })).toBeNull()
  expect(() => bootstrapStrengths([[WON], [WON]], OPTIONS)).toThrow(RangeError)
})

test('impossible votes and options are refused', () => {
  expect(() => bootstrapStrengths([[{ ...WON, second: 2 }]], OPTIONS)).toThrow('0 and 2')
  expect(() => bootstrapStrengths([[{ ...WON, second: 0 }]], OPTIONS)).toThrow('0 and 0')
  expect(() => bootstrapStrengths([[{ ...WON, score: Number.NaN }]], OPTIONS)).toThrow('score')
  expect(() => bootstrapStrengths([[WON, LOST]], { ...OPTIONS, level: 1 })).toThrow('level')
  expect(() => bootstrapStrengths([[WON, LOST]], { ...OPTIONS, resamples: 0 })).toThrow('resamples')
})
