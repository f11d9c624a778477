import { describe, expect, test } from 'vitest'
import { logStudentEValue, studentConfidenceSequence } from '../../../server/stats/decisions/t-mixture.ts'
import { confidenceSequence, logEValue } from '../../../server/stats/tests/e-values.ts'

const normal = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

function integral(of: (x: number) => number, from: number, to: number, steps = 400): number {
  const width = (to - from) / steps
  let sum = of(from) + of(to)
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * of(from + k * width)
  return (sum * width) / 3
}

/** Density, up to a factor common to all means, of t = (mean + Z) / s where ν s² is χ² with ν degrees of freedom. */
const noncentral = (t: number, mean: number, degrees: number) =>
  integral((s) => s ** degrees * Math.exp((-degrees * s * s) / 2) * normal(s * t - mean), 0, 6)

describe('the t mixture', () => {
  test.each([
    { estimate: 0.6, se: 0.2, degrees: 9 },
    { estimate: -0.9, se: 0.35, degrees: 4.5 },
    { estimate: 0.1, se: 0.5, degrees: 20 },
    { estimate: 2, se: 0.4, degrees: 3 },
  ])('is the density of t under a normal effect over that under none: %j', ({ estimate, se, degrees }) => {
    const t = estimate / se
    const spread = 0.6 / se
    const mixed = integral((u) => normal(u) * noncentral(t, spread * u, degrees), -9, 9)
    const expected = Math.log(mixed / noncentral(t, 0, degrees))
    expect(logStudentEValue({ estimate, se, degrees })).toBeCloseTo(expected, 5)
  })

  test('becomes the normal mixture as degrees of freedom grow', () => {
    const found = { estimate: 0.7, se: 0.21 }
    expect(logStudentEValue({ ...found, degrees: 1e9 }, 0.3)).toBeCloseTo(logEValue(found, 0.3), 6)
    expect(logStudentEValue({ ...found, degrees: Infinity }, 0.3)).toBeCloseTo(logEValue(found, 0.3), 12)
    expect(studentConfidenceSequence({ ...found, degrees: Infinity }, 0.95, 0.3)?.low).toBeCloseTo(
      confidenceSequence(found, 0.95, 0.3).low,
      12,
    )
  })

  test('cannot run away: few degrees of freedom hold it below (1 + q)^(ν / 2)', () => {
    const q = (0.6 / 0.01) ** 2
    const found = logStudentEValue({ estimate: 1e6, se: 0.01, degrees: 2 })
    expect(found).toBeLessThanOrEqual(Math.log1p(q))
    expect(found).toBeGreaterThan(Math.log1p(q) - 0.01)
  })

  test.each([3, 8, 40, Infinity])('the sequence ends where the e-value reaches 1 / α, ν = %d', (degrees) => {
    const { low, high } = studentConfidenceSequence({ estimate: 0.4, se: 0.1, degrees }, 0.95) as {
      low: number
      high: number
    }
    for (const end of [low, high]) {
      expect(Math.exp(logStudentEValue({ estimate: 0.4 - end, se: 0.1, degrees }))).toBeCloseTo(20, 6)
    }
  })

  test('refuses nothing where no t reaches 1 / α', () => {
    expect(studentConfidenceSequence({ estimate: 5, se: 0.5, degrees: 1 }, 0.95)).toBeNull()
  })

  test('wants a standard error, degrees of freedom and a level', () => {
    expect(() => logStudentEValue({ estimate: 1, se: 0, degrees: 3 })).toThrow(RangeError)
    expect(() => logStudentEValue({ estimate: 1, se: 1, degrees: 0 })).toThrow(RangeError)
    expect(() => studentConfidenceSequence({ estimate: 1, se: 1, degrees: 3 }, 1)).toThrow(RangeError)
  })
})
