import { describe, expect, test } from 'vitest'
import { type RankOptions, rank } from '../../server/stats/ranking.ts'
import { Outcome, type VoteTable, VoteTableBuilder } from '../../server/stats/vote-table.ts'
import { readReference, referencesMissing } from './references.ts'

const rowsOnly: RankOptions = { cluster: 'none', orderEffect: 'ignore' }
/** Each file has its own shape; the tests name what they read. */
const reference = (name: string) => readReference<{ input: Shape; expected: Shape }>(name)
type Shape = ReturnType<typeof JSON.parse>

const outcomeOf = (score: number) =>
  score === 1 ? Outcome.first : score === 0 ? Outcome.second : Outcome.tie

type Columns = {
  first: number[]
  second: number[]
  score_first: number[]
  tester?: number[]
  prompt?: number[]
}

function tableOf(items: string[], votes: Columns, covariates: Record<string, number[]> = {}): VoteTable {
  const names = Object.keys(covariates)
  const builder = new VoteTableBuilder({ covariates: names })
  for (const item of items) builder.model(item)
  votes.first.forEach((first, row) => {
    builder.push({
      first,
      second: votes.second[row] as number,
      outcome: outcomeOf(votes.score_first[row] as number),
      ...(votes.tester ? { tester: builder.tester(`t${votes.tester[row]}`) } : {}),
      ...(votes.prompt ? { prompt: builder.prompt(`p${votes.prompt[row]}`) } : {}),
      covariates: names.map((name) => covariates[name]?.[row] as number),
    })
  })
  return builder.table()
}

type Count = { first: number; second: number; wins?: number; losses?: number; ties?: number }

function tableOfCounts(items: string[], counts: Count[]): VoteTable {
  const builder = new VoteTableBuilder()
  for (const item of items) builder.model(item)
  for (const { first, second, wins = 0, losses = 0, ties = 0 } of counts) {
    for (const [outcome, weight] of [wins, losses, ties].entries()) {
      if (weight > 0) builder.push({ first, second, outcome, weight })
    }
  }
  return builder.table()
}

function inOrder<K extends keyof ReturnType<typeof rank>['models'][number]>(
  table: VoteTable,
  options: RankOptions,
  key: K,
) {
  const ranking = rank(table, options)
  return table.models.map((name) => ranking.models.find((model) => model.model === name)?.[key] as number)
}

function expectNear(actual: ArrayLike<number>, expected: number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, k) => {
    expect(Math.abs((actual[k] as number) - value), `entry ${k}: ${actual[k]} for ${value}`).toBeLessThan(
      tolerance,
    )
  })
}

