import { describe, expect, test } from 'vitest'
import { type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { normalCdf } from '../../server/stats/special/distributions.ts'
import { type VoteTable, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'
import { type Count, expectNear, rowsOnly, tableOf, tableOfCounts } from './tables.ts'

describe('a ranking', () => {
  const games: Count[] = [
    { first: 0, second: 1, wins: 30, losses: 10, ties: 8 },
    { first: 1, second: 0, wins: 12, losses: 25, ties: 5 },
    { first: 1, second: 2, wins: 20, losses: 18, ties: 4 },
    { first: 2, second: 0, wins: 9, losses: 31 },
    { first: 0, second: 2, wins: 28, losses: 11, ties: 2 },
  ]

  test('centres strengths, orders models and numbers pairs', () => {
    const ranking = rank(tableOfCounts(['A', 'B', 'C'], games))
    expect(ranking.models.map((model) => model.model)).toEqual(['A', 'B', 'C'])
    expect(ranking.models.reduce((sum, model) => sum + model.theta, 0)).toBeCloseTo(0, 12)
    expect(ranking.pairs.map(({ a, b }) => a + b)).toEqual(['AB', 'AC', 'BC'])
    expect(ranking.counts).toMatchObject({ votes: 213, a: 99, b: 95, tie: 19, both_bad: 0 })
    expect(ranking.models.reduce((sum, model) => sum + (model.p_best ?? 0), 0)).toBeCloseTo(1, 12)
  })

  test('does not change when the models are renamed or the votes come in another order', () => {
    const before = rank(tableOfCounts(['A', 'B', 'C'], games))
    const after = rank(tableOfCounts(['Z', 'B', 'M'], [...games].reverse()))
    expectNear(
      after.models.map((model) => model.theta),
      before.models.map((model) => model.theta),
      1e-9,
    )
    expectNear(
      after.models.map((model) => model.se as number),
      before.models.map((model) => model.se as number),
      1e-9,
    )
  })

  test('treats a count as that many rows', () => {
    const counted = tableOfCounts(['A', 'B', 'C'], games)
    const builder = new VoteTableBuilder()
    for (const name of counted.models) builder.model(name)
    for (let row = 0; row < counted.length; row++) {
      for (let n = 0; n < (counted.weight?.[row] ?? 1); n++) {
        builder.push({
          first: counted.first[row] as number,
          second: counted.second[row] as number,
          outcome: counted.outcome[row] as number,
        })
      }
    }
    const one = rank(counted)
    const many = rank(builder.table())
    expect(many.counts).toEqual(one.counts)
    expect(many.fragility).toEqual(one.fragility)
    many.models.forEach((model, k) => {
      expect(model.theta).toBeCloseTo(one.models[k]?.theta as number, 10)
      expect(model.se).toBeCloseTo(one.models[k]?.se as number, 10)
      expect(model.win_rate_low).toBeCloseTo(one.models[k]?.win_rate_low as number, 10)
    })
  })

  test('fixes the anchor at 1000 with no width, and measures the others from it', () => {
    const ranking = rank(tableOfCounts(['A', 'B', 'C'], games), { anchor: 'B' })
    const b = ranking.models.find((model) => model.model === 'B')
    expect(b).toMatchObject({ elo: 1000, elo_low: 1000, elo_high: 1000 })
    expect(() => rank(tableOfCounts(['A', 'B', 'C'], games), { anchor: 'D' })).toThrow('no model "D"')
  })

  test('draws P(best) of two models from the distribution of their difference', () => {
    const { pairs, models } = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 30, losses: 22 }]))
    const { difference, se } = pairs[0] as { difference: number; se: number }
    expect(Math.abs((models[0]?.p_best as number) - normalCdf(difference / se))).toBeLessThan(0.015)
  })

  test('gives e-values of the normal mixture only from 50 votes on a pair', () => {
    const normal = { evidence: 'normal' } as const
    const few = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 30, losses: 19 }]), normal)
    const enough = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 30, losses: 20 }]), normal)
    expect(few.pairs[0]?.e_value).toBeNull()
    expect(enough.pairs[0]?.e_value).toBeGreaterThan(0)
  })

  test('says how few votes hold the first rank', () => {
    const close = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 26, losses: 24 }]), rowsOnly)
    expect(close.fragility.votes_to_flip_first).toBe(3)
    expect(close.fragility.share).toBeCloseTo(3 / 50)
  })

  test('leaves an order effect out that the votes cannot tell, and says so', () => {
    const never = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 6, losses: 4 }]))
    expect(never.order_effect).toBeNull()
    expect(never.warnings.join()).toContain('order effect was left out')
    const always = rank(
      tableOfCounts(
        ['A', 'B'],
        [
          { first: 0, second: 1, wins: 6 },
          { first: 1, second: 0, wins: 4 },
        ],
      ),
    )
    expect(always.order_effect).toBeNull()
  })
})

describe('with little to go on', () => {
  const hasNoNonsense = (value: unknown): boolean => {
    if (typeof value === 'number') return Number.isFinite(value)
    if (value && typeof value === 'object') return Object.values(value).every(hasNoNonsense)
    return true
  }
  const cases: Record<string, VoteTable> = {
    'no models': tableOfCounts([], []),
    'one model': tableOfCounts(['A'], []),
    'no votes': tableOfCounts(['A', 'B'], []),
    'one vote': tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 1 }]),
    'only ties': tableOfCounts(['A', 'B'], [{ first: 0, second: 1, ties: 9 }]),
    'a model never compared': tableOfCounts(['A', 'B', 'C'], [{ first: 0, second: 1, wins: 3, losses: 2 }]),
    'one that always wins': tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 500 }]),
    'one tester and one prompt': tableOf(['A', 'B'], {
      first: [0, 1, 0],
      second: [1, 0, 1],
      score_first: [1, 0, 0],
      tester: [0, 0, 0],
      prompt: [0, 0, 0],
    }),
    'clusters of one': tableOf(['A', 'B'], {
      first: [0, 1, 0, 1],
      second: [1, 0, 1, 0],
      score_first: [1, 0, 0, 0.5],
      tester: [0, 1, 2, 3],
      prompt: [0, 1, 2, 3],
    }),
  }
  const variants: RankOptions[] = [
    {},
    { ties: 'davidson' },
    { ties: 'drop' },
    { cluster: 'none' },
    { anchor: null },
  ]

  test.each(Object.keys(cases))('%s: a defined answer, never NaN or Infinity', (name) => {
    for (const options of variants) {
      const ranking = rank(cases[name] as VoteTable, options)
      expect(hasNoNonsense(ranking), JSON.stringify(ranking)).toBe(true)
      expect(ranking.models).toHaveLength((cases[name] as VoteTable).models.length)
    }
  })

  test('what cannot be right is refused in words', () => {
    const bad = (change: Partial<VoteTable>) => () => rank({ ...(cases['one vote'] as VoteTable), ...change })
    expect(bad({ second: Int32Array.of(0) })).toThrow('with itself')
    expect(bad({ weight: Float64Array.of(-1) })).toThrow('positive integer')
    expect(bad({ covariates: [{ name: 'x', values: Float64Array.of(Number.NaN) }] })).toThrow('no number')
    expect(() => rank(cases['one vote'] as VoteTable, { covariates: ['y'] })).toThrow('no covariate "y"')
    expect(() => rank(cases['one vote'] as VoteTable, { level: 1 })).toThrow('between 0 and 1')
  })
})
