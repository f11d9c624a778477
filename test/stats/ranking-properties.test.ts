import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ranking, type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { type VoteTable, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

type Row = { first: number; by: number; outcome: number; tester: number; prompt: number; weight: number }
type Study = { size: number; rows: Row[]; options: RankOptions }

const rowOf = fc.record({
  first: fc.nat(4),
  by: fc.nat(3),
  outcome: fc.nat(3),
  tester: fc.integer({ min: -1, max: 5 }),
  prompt: fc.integer({ min: -1, max: 4 }),
  weight: fc.constantFrom(1, 1, 1, 2, 3),
})

const optionsOf: fc.Arbitrary<RankOptions> = fc.record({
  ties: fc.constantFrom('half', 'davidson', 'drop'),
  bothBad: fc.constantFrom('tie', 'drop'),
  cluster: fc.constantFrom('auto', 'none', 'tester', 'prompt', 'two-way'),
  se: fc.constantFrom('max', 'plain'),
  correction: fc.constantFrom('cr1', 'none'),
  orderEffect: fc.constantFrom('fit', 'ignore'),
  level: fc.constantFrom(0.95, 0.8),
})

const studies: fc.Arbitrary<Study> = fc.record({
  size: fc.integer({ min: 2, max: 5 }),
  rows: fc.array(rowOf, { minLength: 0, maxLength: 60 }),
  options: optionsOf,
})

const name = (k: number) => 'ABCDE'[k] as string
const sides = ({ first, by }: Row, size: number): [number, number] => {
  const one = first % size
  return [one, (one + 1 + (by % (size - 1))) % size]
}

function tableOf(rows: readonly Row[], { size }: { size: number }, names = name): VoteTable {
  const builder = new VoteTableBuilder()
  for (const row of rows) {
    const [first, second] = sides(row, size)
    builder.push({
      first: builder.model(names(first)),
      second: builder.model(names(second)),
      outcome: row.outcome,
      weight: row.weight,
      tester: row.tester < 0 ? -1 : builder.tester(`t${row.tester}`),
      prompt: row.prompt < 0 ? -1 : builder.prompt(`p${row.prompt}`),
    })
  }
  return builder.table()
}

/** What does not depend on how a file is written, by name; P(best) is drawn, so it only comes near. */
function essence(ranking: Ranking, names = (text: string) => text) {
  const models = ranking.models.map(
    ({ model, p_best: _, component: __, ...rest }) => [names(model), rest] as const,
  )
  const pairs = ranking.pairs.map(({ a, b, ...pair }) => {
    const turned = names(a) > names(b)
    const sign = turned ? -1 : 1
    const ends = [pair.low, pair.high].map((end) => (end === null ? null : sign * end))
    return [
      [names(a), names(b)].sort().join(),
      pair.votes,
      turned ? [pair.wins_b, pair.wins_a] : [pair.wins_a, pair.wins_b],
      sign * pair.difference,
      [pair.se, pair.p, pair.p_holm, pair.e_value],
      turned ? ends.reverse() : ends,
    ] as const
  })
  return {
    counts: ranking.counts,
    models: [...models].sort((x, y) => (x[0] < y[0] ? -1 : 1)),
    pairs: [...pairs].sort((x, y) => (x[0] < y[0] ? -1 : 1)),
    connectivity: ranking.connectivity,
    order: ranking.order_effect,
    ties: ranking.tie_parameter,
  }
}

/** A component whose size equals the largest may or may not be the one whose order effect is reported. */
const hasOneLargest = (ranking: Ranking) => ranking.connectivity.components <= 1

/** Equal up to rounding, which grows where strengths are far apart. */
function expectClose(actual: unknown, expected: unknown, path = ''): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const room = 1e-6 * (1 + Math.abs(expected))
    if (!(Math.abs(actual - expected) <= room)) expect(actual, path).toBe(expected)
    return
  }
  if (actual && expected && typeof actual === 'object' && typeof expected === 'object') {
    expect(Object.keys(actual), path).toEqual(Object.keys(expected))
    for (const key of Object.keys(actual)) {
      expectClose(Reflect.get(actual, key), Reflect.get(expected, key), `${path}.${key}`)
    }
    return
  }
  expect(actual, path).toEqual(expected)
}

const runs = { numRuns: 80, seed: 20 }

describe('a ranking', () => {
  test('never holds NaN or Infinity, and names every model once', () => {
    fc.assert(
      fc.property(studies, ({ rows, options, size }) => {
        const table = tableOf(rows, { size })
        const ranking = rank(table, options)
        const back = JSON.parse(
          JSON.stringify(ranking, (_, value) =>
            Number.isFinite(value) || typeof value !== 'number' ? value : 'broken',
          ),
        )
        expect(JSON.stringify(back)).not.toContain('"broken"')
        expect(ranking.models.map(({ model }) => model).sort()).toEqual([...table.models].sort())
        for (const { theta, rank: place, rank_low, rank_high } of ranking.models) {
          expect(Number.isFinite(theta)).toBe(true)
          expect(rank_low).toBeLessThanOrEqual(place)
          expect(place).toBeLessThanOrEqual(rank_high)
        }
      }),
      { ...runs, numRuns: 200 },
    )
  })

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(studies, fc.infiniteStream(fc.nat()), ({ rows, options, size }, keys) => {
        const order = rows.map((row) => ({ row, key: keys.next().value as number }))
        const shuffled = order.sort((x, y) => x.key - y.key).map(({ row }) => row)
        const [one, other] = [
          rank(tableOf(rows, { size }), options),
          rank(tableOf(shuffled, { size }), options),
        ]
        fc.pre(hasOneLargest(one))
        expectClose(essence(other), essence(one))
      }),
      runs,
    )
  })

  test('is renamed when the models are', () => {
    fc.assert(
      fc.property(studies, ({ rows, options, size }) => {
        const renamed = (k: number) => 'ZXYWV'[k] as string
        const back = (text: string) => name('ZXYWV'.indexOf(text))
        const one = rank(tableOf(rows, { size }), options)
        const other = rank(tableOf(rows, { size }, renamed), options)
        expectClose(essence(other, back), essence(one))
      }),
      runs,
    )
  })

  test('treats a count as that many rows', () => {
    fc.assert(
      fc.property(studies, ({ rows, options, size }) => {
        const repeated = rows.flatMap((row) => new Array<Row>(row.weight).fill({ ...row, weight: 1 }))
        const one = rank(tableOf(rows, { size }), options)
        const other = rank(tableOf(repeated, { size }), options)
        expectClose(essence(other), essence(one))
        expectClose(other.fragility.votes_to_flip_first, one.fragility.votes_to_flip_first)
      }),
      runs,
    )
  })

  test('turns the order effect round when all sides are swapped, and changes nothing else', () => {
    fc.assert(
      fc.property(studies, ({ rows, options, size }) => {
        const swapped = rows.map((row) => {
          const [first, second] = sides(row, size)
          const by = (first - second - 1 + 2 * size) % size
          return { ...row, first: second, by, outcome: row.outcome < 2 ? 1 - row.outcome : row.outcome }
        })
        const one = essence(rank(tableOf(rows, { size }), options))
        const other = essence(rank(tableOf(swapped, { size }), options))
        if (one.order) expect(other.order?.theta).toBeCloseTo(-one.order.theta, 5)
        else expect(other.order).toBeNull()
        expectClose([other.models, other.pairs], [one.models, one.pairs])
      }),
      runs,
    )
  })
})
