import { describe, expect, test } from 'vitest'
import { errorSpent, lookLevels } from '../../../server/stats/decisions/alpha-spending.ts'
import { createNormal } from '../../../server/stats/errors/p-best.ts'
import { normalQuantile } from '../../../server/stats/special/distributions.ts'
import { createRandom } from '../../../server/stats/special/random.ts'

const looksAt = (times: number[], alpha = 0.05) => times.map((time) => ({ time, alpha }))
const boundsOf = (levels: number[]) => levels.map((level) => -normalQuantile(level / 2))

describe('alpha spending', () => {
  test('four equal looks have the bounds that Lan and DeMets published for O’Brien–Fleming', () => {
    const bounds = boundsOf(lookLevels(looksAt([0.25, 0.5, 0.75, 1])))
    for (const [k, published] of [4.333, 2.963, 2.359, 2.014].entries()) {
      expect(bounds[k]).toBeCloseTo(published, 3)
    }
  })

  test('one look at the end is a plain test', () => {
    expect(lookLevels(looksAt([1], 0.03))[0]).toBeCloseTo(0.03, 9)
  })

  test('looks at uneven times spend α between them, no more', () => {
    const times = [0.31, 0.44, 0.93, 1]
    const levels = lookLevels(looksAt(times))
    const normal = createNormal(createRandom(4))
    const studies = 40_000
    let stopped = 0
    for (let study = 0; study < studies; study++) {
      let [score, before] = [0, 0]
      stopped += Number(
        times.some((time, k) => {
          score += Math.sqrt(time - before) * normal()
          before = time
          return Math.abs(score) / Math.sqrt(time) >= (boundsOf([levels[k] as number])[0] as number)
        }),
      )
    }
    expect(Math.abs(stopped / studies - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / studies))
  })

  test('what is spent stays spent: a look that brings no new information time decides nothing', () => {
    const levels = lookLevels(looksAt([0.5, 1, 0.75, 1]))
    expect(levels[1]).toBeGreaterThan(0.04)
    expect(levels.slice(2)).toEqual([0, 0])
  })

  test('a rule that tightens on the way has only the rest to give', () => {
    const changed = lookLevels([
      { time: 0.5, alpha: 0.04 },
      { time: 1, alpha: 0.03 },
    ])
    const strict = lookLevels(looksAt([0.5, 1], 0.03))
    expect(changed[1]).toBeLessThan(strict[1] as number)
    expect(errorSpent(0.5, 0.04)).toBeGreaterThan(errorSpent(0.5, 0.03))
  })

  test('spends nothing at the start, all at the end, and more in between', () => {
    expect(errorSpent(0, 0.05)).toBe(0)
    expect(errorSpent(1.2, 0.05)).toBe(0.05)
    expect(errorSpent(0.5, 0.05)).toBeCloseTo(0.00305, 5)
    expect(() => errorSpent(0.5, 0)).toThrow(RangeError)
    expect(() => lookLevels(looksAt([0]))).toThrow(RangeError)
  })
})
