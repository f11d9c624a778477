import { describe, expect, test } from 'vitest'
import { varianceOf } from '../../../server/stats/errors/sandwich.ts'
import { type RankOptions, withDefaults } from '../../../server/stats/ranking/rank-options.ts'
import { fitComponent } from '../../../server/stats/strengths/component-fit.ts'
import type { VoteTable } from '../../../server/stats/votes/vote-table.ts'
import { named, referencesMissing, type Shape, trackedReference } from '../references.ts'
import { type Columns, expectNear, tableOf } from '../tables.ts'

const base: RankOptions = { orderEffect: 'ignore', se: 'plain' }
const plain: Record<string, RankOptions> = {
  hc0: { cluster: 'none' },
  tester_cr0: { cluster: 'tester', correction: 'none' },
  tester_cr1: { cluster: 'tester' },
  prompt_cr0: { cluster: 'prompt', correction: 'none' },
  prompt_cr1: { cluster: 'prompt' },
  twoway_cr0: { cluster: 'two-way', correction: 'none' },
  twoway_cr1: { cluster: 'two-way' },
}
const fitTable = (table: VoteTable, options: RankOptions) =>
  fitComponent(table, withDefaults({ ...base, ...options }), true)

/** Standard errors of all parameters under one choice of clusters. */
function errors(table: VoteTable, options: RankOptions): number[] {
  const { sandwich } = fitTable(table, options)
  return Array.from({ length: sandwich.count }, (_, k) => Math.sqrt(varianceOf(sandwich, k)))
}

const naiveErrors = (table: VoteTable, options: RankOptions = {}) => {
  const { bread, parameters } = fitTable(table, options).strengths
  return [...parameters.keys()].map((k) => Math.sqrt(bread[k * parameters.length + k] as number))
}

