import { describe, expect, test } from 'vitest'
import { leaveOneOut } from '../../server/report/left-out.ts'
import { moreNeeded } from '../../server/report/more-needed.ts'
import { switchesOf } from '../../server/report/switches.ts'
import { clusteredShare } from '../../server/stats/errors/clustered-share.ts'
import { wilson } from '../../server/stats/errors/proportion.ts'
import { largest } from '../../server/stats/errors/strength-intervals.ts'
import { rank, rankInFull } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { tallyOf } from '../../server/stats/votes/tally.ts'
import { Outcome, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

type Row = { first: number; second: number; outcome: number; tester: string; prompt: string }

function tableOf(models: number, rows: Row[]) {
  const builder = new VoteTableBuilder()
  for (let model = 0; model < models; model++) builder.model(`m${model}`)
  for (const { tester, prompt, ...vote } of rows) {
    builder.push({ ...vote, tester: builder.tester(tester), prompt: builder.prompt(prompt) })
  }
  return builder.table()
}

/** Model 0 wins with the given chance, which may be the tester's own. */
function duels(testers: number, prompts: number, chance: (tester: number) => number): Row[] {
  const random = createRandom(11)
  return Array.from({ length: testers * prompts }, (_, n) => {
    const tester = Math.floor(n / prompts)
    const swapped = n % 2 === 1
    const wins = random() < chance(tester)
    return {
      first: swapped ? 1 : 0,
      second: swapped ? 0 : 1,
      outcome: wins !== swapped ? Outcome.first : Outcome.second,
      tester: `t${tester}`,
      prompt: `p${n % prompts}`,
    }
  })
}

function needed(rows: Row[]) {
  const table = tableOf(2, rows)
  const { ranking, components } = rankInFull(table)
  const asked = { models: table.models, pairs: ranking.pairs, votes: table.length, alpha: 0.05 }
  return { ranking, more: moreNeeded(components, asked) }
}

describe('what more would tell', () => {
  test('is as many votes as settle the pair when they come', () => {
    const once = duels(200, 1, () => 0.58).map((row, n) => ({ ...row, prompt: `p${n}` }))
    const { more } = needed(once)
    const votes = more[0]?.votes ?? 0
    expect(votes).toBeGreaterThan(50)
    expect(more[0]?.range?.low).toBeLessThan(votes)
    expect(more[0]?.range?.high ?? Infinity).toBeGreaterThan(votes)
    // The same answers again and again, by new testers: the difference stays as it is.
    const times = Math.ceil((200 + votes) / 200) + 1
    const many = Array.from({ length: times }, (_, k) =>
      once.map((row) => ({
        ...row,
        tester: `${row.tester} ${k}`,
        prompt: `${row.prompt} ${k}`,
      })),
    ).flat()
    expect(needed(many).more).toEqual([])
  })

  test('is only other testers where each always prefers the same model', () => {
    const { more } = needed(duels(12, 40, (tester) => (tester % 12 < 7 ? 0.97 : 0.03)))
    expect(more[0]?.votes).toBeNull()
    expect(more[0]?.testers).toBeGreaterThan(12)
    expect(more[0]?.prompts).toBeNull()
  })

  test('is nothing where the pair is settled or there is no difference', () => {
    expect(needed(duels(20, 20, () => 0.9)).more).toEqual([])
    const even = duels(10, 10, () => 1).map((row, n) => ({ ...row, outcome: n % 4 < 2 ? 0 : 1 }))
    expect(needed(even).more).toEqual([])
  })
})

describe('leaving one out', () => {
  const random = createRandom(5)
  const rows = Array.from({ length: 120 }, (_, n): Row => {
    const decides = n % 6 === 0
    const wins = decides ? true : random() < 0.47
    return {
      first: n % 2,
      second: 1 - (n % 2),
      outcome: wins === (n % 2 === 0) ? Outcome.first : Outcome.second,
      tester: decides ? 'loud' : `t${n % 6}`,
      prompt: `p${n % 7}`,
    }
  })

  test('names the tester without whom another model leads, as ranking without them does', () => {
    const table = tableOf(2, rows)
    const { components } = rankInFull(table)
    const main = largest(components)
    if (!main) throw new Error('nothing was compared')
    const found = leaveOneOut(main, 'tester', { names: table.testers, models: table.models, options: {} })
    const without = rank(
      tableOf(
        2,
        rows.filter(({ tester }) => tester !== 'loud'),
      ),
    )
    expect(rank(table).models[0]?.model).toBe('m0')
    expect(without.models[0]?.model).toBe('m1')
    expect(found).toMatchObject({ tried: 6, of: 6, changing: [{ name: 'loud', leader: 'm1' }] })
    expect(found?.largest?.name).toBe('loud')
    const change =
      Math.abs((without.models[0]?.elo ?? 0) - 1000) + Math.abs((rank(table).models[0]?.elo ?? 0) - 1000)
    expect(Math.abs(found?.largest?.elo ?? 0)).toBeCloseTo(change, 3)
  })

  test('asks for at least two to choose from', () => {
    const table = tableOf(
      2,
      rows.map((row) => ({ ...row, tester: 'only' })),
    )
    const main = largest(rankInFull(table).components)
    const asked = { names: table.testers, models: table.models, options: {} }
    expect(main && leaveOneOut(main, 'tester', asked)).toBeNull()
    expect(main && leaveOneOut(main, 'prompt', { ...asked, names: table.prompts })?.of).toBe(7)
  })
})

describe('other rules', () => {
  test('name the models that would change places, as ranking by them does', () => {
    // Over 1: model 0 wins few but ties much; model 2 wins much and loses some.
    const row = (first: number, second: number, outcome: number): Row => ({
      first,
      second,
      outcome,
      tester: 'a',
      prompt: 'b',
    })
    const many = (n: number, one: Row) => Array.from({ length: n }, () => one)
    const rows = [
      ...many(10, row(0, 1, Outcome.first)),
      ...many(2, row(0, 1, Outcome.second)),
      ...many(30, row(0, 1, Outcome.tie)),
      ...many(26, row(2, 1, Outcome.first)),
      ...many(14, row(2, 1, Outcome.second)),
      ...many(2, row(2, 1, Outcome.tie)),
    ]
    const table = tableOf(3, rows)
    const options = { orderEffect: 'ignore' } as const
    const main = largest(rankInFull(table, options).components)
    const found = main ? switchesOf(main, { tally: tallyOf(table), models: table.models, options }) : []
    for (const { ties, bothBad, moved } of found) {
      const now = rank(table, options).models.map(({ model }) => model)
      const then = rank(table, { ...options, ties, bothBad }).models.map(({ model }) => model)
      const expected = now.flatMap((model, k) =>
        then[k] === model ? [] : [{ model, from: k + 1, to: then.indexOf(model) + 1 }],
      )
      expect(moved, ties).toEqual(expected)
    }
    expect(found.find(({ ties }) => ties === 'drop')?.moved).toHaveLength(2)
  })
})

describe('a share among clusters', () => {
  const each = (n: number, of: (k: number) => number) => Int32Array.from({ length: n }, (_, k) => of(k))

  test('is no more certain than one answer a tester, where testers always answer alike', () => {
    const holds = Uint8Array.from({ length: 400 }, (_, k) => Number(Math.floor(k / 20) % 2 === 0))
    const found = clusteredShare(
      { holds, tester: each(400, (k) => Math.floor(k / 20)), prompt: each(400, (k) => k) },
      0.95,
    )
    const alone = wilson({ p: 0.5, n: 20, level: 0.95 })
    expect(found).toMatchObject({ count: 200, total: 400, share: 0.5 })
    expect((found?.high ?? 0) - (found?.low ?? 0)).toBeGreaterThan(0.95 * (alone.high - alone.low))
  })

  test('is as certain as its cases where nobody answers twice', () => {
    const random = createRandom(3)
    const holds = Uint8Array.from({ length: 900 }, () => Number(random() < 0.4))
    const found = clusteredShare({ holds, tester: each(900, (k) => k), prompt: each(900, (k) => k) }, 0.95)
    const plain = wilson({ p: found?.share ?? 0, n: 900, level: 0.95 })
    expect(found?.low).toBeCloseTo(plain.low, 2)
    expect(found?.high).toBeCloseTo(plain.high, 2)
  })

  test('has an answer without cases, with one, and where all are alike', () => {
    const none = new Int32Array(0)
    expect(clusteredShare({ holds: new Uint8Array(0), tester: none, prompt: none }, 0.95)).toBeNull()
    const one = clusteredShare(
      { holds: Uint8Array.of(1), tester: each(1, () => 0), prompt: each(1, () => 0) },
      0.95,
    )
    expect(one).toMatchObject({ share: 1, total: 1 })
    const all = clusteredShare(
      { holds: new Uint8Array(50), tester: each(50, (k) => k % 5), prompt: each(50, (k) => k % 7) },
      0.95,
    )
    expect(all?.low).toBe(0)
    expect(all?.high).toBeGreaterThan(0.05)
    expect(all?.high).toBeLessThan(1)
  })
})
