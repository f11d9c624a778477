import { describe, expect, test } from 'vitest'
import { benjaminiHochberg, holm } from '../../server/stats/tests/multiplicity.ts'
import { hommel } from './checks/hommel.ts'

/** Expected values from R 4.2.2, p.adjust(p, 'holm'), 'BH', 'hommel'. */
const P = [
  0.0001, 0.004, 0.019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759,
  1,
]
const HOLM = [0.0015, 0.056, 0.228, 0.1235, 0.228, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1]
const BH = [
  0.0015, 0.03, 0.0603, 0.0475, 0.0603, 0.0638571428571429, 0.0638571428571429, 0.0645, 0.0765, 0.486,
  0.581181818181818, 0.714875, 0.753230769230769, 0.813214285714286, 1,
]
const HOMMEL = [0.0015, 0.056, 0.152, 0.095, 0.1608, 0.1946, 0.2086, 0.2408, 0.3213, 1, 1, 1, 1, 1, 1]

const ADJUSTMENTS = [
  { name: 'holm', adjust: holm, want: HOLM },
  { name: 'benjaminiHochberg', adjust: benjaminiHochberg, want: BH },
  { name: 'hommel', adjust: hommel, want: HOMMEL },
]

describe.each(ADJUSTMENTS)('$name', ({ adjust, want }) => {
  test('equals p.adjust', () => {
    for (const [index, value] of adjust(P).entries()) expect(value).toBeCloseTo(want[index] ?? -1, 12)
  })

  test('answers in the order of the input', () => {
    const shuffled = [7, 2, 14, 0, 9, 4, 1, 13, 3, 11, 5, 12, 6, 10, 8]
    const adjusted = adjust(shuffled.map((index) => P[index] ?? 0))
    for (const [place, index] of shuffled.entries())
      expect(adjusted[place]).toBeCloseTo(want[index] ?? -1, 12)
  })

  test('leaves one value, two equal values and none as they are', () => {
    expect(adjust([])).toEqual([])
    expect(adjust([0.2])).toEqual([0.2])
    expect(adjust([1, 1])).toEqual([1, 1])
    expect(adjust([0, 1])).toEqual([0, 1])
  })

  test('refuses what is not a probability', () => {
    for (const bad of [-0.1, 1.1, Number.NaN]) expect(() => adjust([0.5, bad])).toThrow(RangeError)
  })
})

test('Hommel lies between the raw values and Holm', () => {
  for (const [index, value] of hommel(P).entries()) {
    expect(value).toBeGreaterThanOrEqual(P[index] ?? 1)
    expect(value).toBeLessThanOrEqual((holm(P)[index] ?? 0) + 1e-15)
  }
})
