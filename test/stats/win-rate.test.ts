import { describe, expect, test } from 'vitest'
import { type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { studentQuantile } from '../../server/stats/special/distributions.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { type VoteTable, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

type Row = { first: number; second: number; outcome: number; tester: number; prompt: number; weight: number }

function rowsOf(seed: number, votes: number): Row[] {
  const random = createRandom(seed)
  const draw = (below: number) => Math.floor(random() * below)
  return Array.from({ length: votes }, () => {
    const first = draw(3)
    const tester = draw(6)
    // Testers of even number like the model shown first.
    const outcome = draw(4) === 0 ? 2 + draw(2) : random() < (tester % 2 === 0 ? 0.8 : 0.35) ? 0 : 1
    return {
      first,
      second: (first + 1 + draw(2)) % 3,
      outcome,
      tester,
      prompt: draw(5),
      weight: seed % 2 === 0 ? 1 + draw(3) : 1,
    }
  })
}

function tableOf(rows: readonly Row[]): VoteTable {
  const builder = new VoteTableBuilder()
  for (const name of ['A', 'B', 'C']) builder.model(name)
  for (const row of rows) {
    builder.push({
      ...row,
      tester: builder.tester(`t${row.tester}`),
      prompt: builder.prompt(`p${row.prompt}`),
    })
  }
  return builder.table()
}

/** The interval straight from its definition, vote by vote. */
function byDefinition(rows: readonly Row[], model: number, score: (row: Row) => number, se: 'max' | 'plain') {
  const own = rows
    .filter(({ first, second }) => first === model || second === model)
    .flatMap((row) => new Array<Row>(row.weight).fill(row))
  const n = own.length
  const p = own.reduce((sum, row) => sum + score(row), 0) / n
  const clustered = (key: (row: Row) => string) => {
    const sums = new Map<string, number>()
    for (const row of own) sums.set(key(row), (sums.get(key(row)) ?? 0) + score(row) - p)
    const squares = [...sums.values()].reduce((sum, value) => sum + value * value, 0)
    return { groups: sums.size, variance: ((sums.size / (sums.size - 1)) * squares) / n ** 2 }
  }
  const tester = clustered((row) => `${row.tester}`)
  const prompt = clustered((row) => `${row.prompt}`)
  const twoWay =
    tester.variance + prompt.variance - clustered((row) => `${row.tester} ${row.prompt}`).variance
  const row = own.reduce((sum, one) => sum + (score(one) - p) ** 2, 0) / (n * (n - 1))
  const chosen = se === 'max' ? Math.max(twoWay, tester.variance, prompt.variance) : twoWay
  const effective = (p * (1 - p)) / Math.max(chosen, row)
  const t = studentQuantile(0.975, Math.min(tester.groups, prompt.groups) - 1)
  const centre = (p + (t * t) / (2 * effective)) / (1 + (t * t) / effective)
  const half =
    (t * Math.sqrt((p * (1 - p)) / effective + (t * t) / (4 * effective ** 2))) / (1 + (t * t) / effective)
  return { p, low: centre - half, high: centre + half, twoWay, row, tester: tester.variance }
}

describe.each(['max', 'plain'] as const)('with the %s variance', (se) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 9, 11])('rates and intervals follow their definition, seed %i', (seed) => {
    const rows = rowsOf(seed, 20 + 10 * seed)
    const { models } = rank(tableOf(rows), { se, orderEffect: 'ignore', df: 'clusters' })
    for (const [k, name] of ['A', 'B', 'C'].entries()) {
      const model = models.find((one) => one.model === name)
      const win = byDefinition(
        rows,
        k,
        ({ first, outcome }) => (outcome > 1 ? 0.5 : Number((outcome === 0) === (first === k))),
        se,
      )
      const bad = byDefinition(rows, k, ({ outcome }) => Number(outcome === 3), se)
      expect(model?.win_rate).toBeCloseTo(win.p, 12)
      expect(model?.win_rate_low).toBeCloseTo(win.low, 9)
      expect(model?.win_rate_high).toBeCloseTo(win.high, 9)
      expect(model?.both_bad_rate).toBeCloseTo(bad.p, 12)
      expect(model?.both_bad_rate_low).toBeCloseTo(bad.low, 9)
      expect(model?.both_bad_rate_high).toBeCloseTo(bad.high, 9)
    }
  })
})

test('the seeds above meet every case: two-way the largest, a cluster larger, the row variance larger', () => {
  const cases = [1, 2, 3, 4, 5, 6, 7, 9, 11].flatMap((seed) =>
    [0, 1, 2].map((k) => {
      const rows = rowsOf(seed, 20 + 10 * seed)
      return byDefinition(rows, k, ({ outcome }) => Number(outcome === 3), 'max')
    }),
  )
  expect(cases.some(({ twoWay, row }) => twoWay > row)).toBe(true)
  expect(cases.some(({ twoWay, tester, row }) => Math.max(twoWay, tester) < row)).toBe(true)
  expect(cases.some(({ twoWay, tester }) => tester > twoWay)).toBe(true)
})

test('the largest of three variances is used for strengths and differences, unless the plain one is asked for', () => {
  const table = tableOf(rowsOf(8, 150))
  const of = (options: RankOptions) => rank(table, { orderEffect: 'ignore', ...options })
  const [max, twoWay, tester, prompt] = [
    of({}),
    of({ se: 'plain' }),
    of({ cluster: 'tester' }),
    of({ cluster: 'prompt' }),
  ]
  for (const [k, model] of max.models.entries()) {
    const three = [twoWay, tester, prompt].map((ranking) => ranking.models[k]?.se ?? 0)
    expect(model.se).toBeCloseTo(Math.max(...three), 12)
  }
  for (const [k, pair] of max.pairs.entries()) {
    const three = [twoWay, tester, prompt].map((ranking) => ranking.pairs[k]?.se ?? 0)
    expect(pair.se).toBeCloseTo(Math.max(...three), 12)
  }
  expect(max.models.some((model, k) => (model.se ?? 0) > 1.001 * (twoWay.models[k]?.se ?? 0))).toBe(true)
})
