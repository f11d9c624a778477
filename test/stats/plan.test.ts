import { describe, expect, test } from 'vitest'
import { plan, reachableElo, votesForPrecision } from '../../server/stats/planning/plan.ts'
import { votesNeeded } from './checks/power.ts'

const QUESTION = { models: 2, testers: 40, prompts: 100, ties: 0.2, differenceElo: 50 }

describe('plan', () => {
  test.each([20, 50, 100])(
    '%d Elo take more votes than a test at one look, and less than twice as many',
    (elo) => {
      const found = plan({ ...QUESTION, differenceElo: elo }).votes_per_pair
      const atOneLook = votesNeeded({ elo, ties: QUESTION.ties })
      expect(found / atOneLook).toBeGreaterThan(1.05)
      expect(found / atOneLook).toBeLessThan(1.7)
    },
  )

  test('few testers take more votes, and smaller differences do', () => {
    const { votes } = plan(QUESTION)
    expect(plan({ ...QUESTION, testers: 8 }).votes).toBeGreaterThan(votes)
    expect(plan({ ...QUESTION, differenceElo: 40 }).votes).toBeGreaterThan(votes)
  })

  test('all pairs of models need as many votes as one', () => {
    const { votes, votes_per_pair } = plan({ ...QUESTION, models: 6 })
    expect(votes).toBe(15 * votes_per_pair)
  })

  test('the votes needed detect the difference asked for, half of them a larger one', () => {
    const needed = plan(QUESTION)
    expect(Math.abs((needed.detectable_elo ?? 0) - 50)).toBeLessThan(0.5)
    expect(plan({ ...QUESTION, votes: Math.round(needed.votes / 2) }).detectable_elo).toBeGreaterThan(65)
    expect(plan({ ...QUESTION, votes: 2 }).detectable_elo).toBeNull()
  })

  test('time and pay belong to the votes needed, and are null when nothing is known of them', () => {
    const { votes, minutes, cost } = plan({ ...QUESTION, secondsPerVote: 30, payPerHour: 12 })
    expect(minutes).toBe(votes / 2)
    expect(cost).toBeCloseTo((votes / 2 / 60) * 12, 9)
    expect(plan(QUESTION)).toMatchObject({ minutes: null, cost: null })
    expect(plan({ ...QUESTION, payPerHour: 12 }).cost).toBeNull()
  })

  test('says which number cannot be', () => {
    expect(() => plan({ ...QUESTION, models: 1 })).toThrow(
      'models must be a whole number of at least 2, found 1',
    )
    expect(() => plan({ ...QUESTION, testers: 2.5 })).toThrow('testers')
    expect(() => plan({ ...QUESTION, prompts: 0 })).toThrow('prompts')
    expect(() => plan({ ...QUESTION, ties: 1 })).toThrow('ties')
    expect(() => plan({ ...QUESTION, differenceElo: 0 })).toThrow('above 0 and at most 2000 Elo, found 0')
    expect(() => plan({ ...QUESTION, differenceElo: 1e9 })).toThrow('2000')
    expect(() => plan({ ...QUESTION, votes: -1 })).toThrow('votes')
    expect(() => plan({ ...QUESTION, secondsPerVote: -1 })).toThrow('seconds per vote')
  })
})

test('testers and prompts set a floor that falls with the root of both', () => {
  expect(reachableElo({ testers: 40, prompts: 100 })).toBeCloseTo(58.2, 1)
  expect(reachableElo({ testers: 160, prompts: 400 })).toBeCloseTo(29.1, 1)
  expect(() => reachableElo({ testers: 0, prompts: 1 })).toThrow('testers')
})

describe('votes for a precision', () => {
  /** Simulated: half widths of 20.4 (rows) and 28.1 Elo (in full) at 2,000 votes; 22.0 at 8,000, 49.2 at 400. */
  const fit = { votes: 2000, rowVariance: 20.4 ** 2, variance: 28.1 ** 2 }

  test('predicts what four times and a fifth of the votes gave, to 3 %', () => {
    expect((votesForPrecision({ ...fit, targetSe: 21.8 }) ?? 0) / 8000).toBeCloseTo(1, 1)
    expect((votesForPrecision({ ...fit, targetSe: 49.9 }) ?? 0) / 400).toBeCloseTo(1, 1)
    expect(votesForPrecision({ ...fit, targetSe: 28.1 })).toBe(2000)
  })

  test('more votes do not help below what testers and prompts leave', () => {
    expect(votesForPrecision({ ...fit, targetSe: 19 })).toBeNull()
  })

  test('without clusters the votes follow the inverse square', () => {
    expect(votesForPrecision({ votes: 100, rowVariance: 4, variance: 3, targetSe: 1 })).toBe(400)
    expect(() => votesForPrecision({ votes: 0, rowVariance: 1, variance: 1, targetSe: 1 })).toThrow(
      RangeError,
    )
  })
})
