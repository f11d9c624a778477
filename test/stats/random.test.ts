import { expect, test } from 'vitest'
import { createRandom } from '../../server/stats/special/random.ts'

test('the same seed gives the same numbers, another seed others', () => {
  const first = draw(7, 100)
  expect(draw(7, 100)).toEqual(first)
  for (const seed of [8, -7, 7 + 2 ** 32]) expect(draw(seed, 100)).not.toEqual(first)
})

test('numbers are spread evenly over [0, 1) and do not follow one another', () => {
  const n = 100_000
  const values = draw(1, n)
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
  const cells = new Array<number>(10).fill(0)
  for (const value of values) cells[Math.floor(value * 10)] = (cells[Math.floor(value * 10)] ?? 0) + 1
  const chiSquare = cells.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0)
  expect(chiSquare).toBeLessThan(27.9)
  let lagged = 0
  for (let i = 1; i < n; i++) lagged += ((values[i] ?? 0) - 0.5) * ((values[i - 1] ?? 0) - 0.5)
  expect(Math.abs((12 * lagged) / n)).toBeLessThan(4 / Math.sqrt(n))
})

test('neighbouring seeds are not alike', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => createRandom(seed)())
  expect(firsts.reduce((sum, value) => sum + value, 0) / 2000).toBeCloseTo(0.5, 1)
  expect(new Set(firsts).size).toBe(2000)
})

test('a seed must be an integer', () => {
  for (const seed of [0.5, Number.NaN, Infinity]) expect(() => createRandom(seed)).toThrow(RangeError)
})

function draw(seed: number, n: number): number[] {
  const random = createRandom(seed)
  return Array.from({ length: n }, () => random())
}
