import { describe, expect, test } from 'vitest'
import { logStudentEValue } from '../../../server/stats/decisions/t-mixture.ts'
import { type RankOptions, rank } from '../../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../../server/stats/special/random.ts'
import {
  firstVotes,
  type Vote,
  type VoteTable,
  VoteTableBuilder,
} from '../../../server/stats/votes/vote-table.ts'

type Design = { testers: number; prompts: number; votes: number; chance: (i: number, j: number) => number }

/** Model i beats j with its chance; testers, prompts and sides take turns. */
function votesOf(pairs: [number, number][], { testers, prompts, votes, chance }: Design, seed = 1): Vote[] {
  const random = createRandom(seed)
  return Array.from({ length: votes }, (_, n) => {
    const [i, j] = pairs[n % pairs.length] as [number, number]
    const swapped = Math.floor(n / pairs.length) % 2 === 1
    const wins = random() < chance(i, j)
    return {
      first: swapped ? j : i,
      second: swapped ? i : j,
      outcome: wins !== swapped ? 0 : 1,
      tester: Math.floor(n / pairs.length) % testers,
      prompt: Math.floor(n / (pairs.length * testers)) % prompts,
    }
  })
}

function tableOf(models: string[], rows: Vote[]): VoteTable {
  const builder = new VoteTableBuilder()
  for (const name of models) builder.model(name)
  for (const { tester = 0, prompt = 0, ...vote } of rows) {
    builder.push({ ...vote, tester: builder.tester(`t${tester}`), prompt: builder.prompt(`p${prompt}`) })
  }
  return builder.table()
}

const two: [number, number][] = [[0, 1]]
const strong: Design = { testers: 12, prompts: 30, votes: 360, chance: () => 0.75 }
const decisionsOf = (table: VoteTable, options: RankOptions = {}) => rank(table, options).decisions

describe('a decision', () => {
  test.each([
    [
      'all but one side is even',
      (tester: number, prompt: number) => tester % 2 === 1 || prompt * tester === 8,
    ],
    ['sides are uneven', (tester: number, prompt: number) => (tester * 7 + prompt * 3) % 5 < 2],
  ])('is no surer than by independent votes: all say seven of ten, and %s', (_, isSwapped) => {
    const rows = Array.from({ length: 100 }, (_, n): Vote => {
      const [tester, prompt] = [n % 10, Math.floor(n / 10)]
      const swapped = isSwapped(tester, prompt)
      const wins = (tester + prompt) % 10 < 7
      const [first, second] = swapped ? [1, 0] : [0, 1]
      return { first, second, outcome: wins !== swapped ? 0 : 1, tester, prompt }
    })
    const [pair] = rank(tableOf(['a', 'b'], rows)).pairs
    const independent = { estimate: pair?.difference ?? 0, se: 1 / Math.sqrt(100 * 0.7 * 0.3), degrees: 9 }
    expect(independent.estimate).toBeCloseTo(Math.log(7 / 3), 1)
    expect(pair?.e_value).toBeGreaterThan(1)
    expect(pair?.e_value).toBeLessThanOrEqual(Math.exp(logStudentEValue(independent)))
  })

  test('names the better model when the e-value reaches 20, without a plan', () => {
    const ranking = rank(tableOf(['a', 'b'], votesOf(two, strong)))
    expect(ranking.decisions).toMatchObject([
      { better: 'a', worse: 'b', pair: ['a', 'b'], verdict: 'better', basis: 'e', indirect: false },
    ])
    expect(ranking.decisions[0]?.e).toBe(ranking.pairs[0]?.e_value)
    expect(ranking.decisions[0]?.e).toBeGreaterThan(20)
  })

  test('is too early before 30 votes on a model, whatever they say', () => {
    const rows = votesOf(two, { ...strong, chance: () => 0.9 }).map((vote, n) => ({
      ...vote,
      prompt: n % 30,
    }))
    expect(decisionsOf(tableOf(['a', 'b'], rows.slice(0, 29)))[0]).toMatchObject({
      verdict: 'too_early',
      better: null,
      worse: null,
      basis: null,
    })
    expect(decisionsOf(tableOf(['a', 'b'], rows.slice(0, 30)))[0]?.verdict).not.toBe('too_early')
  })

  test.each([
    { testers: 5, prompts: 30 },
    { testers: 12, prompts: 5 },
  ])('is never made below six testers or prompts: %j', (few) => {
    const rows = votesOf(two, { ...strong, ...few, votes: 1000, chance: () => 0.95 })
    for (const options of [{}, { planned: 1000 }, { cluster: 'none' }] as const) {
      expect(decisionsOf(tableOf(['a', 'b'], rows), options)[0]?.verdict).toBe('too_early')
    }
  })

  test('one tester who gives nearly all votes is no crowd, however many others there are', () => {
    const rows = votesOf(two, strong).map((vote, n) => ({ ...vote, tester: n % 12 === 0 ? n : 0 }))
    expect(decisionsOf(tableOf(['a', 'b'], rows))[0]?.verdict).toBe('too_early')
  })

  test('reaches models that never met, and says so', () => {
    const chain: [number, number][] = [
      [0, 1],
      [1, 2],
    ]
    const rows = votesOf(chain, { ...strong, votes: 1200, chance: () => 0.85 })
    const found = decisionsOf(tableOf(['a', 'b', 'c'], rows)).find(({ pair }) => pair.join() === 'a,c')
    expect(found).toMatchObject({ better: 'a', worse: 'c', indirect: true })
  })

  test('is the same when models change names and sides are swapped', () => {
    const rows = votesOf(two, strong)
    const swapped = rows.map((vote) => ({
      ...vote,
      first: vote.second,
      second: vote.first,
      outcome: 1 - vote.outcome,
    }))
    const relabelled = rows.map((vote) => ({ ...vote, first: 1 - vote.first, second: 1 - vote.second }))
    const options = { planned: 400 }
    const [plain] = decisionsOf(tableOf(['a', 'b'], rows), options)
    const [turned] = decisionsOf(tableOf(['a', 'b'], swapped), options)
    const [other] = decisionsOf(tableOf(['b', 'a'], relabelled), options)
    expect(turned?.e).toBeCloseTo(plain?.e as number, 6)
    expect(turned).toMatchObject({ better: plain?.better, basis: plain?.basis })
    expect(other).toMatchObject({ better: plain?.better, worse: plain?.worse, basis: plain?.basis })
  })
})