describe.skipIf(referencesMissing)(named('clustered errors equal the shared references'), () => {
  test('o03: tester, prompt and two-way, with and without CR1, of models, a difference and all covariances', () => {
    const { input, expected, tolerance, unread } = trackedReference('o03_llmfao_cluster12')
    const table = tableOf(input.items, input.votes as Columns)
    const { strengths } = fitTable(table, {})
    expectNear(strengths.theta, expected.theta_sum0, tolerance.theta as number)
    const se = tolerance.se as number
    expectNear(naiveErrors(table), expected.se_theta_sum0.naive, se)
    const names: Record<string, string> = {
      hc0: 'hc0',
      tester_cr0: 'tester_cr0',
      tester_cr1: 'tester_cr1_G_over_Gm1',
      prompt_cr0: 'prompt_cr0',
      prompt_cr1: 'prompt_cr1_G_over_Gm1',
      twoway_cr0: 'twoway_cr0',
      twoway_cr1: 'twoway_cr1_each_G_over_Gm1',
    }
    for (const [ours, theirs] of Object.entries(names)) {
      const options = plain[ours] as RankOptions
      expectNear(errors(table, options), expected.se_theta_sum0[theirs], se)
      const difference = Math.sqrt(varianceOf(fitTable(table, options).sandwich, 0, 1))
      expect(Math.abs(difference - expected.se_diff_item0_minus_item1[theirs])).toBeLessThan(se)
    }
    expectNear(errors(table, plain.twoway_cr0 as RankOptions), expected.se_theta_sum0.twoway_cr0_check, se)
    expect(expected.se_diff_item0_minus_item1.twoway_cr0_check).toBeCloseTo(
      expected.se_diff_item0_minus_item1.twoway_cr0,
      9,
    )
    for (const [ours, theirs] of [
      ['twoway_cr0', 'vcov_sum0_twoway_cr0'],
      ['tester_cr0', 'vcov_sum0_tester_cr0'],
    ] as const) {
      expectCovariance(fitTable(table, plain[ours] as RankOptions).sandwich.main, expected[theirs], 1e-8)
    }
    const { testers, prompts } = fitTable(table, {}).sandwich
    expect({ testers, prompts }).toEqual({
      testers: expected.n_clusters.tester,
      prompts: expected.n_clusters.prompt,
    })
    // statsmodels' factor (G / (G − 1)) ((N − 1) / (N − k)) instead of ours.
    const other = Math.sqrt((table.length - 1) / (table.length - (table.models.length - 1)))
    const cr1 = errors(table, plain.tester_cr1 as RankOptions)
    expectNear(
      cr1.map((value) => value * other),
      expected.se_theta_sum0.tester_cr1_statsmodels,
      1e-6,
    )
    const naive = Math.sqrt(quadraticOf(strengths.bread, table.models.length, 0, 1))
    expect(naive).toBeCloseTo(expected.se_diff_item0_minus_item1.naive, 7)
    // The two-way matrix is indefinite, which is why the largest of three variances is used.
    expect(expected.min_eigenvalue_twoway_cr0).toBeLessThan(0)
    expect(unread()).toEqual(['se_diff_item0_minus_item1.tester_cr1_statsmodels', 'n_clusters.intersection'])
  })

  test('o12: 192 respondents, and their interviewers, as clusters', () => {
    const { input, expected, tolerance, unread } = trackedReference('o12_germanparties_cluster')
    const votes = input.votes as { tester: number; group: number; i: number; j: number; i_wins: number }[]
    const columns = {
      first: votes.map((vote) => vote.i),
      second: votes.map((vote) => vote.j),
      score_first: votes.map((vote) => vote.i_wins),
    }
    const table = tableOf(input.items, { ...columns, tester: votes.map((vote) => vote.tester) })
    const groups = tableOf(input.items, { ...columns, tester: votes.map((vote) => vote.group) })
    const { theta } = fitTable(table, {}).strengths
    expectNear(theta, expected.theta_sum0, tolerance.theta as number)
    const fromFirst = theta.map((value) => value - (theta[0] as number))
    expectNear(fromFirst, expected.theta_ref0, tolerance.theta as number)
    expectNear(fromFirst, expected.btmodel_theta_ref0, tolerance.theta as number)
    const se = tolerance.se as number
    expectNear(naiveErrors(table), expected.se_sum0.naive, se)
    expectNear(errors(table, plain.hc0 as RankOptions), expected.se_sum0.hc0, se)
    expectNear(errors(table, plain.tester_cr0 as RankOptions), expected.se_sum0.cluster_tester_cr0, se)
    expectNear(errors(table, plain.tester_cr1 as RankOptions), expected.se_sum0.cluster_tester_cr1, se)
    expectNear(errors(groups, plain.tester_cr1 as RankOptions), expected.se_sum0.cluster_group_cr1, se)
    expectCovariance(
      fitTable(table, plain.tester_cr0 as RankOptions).sandwich.main,
      expected.vcov_sum0_cluster_tester_cr0,
      1e-7,
    )
    expect(unread()).toEqual([])
  })

  test('o21: Davidson with clusters, the tie parameter too', () => {
    const { input, expected, tolerance, unread } = trackedReference('o21_davidson_cluster')
    const table = tableOf(input.items, input.votes as Columns)
    const davidson: RankOptions = { ties: 'davidson' }
    const { strengths, sandwich } = fitTable(table, davidson)
    expectNear(strengths.theta, expected.theta_sum0, tolerance.theta as number)
    expect(strengths.logNu).toBeCloseTo(expected.log_nu, 6)
    const all: [string, number[]][] = [
      ['model', naiveErrors(table, davidson)],
      ...Object.entries(plain).map(([name, options]): [string, number[]] => [
        name,
        errors(table, { ...davidson, ...options }),
      ]),
    ]
    for (const [name, values] of all) {
      if (!(name in expected.se_theta_sum0)) continue
      expectNear(values.slice(0, -1), expected.se_theta_sum0[name], tolerance.se as number)
      expectNear(values.slice(-1), [expected.se_log_nu[name]], tolerance.se as number)
    }
    expect({ tester: sandwich.testers, prompt: sandwich.prompts }).toEqual({
      tester: expected.n_clusters.tester,
      prompt: expected.n_clusters.prompt,
    })
    expect(unread()).toEqual(['n_clusters.intersection'])
  })
})

function expectCovariance(actual: Float64Array, expected: Shape, tolerance: number): void {
  const size = expected.length as number
  for (const [i, row] of (expected as number[][]).entries()) {
    expectNear(actual.subarray(i * size, (i + 1) * size), row, tolerance)
  }
}

function quadraticOf(matrix: Float64Array, size: number, i: number, j: number): number {
  const at = (row: number, column: number) => matrix[row * size + column] as number
  return at(i, i) + at(j, j) - at(i, j) - at(j, i)
}
