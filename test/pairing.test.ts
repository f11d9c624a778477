import { describe, expect, test } from 'vitest'
import { newcomerTrial, shareSeparated } from '../bench/simulations/pairing.ts'
import { choosePrompt, type ModelPair, planModelPairs } from '../server/pairing/pairing.ts'
import { planTopTwo } from '../server/pairing/winner-pairing.ts'
import { createRandom } from '../server/stats/special/random.ts'
import { addVotes, createTally } from '../server/stats/votes/tally.ts'
import { Outcome, VoteTableBuilder } from '../server/stats/votes/vote-table.ts'

const gridOf = (models: number, slots = 0, remaining = 100): ModelPair[] =>
  Array.from({ length: models }, (_, lo) =>
    Array.from({ length: models - lo - 1 }, (_, k) => ({ lo, hi: lo + k + 1, slots, remaining })),
  ).flat()

/** Every model of a lower number beats each other one in so many of ten votes. */
function countedVotes(models: number, votes: number, winsOfTen: number) {
  const builder = new VoteTableBuilder()
  for (let model = 0; model < models; model++) builder.model(`m${model}`)
  for (const { lo, hi } of gridOf(models)) {
    for (let vote = 0; vote < votes; vote++) {
      const first = vote % 2 === 0
      const wins = vote % 10 < winsOfTen
      builder.push({
        first: first ? lo : hi,
        second: first ? hi : lo,
        outcome: wins === first ? Outcome.first : Outcome.second,
      })
    }
  }
  return {
    tally: addVotes(createTally(models), builder.table()),
    ids: Array.from({ length: models }, (_, m) => m),
  }
}

const count = (plan: { lo: number; hi: number }[], lo: number, hi: number) =>
  plan.filter((pair) => pair.lo === lo && pair.hi === hi).length

describe('the balanced rule', () => {
  test('fills the least-planned pair of models first, until all are level', () => {
    const grid = gridOf(3)
    ;(grid[0] as ModelPair).slots = 9
    const plan = planModelPairs(grid, { wanted: 6, slotsPerPair: 3, random: createRandom(1) })
    expect(count(plan, 0, 1)).toBe(0)
    expect(count(plan, 0, 2)).toBe(3)
    expect(count(plan, 1, 2)).toBe(3)
  })

  test('gives all new pairs to a late model until it has caught up', () => {
    const grid = gridOf(5).map((pair) => ({ ...pair, slots: pair.hi === 4 ? 0 : 60 }))
    const plan = planModelPairs(grid, { wanted: 80, slotsPerPair: 3, random: createRandom(2) })
    expect(plan.every(({ hi }) => hi === 4)).toBe(true)
    for (const lo of [0, 1, 2, 3]) expect(count(plan, lo, 4)).toBe(20)
  })

  test('says how probable each choice among equals was', () => {
    const plan = planModelPairs(gridOf(3), { wanted: 5, slotsPerPair: 3, random: createRandom(3) })
    expect(plan.map(({ probability }) => probability)).toEqual([1 / 3, 1 / 2, 1, 1 / 3, 1 / 2])
    const isOpen = () => true
    const choice = choosePrompt([2, 1, 1, 1], { isOpen, random: createRandom(4) })
    expect(choice?.probability).toBeCloseTo(1 / 3)
    expect(choice?.at).not.toBe(0)
    expect(choosePrompt([], { isOpen, random: createRandom(4) })).toBeNull()
  })

  test('stops where nothing is left to compare', () => {
    const plan = planModelPairs(gridOf(3, 0, 2), { wanted: 50, slotsPerPair: 1, random: createRandom(5) })
    expect(plan).toHaveLength(6)
  })

  test('brings a late model within ± 40 Elo in 180 votes', () => {
    const votes = Array.from({ length: 9 }, (_, seed) => newcomerTrial({ seed: seed + 1 }) ?? Infinity)
    expect(votes.sort((x, y) => x - y)[4]).toBeLessThanOrEqual(180)
  })
})

describe('the winner rule', () => {
  test('spends its votes on the models that may still be first, and a share on all', () => {
    const counted = countedVotes(5, 60, 7)
    const plan = planTopTwo(gridOf(5, 60, 1000), { wanted: 1000, counted, random: createRandom(1) })
    expect(count(plan, 0, 1)).toBeGreaterThan(500)
    for (const { lo, hi } of gridOf(5)) expect(count(plan, lo, hi)).toBeGreaterThan(10)
  })

  test('tells the probability of each draw, which is how often it happens', () => {
    const counted = countedVotes(4, 20, 6)
    const plan = planTopTwo(gridOf(4, 20, 1e6), { wanted: 20_000, counted, random: createRandom(2) })
    for (const { lo, hi } of gridOf(4)) {
      const drawn = plan.filter((pair) => pair.lo === lo && pair.hi === hi)
      const probability = drawn[0]?.probability ?? 0
      expect(probability).toBeGreaterThan(0.3 / 6 - 1e-9)
      expect(Math.abs(drawn.length / plan.length - probability)).toBeLessThan(0.015)
      expect(new Set(drawn.map((pair) => pair.probability)).size).toBe(1)
    }
  })

  test('looks at a model that nobody has judged yet', () => {
    const counted = countedVotes(4, 200, 6)
    const ids = [...counted.ids, 4]
    const tally = createTally(5)
    for (let i = 0; i < 4; i++)
      tally.counts.set(counted.tally.counts.subarray(i * 16, (i + 1) * 16), i * 5 * 4)
    const plan = planTopTwo(gridOf(5, 0, 1000), {
      wanted: 400,
      counted: { tally, ids },
      random: createRandom(3),
    })
    expect(plan.filter(({ hi }) => hi === 4).length).toBeGreaterThan(200)
  })

  test('starts without votes, with equal chances', () => {
    const nobody = { tally: createTally(3), ids: [10, 20, 30] }
    const grid = gridOf(3).map(({ lo, hi, ...rest }) => ({ lo: 10 * lo + 10, hi: 10 * hi + 10, ...rest }))
    const plan = planTopTwo(grid, { wanted: 30, counted: nobody, random: createRandom(4) })
    expect(plan).toHaveLength(30)
    for (const { probability } of plan) expect(probability).toBeCloseTo(1 / 3, 1)
  })

  test('leaves out pairs with nothing left, and models that are out of the study', () => {
    const grid = gridOf(4, 0, 5).filter(({ hi }) => hi !== 3)
    const plan = planTopTwo(grid, { wanted: 100, counted: countedVotes(4, 20, 6), random: createRandom(5) })
    expect(plan).toHaveLength(15)
    expect(planTopTwo([], { wanted: 5, counted: countedVotes(2, 1, 1), random: createRandom(6) })).toEqual([])
  })

  test('separates the best of six models sooner than the balanced rule', () => {
    const winner = shareSeparated({ rule: 'winner' }, 40)
    expect(winner).toBeGreaterThan(0.65)
    expect(shareSeparated({ rule: 'balanced' }, 40)).toBeLessThan(winner)
  })
})