describe.skipIf(referencesMissing)('reference values (skipped where the shared files are absent)', () => {
  test('o02: 59 models of real votes, half-win ties, row sandwich', () => {
    const { input, expected } = reference('o02_llmfao_crowd_bt59')
    const c = input.counts
    const counts = c.first.map((first: number, k: number) => ({
      first,
      second: c.second[k],
      wins: c.first_wins[k],
      losses: c.second_wins[k],
      ties: c.ties[k],
    }))
    const table = tableOfCounts(input.items, counts)
    expectNear(inOrder(table, rowsOnly, 'theta'), expected.theta_sum0, 1e-8)
    expectNear(inOrder(table, rowsOnly, 'se'), expected.se_theta_hc0_sum0, 1e-6)
    expectNear(inOrder(table, rowsOnly, 'elo'), expected.elo_sum0_centered_1000, 1e-3)
  })

  test('o03: tester, prompt and two-way clusters, with and without CR1', () => {
    const { input, expected } = reference('o03_llmfao_cluster12')
    const table = tableOf(input.items, input.votes)
    const se = (options: RankOptions) => inOrder(table, { ...options, orderEffect: 'ignore' }, 'se')
    expectNear(inOrder(table, rowsOnly, 'theta'), expected.theta_sum0, 1e-8)
    expectNear(se({ cluster: 'none' }), expected.se_theta_sum0.hc0, 1e-7)
    expectNear(se({ cluster: 'tester', correction: 'none' }), expected.se_theta_sum0.tester_cr0, 1e-7)
    expectNear(se({ cluster: 'prompt', correction: 'none' }), expected.se_theta_sum0.prompt_cr0, 1e-7)
    expectNear(
      se({ cluster: 'two-way', se: 'plain', correction: 'none' }),
      expected.se_theta_sum0.twoway_cr0,
      1e-7,
    )
  })

  test('o09: journal citations', () => {
    const { input, expected } = reference('o09_bt_citations')
    const at = (name: string) => input.items.indexOf(name)
    const counts = input.pairs.map((p: { i: string; j: string; wins_i: number; wins_j: number }) => ({
      first: at(p.i),
      second: at(p.j),
      wins: p.wins_i,
      losses: p.wins_j,
    }))
    expectNear(inOrder(tableOfCounts(input.items, counts), rowsOnly, 'theta'), expected.theta_sum0, 1e-6)
  })

  test('o10: baseball with its home-field effect', () => {
    const { input, expected } = reference('o10_bt_baseball_order')
    const at = (name: string) => input.items.indexOf(name)
    const counts = input.rows.map(
      (row: { first: string; second: string; wins_first: number; wins_second: number }) => ({
        first: at(row.first),
        second: at(row.second),
        wins: row.wins_first,
        losses: row.wins_second,
      }),
    )
    const table = tableOfCounts(input.items, counts)
    expectNear(inOrder(table, {}, 'theta'), expected.with_order.theta_sum0, 1e-6)
    expect(rank(table).order_effect?.theta).toBeCloseTo(expected.with_order.order_effect, 6)
  })

  test('o11: Davidson with ties', () => {
    const { input, expected } = reference('o11_davidson_springall')
    const at = (name: string) => input.items.indexOf(name)
    const counts = input.pairs.map((p: { i: string; j: string; wi: number; wj: number; t: number }) => ({
      first: at(p.i),
      second: at(p.j),
      wins: p.wi,
      losses: p.wj,
      ties: p.t,
    }))
    const table = tableOfCounts(input.items, counts)
    expectNear(inOrder(table, { ...rowsOnly, ties: 'davidson' }, 'theta'), expected.theta_sum0, 1e-6)
    expect(rank(table, { ...rowsOnly, ties: 'davidson' }).tie_parameter).toBeCloseTo(expected.nu, 6)
  })

  test('o12: 192 respondents as clusters', () => {
    const { input, expected } = reference('o12_germanparties_cluster')
    const v = input.votes as { tester: number; i: number; j: number; i_wins: number }[]
    const table = tableOf(input.items, {
      first: v.map((vote) => vote.i),
      second: v.map((vote) => vote.j),
      score_first: v.map((vote) => vote.i_wins),
      tester: v.map((vote) => vote.tester),
    })
    const options: RankOptions = { cluster: 'tester', orderEffect: 'ignore' }
    expectNear(inOrder(table, options, 'theta'), expected.theta_sum0, 1e-6)
    expectNear(inOrder(table, options, 'se'), expected.se_sum0.cluster_tester_cr1, 1e-6)
    expectNear(
      inOrder(table, { ...options, correction: 'none' }, 'se'),
      expected.se_sum0.cluster_tester_cr0,
      1e-6,
    )
  })

  test('o16: answer length as an unpenalised covariate', () => {
    const { input, expected } = reference('o16_style_length')
    const feature = (input.features as number[][]).map(([value = 0]) => value)
    const table = tableOf(input.items, input.votes, { length: feature })
    const options: RankOptions = { ...rowsOnly, covariates: ['length'] }
    const ranking = rank(table, options)
    expectNear(inOrder(table, options, 'theta'), expected.unpenalised.theta_sum0, 1e-7)
    expect(ranking.covariates[0]?.beta).toBeCloseTo(expected.unpenalised.coef[0], 7)
    expect(ranking.covariates[0]?.se).toBeCloseTo(expected.unpenalised.coef_se_hc0[0], 6)
  })

  test('o17: separated models get a provisional MAP fit', () => {
    const { input, expected } = reference('o17_separation')
    const table = tableOfMatrix(input.win_matrix_row_beats_column)
    const ranking = rank(table, rowsOnly)
    expectNear(inOrder(table, rowsOnly, 'theta'), expected.map.gaussian_prior_variance_4.theta, 1e-8)
    expect(ranking.method.prior).toEqual({ sd: 2 })
    expect(ranking.models.every((model) => model.provisional)).toBe(true)
    expect(ranking.connectivity).toEqual({ components: 1, strongly_connected: false })
  })

  test('o18: separate components are separate tables', () => {
    const { input, expected } = reference('o18_disconnected')
    const ranking = rank(tableOfMatrix(input.win_matrix_row_beats_column), rowsOnly)
    expect(ranking.connectivity.components).toBe(expected.weak_components.length)
    expect(ranking.models.map((model) => model.provisional)).toEqual([false, false, false, false, false])
    expect(ranking.pairs).toHaveLength(4)
    expect(ranking.models.filter((model) => model.rank === 1)).toHaveLength(2)
  })

  test('o21: Davidson with clustered errors', () => {
    const { input, expected } = reference('o21_davidson_cluster')
    const table = tableOf(input.items, input.votes)
    const options: RankOptions = { ties: 'davidson', orderEffect: 'ignore' }
    expectNear(inOrder(table, options, 'theta'), expected.theta_sum0, 1e-6)
    const se = (more: RankOptions) => inOrder(table, { ...options, ...more }, 'se')
    expectNear(se({ cluster: 'tester' }), expected.se_theta_sum0.tester_cr1, 1e-5)
    expectNear(se({ cluster: 'two-way', se: 'plain' }), expected.se_theta_sum0.twoway_cr1, 1e-5)
  })
})

function tableOfMatrix(wins: number[][]): VoteTable {
  const counts = wins.flatMap((row, first) =>
    row.flatMap((count, second) => (count > 0 ? [{ first, second, wins: count }] : [])),
  )
  return tableOfCounts(
    wins.map((_, k) => `m${k}`),
    counts,
  )
}

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

  test('gives e-values only from 50 votes on a pair', () => {
    const few = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 30, losses: 19 }]))
    const enough = rank(tableOfCounts(['A', 'B'], [{ first: 0, second: 1, wins: 30, losses: 20 }]))
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
