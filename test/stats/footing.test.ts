import { expect, test } from 'vitest'
import { effectiveClusters, footingByModel, footingOf } from '../../server/stats/errors/footing.ts'
import { type RankOptions, rank } from '../../server/stats/ranking/ranking.ts'
import { clusteringOf } from '../../server/stats/votes/clusters.ts'
import { VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

/** Votes of testers with these numbers of votes each on A against B; on as many prompts as there are votes. */
function votesOf(sizes: readonly number[], { strangers = 0, weight = 1 } = {}) {
  const builder = new VoteTableBuilder()
  const [a, b] = [builder.model('A'), builder.model('B')]
  const push = (tester: number, k: number) =>
    builder.push({
      first: k % 2 ? a : b,
      second: k % 2 ? b : a,
      outcome: k % 3 === 0 ? 0 : 1,
      tester,
      prompt: -1,
      weight,
    })
  for (const [tester, size] of sizes.entries()) {
    const id = builder.tester(`t${tester}`)
    for (let k = 0; k < size; k++) push(id, k + tester)
  }
  for (let k = 0; k < strangers; k++) push(-1, k)
  return builder.table()
}

const footing = (table: ReturnType<typeof votesOf>) => footingOf(table, clusteringOf(table, 'tester'))

test('one busy tester leaves fewer effective testers than there are', () => {
  const { testers, votes } = footing(votesOf([90, 5, 5]))
  expect(votes).toBe(100)
  expect(testers).toMatchObject({ number: 3, largest: 0.9 })
  expect(testers?.effective).toBeCloseTo(100 ** 2 / 8150, 12)
  expect(effectiveClusters(footing(votesOf([7, 7, 7, 7])))).toBeCloseTo(4, 12)
})

test('a vote without a tester is a tester of one, and so is every vote that a count stands for', () => {
  const known = footing(votesOf([10], { strangers: 5, weight: 2 }))
  expect(known.testers?.number).toBe(11)
  expect(known.testers?.effective).toBeCloseTo(30 ** 2 / (20 ** 2 + 10), 12)
})

test('of each model the votes that it met count', () => {
  const table = votesOf([6, 3])
  const [a, b] = footingByModel(table, clusteringOf(table, 'tester'))
  expect(a).toEqual(b)
  expect(a?.testers?.effective).toBeCloseTo(81 / 45, 12)
})

test('degrees of freedom follow the effective number of testers, or their plain one where it is asked for', () => {
  const quantile = (options: RankOptions) => {
    const model = rank(votesOf([60, 20, 20, 20]), { cluster: 'tester', orderEffect: 'ignore', ...options })
      .models[0]
    return ((model?.theta_high as number) - (model?.theta as number)) / (model?.se as number)
  }
  expect(quantile({ df: 'clusters' })).toBeCloseTo(3.1824, 3)
  expect(quantile({})).toBeGreaterThan(4.3)
})

test('one tester with more than a fifth of the votes is named as a risk', () => {
  const warnings = (sizes: number[]) => rank(votesOf(sizes)).warnings.join()
  expect(warnings([60, 20, 20, 20])).toContain('One tester carries 50 % of the votes')
  expect(warnings([10, 10, 10, 10, 10, 10])).not.toContain('One tester carries')
})
