import { describe, expect, test } from 'vitest'
import { areToldApart, equalVotes } from '../../bench/simulations/few-votes.ts'
import { type Ranking, type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { signFlips } from '../../server/stats/tests/sign-flips.ts'
import { signTest } from '../../server/stats/tests/sign-test.ts'
import { Outcome, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

type Counts = { wins: number; losses?: number; ties?: number; testers?: number; prompts?: number }

/** Votes on A against B, sides swapped in turn; testers and prompts in turn, or no such columns. */
function duel({ wins, losses = 0, ties = 0, testers, prompts }: Counts, options: RankOptions = {}): Ranking {
  const builder = new VoteTableBuilder()
  const models = [builder.model('A'), builder.model('B')] as const
  const answers = [...new Array(wins).fill(0), ...new Array(losses).fill(1), ...new Array(ties).fill(2)]
  for (const [k, answer] of answers.entries()) {
    const side = k % 2
    builder.push({
      first: models[side as 0 | 1],
      second: models[(1 - side) as 0 | 1],
      outcome: answer === 2 ? Outcome.tie : answer === side ? Outcome.first : Outcome.second,
      ...(testers && { tester: builder.tester(`t${k % testers}`) }),
      ...(prompts && { prompt: builder.prompt(`p${k % prompts}`) }),
    })
  }
  return rank(builder.table(), options)
}

const only = <One>([one]: readonly One[]): One => one as One
const width = ({ models }: Ranking) => (models[0]?.theta_high as number) - (models[0]?.theta_low as number)

describe('two models after few votes', () => {
  test.each([
    [1, 1],
    [2, 0.5],
    [3, 0.25],
    [10, 0.00195],
  ])('%i to nothing: p is not below the exact sign test, %f', (wins, exact) => {
    expect(only(duel({ wins }).pairs).p).toBeGreaterThanOrEqual(exact)
    expect(only(duel({ wins }).pairs).p).toBeLessThan(Math.max(0.06, 1.3 * exact))
  })

  test.each([1, 2, 3, 4, 5])('%i to nothing separates no ranks, and no interval is narrow', (wins) => {
    const mixed = duel({ wins: 6, losses: 4 })
    for (const people of [{}, { testers: wins }, { testers: wins, prompts: wins }]) {
      const ranking = duel({ wins, ...people })
      expect(ranking.models.map((model) => [model.rank_low, model.rank_high])).toEqual([
        [1, 2],
        [1, 2],
      ])
      expect(width(ranking)).toBeGreaterThan(width(mixed))
      expect(ranking.models[0]?.theta_low).toBeLessThan(ranking.models[1]?.theta_high as number)
      expect(ranking.too_early).toBe(true)
    }
  })

  test('whatever the split, p is at least the sign test and says what the intervals and ranks say', () => {
    for (let votes = 1; votes <= 40; votes++) {
      for (let wins = Math.ceil(votes / 2); wins <= votes; wins++) {
        const { models, pairs } = duel({ wins, losses: votes - wins })
        const { p, low, difference } = only(pairs)
        expect(p, `${wins} of ${votes}`).toBeGreaterThanOrEqual(signTest(wins, votes - wins))
        const apart = (models[0]?.theta_low as number) > (models[1]?.theta_high as number)
        if ((p as number) > 0.05) expect([(low as number) <= 0, apart]).toEqual([true, false])
        expect(models[0]?.rank_high === 1).toBe((p as number) <= 0.05 && difference > 0)
      }
    }
  })

  test.each([
    [1, 1],
    [2, 0.5],
    [3, 0.25],
    [5, 0.0625],
    [6, 0.03125],
  ])('sixty wins of %i testers, or on as many prompts, are so many exact answers', (clusters, exact) => {
    for (const people of [{ testers: clusters }, { prompts: clusters }, { testers: clusters, prompts: 60 }]) {
      const { models, pairs } = duel({ wins: 60, ...people })
      expect(only(pairs).p).toBeGreaterThanOrEqual(exact)
      expect(models[0]?.rank_high).toBe((only(pairs).p as number) > 0.05 ? 2 : 1)
      expect(models[0]?.win_rate_low).toBeLessThan(0.95)
    }
  })

  test('residuals that cancel within every tester leave an interval, and a wide one', () => {
    const { models, warnings } = duel({ wins: 0, ties: 12, testers: 4, prompts: 3 })
    expect(models[0]?.se).toBeGreaterThan(0.2)
    expect(warnings.join()).toContain('no variation to measure')
  })

  test('a vote without a tester is a tester of its own in the degrees of freedom', () => {
    const rough = duel({ wins: 3, losses: 3 })
    const { se, theta_high } = rough.models[0] as { se: number; theta_high: number }
    expect(theta_high / se).toBeCloseTo(2.5706, 3)
    const reference = duel({ wins: 3, losses: 3 }, { df: 'clusters' }).models[0]
    expect((reference?.theta_high as number) / (reference?.se as number)).toBeCloseTo(1.96, 3)
  })

  test.each([
    [{ wins: 5, losses: 4 }, true],
    [{ wins: 6, losses: 4 }, false],
    [{ wins: 30, losses: 20, testers: 2 }, true],
    [{ wins: 30, losses: 20, testers: 3 }, false],
    [{ wins: 30, losses: 20, prompts: 2 }, false],
  ])('%o: too early is %s', (counts, early) => {
    expect(duel(counts).too_early).toBe(early)
  })

  test('a file without testers and prompts is told so first', () => {
    expect(duel({ wins: 6, losses: 4 }).warnings[0]).toContain('independent of each other')
    expect(duel({ wins: 6, losses: 4, testers: 5 }).warnings[0]).toContain('No vote names its prompt')
    expect(duel({ wins: 6, losses: 4, testers: 5, prompts: 5 }).warnings[0]).not.toContain('No vote names')
  })
})

test('the flips of signs are counted one by one', () => {
  expect(signFlips([3, 2, 4])).toBe(0.25)
  expect(signFlips([1, 1, 1, 1, -1])).toBeCloseTo(signTest(4, 1), 12)
  expect(signFlips([5, -1, 2, 0])).toBe(0.5)
  expect(signFlips([2, -2])).toBe(1)
  expect(signFlips([])).toBe(1)
  expect(signFlips(new Array(13).fill(1))).toBeNull()
})

describe('equal models after few votes', () => {
  test.each([2, 3, 6])('%i models are told apart in next to no tables', (models) => {
    for (const kind of [
      { clusters: null, taste: 0 },
      { clusters: 5, taste: 1 },
    ]) {
      for (const votes of [2, 5, 20]) {
        let wrong = 0
        for (let seed = 0; seed < 40; seed++) {
          wrong += Number(areToldApart(rank(equalVotes({ models, votes, kind }, seed), { seed: 1 }).models))
        }
        expect(wrong, `${votes} votes`).toBeLessThanOrEqual(4)
      }
    }
  })
})
