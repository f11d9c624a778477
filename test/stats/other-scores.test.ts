import { expect, test } from 'vitest'
import { tallyOf } from '../../server/stats/votes/tally.ts'
import { averageWinRates } from './checks/average-win-rate.ts'
import { onlineElo } from './checks/online-elo.ts'
import { tableOfCounts } from './tables.ts'

const halves = { ties: 'half', bothBad: 'tie' } as const

test('the average win rate weighs opponents alike, however often they were met', () => {
  const table = tableOfCounts(
    ['A', 'B', 'C', 'D'],
    [
      { first: 0, second: 1, wins: 90, losses: 10 },
      { first: 2, second: 0, wins: 1, ties: 1 },
    ],
  )
  expect(averageWinRates(tallyOf(table), halves)).toEqual([(0.9 + 0.25) / 2, 0.1, 0.75, null])
  const dropped = averageWinRates(tallyOf(table), { ties: 'drop', bothBad: 'drop' })
  expect(dropped[0]).toBeCloseTo((0.9 + 0) / 2, 12)
})

test('online Elo depends on the order of the votes, which is why it ranks nothing here', () => {
  const wins = { first: 0, second: 1, wins: 1 }
  const losses = { first: 0, second: 1, losses: 1 }
  const one = onlineElo(tableOfCounts(['A', 'B'], [wins, losses]), 32)
  const other = onlineElo(tableOfCounts(['A', 'B'], [losses, wins]), 32)
  expect(one[0]).toBeLessThan(1000)
  expect(other[0]).toBeGreaterThan(1000)
  expect((one[0] as number) + (one[1] as number)).toBeCloseTo(2000, 9)
})
