import { expect, test } from 'vitest'
import { averageWinRates } from '../../server/stats/average-win-rate.ts'
import { leaveOneOut } from '../../server/stats/leave-one-out.ts'
import { onlineElo } from '../../server/stats/online-elo.ts'
import { rank } from '../../server/stats/ranking.ts'
import { tallyOf } from '../../server/stats/tally.ts'
import { selectVotes, VoteTableBuilder } from '../../server/stats/vote-table.ts'
import { rowsOnly, tableOfCounts } from './tables.ts'

const halves = { ties: 'half', bothBad: 'tie' } as const

/** Everybody likes B a little better, but "fan" votes for A twenty times. */
function tableWithFan() {
  const builder = new VoteTableBuilder()
  const [a, b] = [builder.model('A'), builder.model('B')]
  const vote = (tester: string, outcome: number, weight = 1) =>
    builder.push({ first: a, second: b, outcome, weight, tester: builder.tester(tester) })
  for (const tester of ['ann', 'bob', 'cid', 'dee']) {
    vote(tester, 1, 6)
    vote(tester, 0, 4)
  }
  vote('fan', 0, 20)
  return builder.table()
}

test('names the tester without whom another model is first, and how far strengths move', () => {
  const table = tableWithFan()
  const [fan, ...others] = leaveOneOut(table, 'tester', halves)
  expect(rank(table, rowsOnly).models[0]?.model).toBe('A')
  expect(fan).toMatchObject({ name: 'fan', votes: 20, first: 'B', changesFirst: true })
  expect(others.map(({ changesFirst }) => changesFirst)).toEqual([false, false, false, false])

  const place = Int32Array.from([0, 1])
  const keep = (row: number) => table.testers[table.tester?.[row] as number] !== 'fan'
  const rest = rank(selectVotes(table, { keep, models: table.models, place }), rowsOnly)
  const eloOf = (ranking: ReturnType<typeof rank>) =>
    ranking.models.find(({ model }) => model === 'A')?.elo as number
  expect(fan?.largestMove).toBeCloseTo(Math.abs(eloOf(rest) - eloOf(rank(table, rowsOnly))), 6)
})

test('says null where the rest has no finite strengths, and nothing without names', () => {
  const builder = new VoteTableBuilder()
  const [a, b] = [builder.model('A'), builder.model('B')]
  for (const [tester, outcome] of [
    ['t', 0],
    ['t', 0],
    ['u', 1],
  ] as const) {
    builder.push({ first: a, second: b, outcome, tester: builder.tester(tester) })
  }
  const table = builder.table()
  expect(leaveOneOut(table, 'tester', halves)).toEqual([
    { name: 't', votes: 2, first: null, changesFirst: false, largestMove: null },
    { name: 'u', votes: 1, first: null, changesFirst: false, largestMove: null },
  ])
  expect(leaveOneOut(table, 'prompt', halves)).toEqual([])
})

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
