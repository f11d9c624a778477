import { describe, expect, test } from 'vitest'
import { clopperPearson } from '../../server/stats/errors/proportion.ts'
import { signTest } from '../../server/stats/tests/sign-test.ts'
import { decisiveVotesNeeded, detectableElo, votesNeeded } from './checks/power.ts'

/** R 4.2.2: binom.test(wins, decisive) gives p_two_sided and the Clopper–Pearson interval. */
const SIGN_TESTS = [
  { wins: 8, decisive: 10, p: 0.109375, low: 0.443904537692359, high: 0.974789273673167 },
  { wins: 60, decisive: 100, p: 0.0568879336409809, low: 0.497209150422335, high: 0.696705231297122 },
  { wins: 0, decisive: 7, p: 0.015625, low: 0, high: 0.409616397225003 },
  { wins: 512, decisive: 1000, p: 0.467045121652786, low: 0.4805226592503, high: 0.543406505350825 },
  { wins: 33, decisive: 50, p: 0.0328391375642686, low: 0.512347512278412, high: 0.787945286564618 },
]

test.each(SIGN_TESTS)(
  'the sign test of $wins of $decisive equals binom.test',
  ({ wins, decisive, p, low, high }) => {
    expect(signTest(wins, decisive - wins)).toBeCloseTo(p, 12)
    expect(signTest(decisive - wins, wins)).toBe(signTest(wins, decisive - wins))
    const interval = clopperPearson({ successes: wins, n: decisive, level: 0.95 })
    expect(interval.low).toBeCloseTo(low, 12)
    expect(interval.high).toBeCloseTo(high, 12)
  },
)

test('an even split, and none, are no evidence', () => {
  expect(signTest(0, 0)).toBe(1)
  expect(signTest(5, 5)).toBe(1)
  expect(signTest(1, 0)).toBe(1)
  expect(() => signTest(1.5, 2)).toThrow(RangeError)
  expect(() => signTest(-1, 2)).toThrow(RangeError)
})

describe('power', () => {
  test('decisive votes follow the normal approximation', () => {
    expect(decisiveVotesNeeded(0.55)).toBeCloseTo(782.525955210292, 9)
    expect(decisiveVotesNeeded(0.6, { power: 0.9 })).toBeCloseTo(258.505773978439, 9)
    expect(decisiveVotesNeeded(0.52)).toBeCloseTo(4903.19130001364, 8)
    expect(decisiveVotesNeeded(0.45)).toBeCloseTo(decisiveVotesNeeded(0.55), 9)
  })

  test('with a fifth of ties, 50 Elo take 477 votes and 100 Elo take 122', () => {
    expect(votesNeeded({ elo: 50, ties: 0.2 })).toBeCloseTo(477, 0)
    expect(votesNeeded({ elo: 100, ties: 0.2 })).toBeCloseTo(122, 0)
    expect(votesNeeded({ elo: -100, ties: 0.2 })).toBeCloseTo(122, 0)
  })

  test('what a number of votes detects is the difference that needs this number', () => {
    for (const elo of [10, 30, 75, 300]) {
      expect(detectableElo({ votes: votesNeeded({ elo, ties: 0.3 }), ties: 0.3 })).toBeCloseTo(elo, 6)
    }
  })

  test('a handful of votes detects nothing', () => {
    expect(detectableElo({ votes: 3, ties: 0 })).toBeNull()
    expect(detectableElo({ votes: 0, ties: 0.2 })).toBeNull()
  })

  test('impossible questions are refused', () => {
    expect(() => decisiveVotesNeeded(0.5)).toThrow('one half')
    expect(() => decisiveVotesNeeded(1)).toThrow(RangeError)
    expect(() => votesNeeded({ elo: 0, ties: 0 })).toThrow('not 0')
    expect(() => votesNeeded({ elo: 50, ties: 1 })).toThrow('ties')
    expect(() => detectableElo({ votes: -1, ties: 0 })).toThrow(RangeError)
  })
})
