import { describe, expect, test } from 'vitest'
import { rank } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { type Count, tableOfCounts } from './tables.ts'

const names = (size: number) => Array.from({ length: size }, (_, k) => `m${k}`)
const leftOut = 'The order effect was left out'

/** Model k beats the next ones; the side shown first is the lower number. */
const listed = (size: number): Count[] =>
  Array.from({ length: size }, (_, first) =>
    Array.from({ length: size - first - 1 }, (_, k) => ({
      first,
      second: first + 1 + k,
      wins: 60 + 3 * k,
      losses: 40 - 3 * k,
    })),
  ).flat()

describe('the order effect', () => {
  test.each([2, 3, 4, 8])(
    'of %i models always listed in one order is left out, and they are ranked',
    (size) => {
      const table = tableOfCounts(names(size), listed(size))
      const ranking = rank(table)
      expect(ranking.order_effect).toBeNull()
      expect(ranking.warnings.join()).toContain(leftOut)
      expect(ranking.models.map(({ model }) => model)).toEqual(names(size))
      expect(ranking.models[0]?.elo).toBeGreaterThan(1020)
      const ignored = rank(table, { orderEffect: 'ignore' })
      expect(ranking.models.map(({ theta }) => theta)).toEqual(ignored.models.map(({ theta }) => theta))
    },
  )

  test('is left out where all but one vote stand in one order', () => {
    const once: Count[] = [...listed(4), { first: 1, second: 0, losses: 1 }]
    expect(rank(tableOfCounts(names(4), once)).order_effect).toBeNull()
  })

  test('is left out where pairs form a circle that was never turned', () => {
    const circle = [0, 1, 2].map((first) => ({ first, second: (first + 1) % 3, wins: 60, losses: 40 }))
    expect(rank(tableOfCounts(names(3), circle)).order_effect).toBeNull()
  })

  test('is fitted where pairs stand in both orders, however unevenly within reason', () => {
    const uneven: Count[] = [
      { first: 0, second: 1, wins: 50, losses: 30 },
      { first: 1, second: 0, wins: 12, losses: 8 },
    ]
    expect(rank(tableOfCounts(names(2), uneven)).order_effect?.elo).toBeGreaterThan(50)
  })

  test('is fitted where many models met seldom, with sides drawn', () => {
    const random = createRandom(4)
    const drawn: Count[] = Array.from({ length: 600 }, () => {
      const first = Math.floor(random() * 40)
      const won = random() < 0.6
      const second = (first + 1 + Math.floor(random() * 39)) % 40
      return { first, second, wins: Number(won), losses: Number(!won) }
    })
    const { order_effect } = rank(tableOfCounts(names(40), drawn))
    expect(order_effect?.theta).toBeGreaterThan(0.2)
  })
})
