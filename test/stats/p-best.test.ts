import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createNormal, probabilityBest } from '../../server/stats/errors/p-best.ts'
import { type Ranking, rank } from '../../server/stats/ranking/ranking.ts'
import { normalCdf } from '../../server/stats/special/distributions.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

const rows = (testers: number, prompts: number) =>
  fc.array(
    fc.record({
      first: fc.nat(4),
      by: fc.nat(3),
      outcome: fc.constantFrom(0, 0, 0, 1, 2),
      tester: fc.nat(testers - 1),
      prompt: fc.nat(prompts - 1),
    }),
    { minLength: 1, maxLength: 120 },
  )

type Row = { first: number; by: number; outcome: number; tester: number; prompt: number }

function rankRows(votes: Row[], size: number): Ranking {
  const builder = new VoteTableBuilder()
  for (const { first, by, tester, prompt, outcome } of votes) {
    const one = first % size
    const other = (one + 1 + (by % (size - 1))) % size
    builder.push({
      first: builder.model(`m${one}`),
      second: builder.model(`m${other}`),
      outcome,
      tester: builder.tester(`t${tester}`),
      prompt: builder.prompt(`p${prompt}`),
    })
  }
  return rank(builder.table())
}

/** 400 votes of 12 testers on 15 prompts, each with a taste, so that the two-way matrix is far from the others. */
function apart(strengths: number[], seed: number): Row[] {
  const random = createRandom(seed)
  const normal = createNormal(random)
  const tastes = Float64Array.from({ length: 27 * 5 }, () => 0.7 * normal())
  return Array.from({ length: 400 }, () => {
    const [first, by, tester, prompt] = [5, 4, 12, 15].map((end) => Math.floor(random() * end)) as Four
    const other = (first + 1 + by) % 5
    const worth = (model: number) =>
      (strengths[model] as number) +
      (tastes[tester * 5 + model] as number) +
      (tastes[(12 + prompt) * 5 + model] as number)
    const wins = random() < 1 / (1 + Math.exp(worth(other) - worth(first)))
    return { first, by, tester, prompt, outcome: wins ? 0 : 1 }
  })
}

type Four = [number, number, number, number]

describe('P(best)', () => {
  test('of two models is the normal probability of their row in the pair table', () => {
    fc.assert(
      fc.property(rows(4, 3), (votes) => {
        const { models, pairs } = rankRows(votes, 2)
        const { difference, se } = pairs[0] as { difference: number; se: number }
        expect(models[0]?.p_best).toBeCloseTo(normalCdf(difference / se), 10)
      }),
      { numRuns: 150, seed: 3 },
    )
  })

  test('of two contenders stays within 0.03 of it, with the other models far behind', () => {
    let tables = 0
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(0, 0.2, 0.5), (seed, gap) => {
        const { models, pairs } = rankRows(apart([2 + gap, 2, -1, -1.3, -1.5], seed), 5)
        const leader = models[0]?.model ?? ''
        const rivals = pairs.filter(({ a, b }) => [a, b].includes(leader))
        const near = rivals.filter(({ difference, se }) => difference < 3.2 * (se as number))
        if (near.length !== 1) return
        tables += 1
        const { difference, se } = near[0] as { difference: number; se: number }
        expect(Math.abs((models[0]?.p_best as number) - normalCdf(difference / se))).toBeLessThan(0.03)
      }),
      { numRuns: 30, seed: 3 },
    )
    expect(tables).toBeGreaterThan(10)
  })

  test('keeps every difference to the leader where the errors come from no single matrix', () => {
    const theta = Float64Array.of(0.5, 0.1, 0, -0.2)
    const errors = [0.1, 0.9, 0.05, 0.8, 0.1, 0.9]
    const of = (i: number, j: number) => {
      const [low, high] = [Math.min(i, j), Math.max(i, j)]
      return errors[(low * (7 - low)) / 2 + high - low - 1] as number
    }
    const shares = probabilityBest(theta, { se: of, spread: () => 0.2 }, { seed: 1, draws: 40_000 })
    expect(shares?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    // The second is 4 errors behind and the fourth 14: only the third may come first.
    expect(Math.abs((shares?.[0] as number) - normalCdf(0.5 / 0.9))).toBeLessThan(0.02)
  })
})