describe('a planned look', () => {
  /** Clear in the first half, then the other way round until nothing is left of it. */
  const faded = [
    ...votesOf(two, { ...strong, votes: 180, chance: () => 0.85 }),
    ...votesOf(two, { ...strong, votes: 180, chance: () => 0.15 }, 2),
  ]
  const table = tableOf(['a', 'b'], faded)

  test('decides by the votes up to it, and stands whenever it is asked', () => {
    const planned = { planned: 360 }
    for (const votes of [200, 269, 300, 360]) {
      expect(decisionsOf(firstVotes(table, votes), planned)[0], `${votes}`).toMatchObject({
        better: 'a',
        verdict: 'better',
      })
    }
    expect(decisionsOf(table, planned)[0]?.basis).toBe('look')
    expect(decisionsOf(table)[0]?.verdict).toBe('open')
  })

  test('says the p-value it had, which is not that of all votes', () => {
    const [decision] = decisionsOf(table, { planned: 360 })
    expect(decision?.p).toBe(decisionsOf(firstVotes(table, 200), { planned: 360 })[0]?.p)
    expect(decision?.p).toBeLessThan(0.01)
    expect(rank(table).pairs[0]?.p).toBeGreaterThan(0.05)
  })

  test('finds at the end what the e-value does not', () => {
    const found = Array.from({ length: 12 }, (_, k) =>
      tableOf(['a', 'b'], votesOf(two, { ...strong, chance: () => 0.62 }, 20 + k)),
    )
    const count = (options: RankOptions) =>
      found.filter((one) => decisionsOf(one, options)[0]?.verdict === 'better').length
    expect(count({ planned: 360 })).toBeGreaterThan(count({}))
  })

  test('skips move no look, and counts are as many votes', () => {
    const rows = tableOf(['a', 'b'], faded)
    expect(decisionsOf({ ...rows, skips: 40 }, { planned: 360 })).toEqual(decisionsOf(rows, { planned: 360 }))
    const doubled = { ...rows, weight: new Float64Array(rows.length).fill(2) }
    expect(firstVotes(doubled, 180).length).toBe(90)
    expect(firstVotes(doubled, 181).length).toBe(91)
  })
})

test('a clear difference among sixty testers can be ranked and decided', () => {
  const design = { testers: 60, prompts: 60, votes: 3000, chance: () => 0.95 }
  const rows = votesOf(two, design).map((vote, n) => ({ ...vote, prompt: n % 61 }))
  expect(decisionsOf(tableOf(['a', 'b'], rows))[0]).toMatchObject({ better: 'a', basis: 'e' })
})

test('equal models are called different in no more than five studies of a hundred', () => {
  const studies = 120
  let wrong = 0
  for (let study = 0; study < studies; study++) {
    const table = tableOf(
      ['a', 'b'],
      votesOf(two, { ...strong, votes: 200, chance: () => 0.5 }, 1000 + study),
    )
    const said = [50, 100, 150, 200].map(
      (votes) => decisionsOf(firstVotes(table, votes), { planned: 200 })[0],
    )
    wrong += Number(said.some((decision) => decision?.verdict === 'better'))
  }
  expect(wrong / studies).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / studies))
})
