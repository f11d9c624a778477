import { describe, expect, test } from 'vitest'
import { expectedLoss } from '../../../server/stats/decisions/expected-loss.ts'
import { votesRange } from '../../../server/stats/decisions/votes-range.ts'

describe('the expected loss of taking the leader', () => {
  test('of two models is the mean of what the other would win by, here by Simpson’s rule', () => {
    const [difference, sd, steps] = [-0.3, 0.4, 2000]
    const of = (z: number) => {
      const lead = Math.max(0, difference + sd * z)
      return ((100 * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)) * (1 / (1 + Math.exp(-lead)) - 0.5)
    }
    let sum = 0
    for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * of(-8 + (16 * k) / steps)
    const exact = (sum * 16) / steps / 3
    const found = expectedLoss(
      { differences: [difference], covariance: Float64Array.of(sd ** 2) },
      { seed: 1, draws: 100_000 },
    )
    expect(Math.abs(found - exact)).toBeLessThan(0.03)
  })

  test('is near 0 where the leader is far ahead, and grows with the rivals', () => {
    const loss = (differences: number[], shared: number) => {
      const covariance = Float64Array.from(
        differences.flatMap((_, i) => differences.map((__, j) => (i === j ? 0.1 : shared))),
      )
      return expectedLoss({ differences, covariance }, { seed: 1 })
    }
    expect(loss([-3], 0)).toBeLessThan(0.001)
    expect(loss([-0.1, -0.1], 0.05)).toBeGreaterThan(loss([-0.1], 0))
    expect(loss([], 0)).toBe(0)
    expect(loss([-0.1, -0.1], 0.4)).toBeGreaterThan(0)
  })
})

describe('the range of further votes', () => {
  const pair = { difference: 0.4, variance: 0.04, shrinking: 0.04, degrees: 30, votes: 200, threshold: 3 }

  test('holds the votes that the difference as estimated would take, more of them for a smaller one', () => {
    const found = votesRange(pair)
    expect(found?.low).toBeLessThan(200)
    expect(found?.high ?? Infinity).toBeGreaterThan(200)
    expect(votesRange({ ...pair, difference: 0.2 })?.low).toBeGreaterThan(found?.low as number)
  })

  test('is none where the clusters leave more than the bar allows, open where the difference may be none', () => {
    expect(votesRange({ ...pair, difference: 0.05, shrinking: 0.0005 })).toBeNull()
    expect(votesRange({ ...pair, difference: 0.15 })?.high).toBeNull()
    expect(() => votesRange({ ...pair, variance: 0 })).toThrow(RangeError)
  })
})
