import { describe, expect, test } from 'vitest'
import { rowVarianceOf } from '../../../server/stats/errors/sandwich.ts'
import { type RankOptions, withDefaults } from '../../../server/stats/ranking/rank-options.ts'
import { rank } from '../../../server/stats/ranking/ranking.ts'
import { normalCdf } from '../../../server/stats/special/distributions.ts'
import { bradleyTerryModel, type fitBradleyTerry } from '../../../server/stats/strengths/bradley-terry.ts'
import { fitComponent } from '../../../server/stats/strengths/component-fit.ts'
import { eloPerLogOdds } from '../../../server/stats/strengths/elo.ts'
import { slopeAt } from '../../../server/stats/strengths/strengths.ts'
import { cellsOfRows } from '../../../server/stats/votes/cells.ts'
import { meetings, tallyOf } from '../../../server/stats/votes/tally.ts'
import type { VoteTable } from '../../../server/stats/votes/vote-table.ts'
import { averageWinRates } from '../checks/average-win-rate.ts'
import { newman } from '../checks/newman.ts'
import { onlineElo } from '../checks/online-elo.ts'
import { named, referencesMissing, type Shape, trackedReference } from '../references.ts'
import { type Columns, expectNear, inOrder, rowsOnly, tableOf, tableOfCounts } from '../tables.ts'

const halves = { ties: 'half', bothBad: 'tie' } as const
const fitTable = (table: VoteTable, options: RankOptions = rowsOnly) =>
  fitComponent(table, withDefaults(options), true)

describe.skipIf(referencesMissing)(named('strengths equal the shared references'), () => {
  test('o01: counts, win rates, Bradley–Terry, Newman, online Elo of evalica', () => {
    const { input, expected, tolerance, unread } = trackedReference('o01_food_basics')
    const { left, right, winner } = input.comparisons
    const score = winner.map((side: string) => ({ left: 1, right: 0 })[side] ?? 0.5)
    const table = tableOf(input.items, { first: left, second: right, score_first: score })
    const tally = tallyOf(table)
    const grid = (count: 'wins' | 'ties') =>
      table.models.map((_, i) => table.models.map((_, j) => (i === j ? 0 : meetings(tally, i, j)[count])))
    const [wins, ties] = [grid('wins'), grid('ties')]
    expect(wins).toEqual(expected.win_matrix)
    expect(ties).toEqual(expected.tie_matrix)
    const won = wins.map((row, i) => row.reduce((sum, w, j) => sum + w + (ties[i]?.[j] ?? 0) / 2, 0))
    expect(won).toEqual(expected.counting)
    expectNear(averageWinRates(tally, halves) as number[], expected.average_win_rate, 1e-12)

    const { theta } = fitTable(table).strengths
    expectNear(theta, expected.bradley_terry_theta_sum0, tolerance.theta as number)
    expectNear(theta.map(Math.exp), expected.bradley_terry_scores_geomean1, 1e-7)
    const iterated = newman(wins, ties)
    expectNear(iterated.theta, expected.newman_theta_sum0, tolerance.newman as number)
    expect(iterated.v).toBeCloseTo(expected.newman_v, 6)
    const davidson = rank(table, { ...rowsOnly, ties: 'davidson' })
    expect(davidson.tie_parameter).toBeCloseTo(expected.davidson_nu_equals_2v, 6)
    expectNear(inOrder(table, { ...rowsOnly, ties: 'davidson' }, 'theta'), expected.newman_theta_sum0, 1e-6)
    expectNear(onlineElo(table, input.elo_parameters.k), expected.elo_k4, tolerance.elo as number)
    // Not built: PageRank, which has no model of a vote; iteration counts are the other program's.
    expect(unread()).toEqual([
      'pagerank_damping_0_85',
      'iterations.bt',
      'iterations.newman',
      'iterations.pagerank',
    ])
  })

  test('o02: 59 models of real votes, half-win ties, naive, row and arena-rank errors', () => {
    const { input, expected, tolerance, unread } = trackedReference('o02_llmfao_crowd_bt59')
    const c = input.counts
    const counts = c.first.map((first: number, k: number) => ({
      first,
      second: c.second[k],
      wins: c.first_wins[k],
      losses: c.second_wins[k],
      ties: c.ties[k],
    }))
    const table = tableOfCounts(input.items, counts)
    const ranking = rank(table, rowsOnly)
    const column = (key: 'theta' | 'se' | 'elo' | 'elo_low' | 'elo_high') =>
      table.models.map((name) => ranking.models.find((model) => model.model === name)?.[key] as number)
    expectNear(column('theta'), expected.theta_sum0, tolerance.theta as number)
    expectNear(column('se'), expected.se_theta_hc0_sum0, tolerance.se as number)
    expectNear(column('elo'), expected.elo_sum0_centered_1000, tolerance.elo as number)
    expectNear(
      column('se').map((se) => se * eloPerLogOdds),
      expected.se_elo_hc0,
      1e-4,
    )
    const { bread, size } = fitTable(table).strengths
    const naive = Array.from({ length: size }, (_, k) => Math.sqrt(bread[k * size + k] as number))
    expectNear(naive, expected.se_theta_naive_sum0, tolerance.se as number)
    // Optimisers that stop early (FastChat) or add a ridge (arena-rank): near, not equal.
    expectNear(column('elo'), expected.fastchat_compute_bt, 0.1)
    expectNear(column('elo'), expected.fastchat_compute_elo_mle_with_tie, 0.1)
    expectNear(
      column('se').map((se) => se * eloPerLogOdds),
      expected.arena_rank_se_elo,
      0.1,
    )
    expectNear(column('elo_low'), expected.arena_rank_ci_low, 0.25)
    expectNear(column('elo_high'), expected.arena_rank_ci_high, 0.25)
    expect(unread()).toEqual([])
  })

  test('o09: journal citations, full covariance', () => {
    const { input, expected, tolerance, unread } = trackedReference('o09_bt_citations')
    const at = (name: string) => input.items.indexOf(name)
    const counts = input.pairs.map((p: Record<string, number> & { i: string; j: string }) => ({
      first: at(p.i),
      second: at(p.j),
      wins: p.wins_i,
      losses: p.wins_j,
    }))
    const { strengths } = fitTable(tableOfCounts(input.items, counts))
    expectStrengths(strengths, expected, tolerance)
    const saturated = counts.reduce((sum: number, { wins, losses }: { wins: number; losses: number }) => {
      const n = wins + losses
      return sum + wins * Math.log(wins / n) + losses * Math.log(losses / n)
    }, 0)
    expect(Math.abs(2 * (saturated - strengths.logLikelihood) - expected.deviance)).toBeLessThan(1e-5)
    expect(Math.abs(strengths.logLikelihood - expected.loglik_binomial_kernel)).toBeLessThan(1e-5)
    expect(counts.length - (strengths.size - 1)).toBe(expected.df_residual)
    const { theta } = strengths
    const fitted = counts.map(({ first, second }: { first: number; second: number }) => {
      return 1 / (1 + Math.exp((theta[second] as number) - (theta[first] as number)))
    })
    expectNear(fitted, expected.fitted_p_i_beats_j, 1e-6)
    expect(unread()).toEqual([])
  })

  test('o10: baseball with and without its home-field effect', () => {
    const { input, expected, tolerance, unread } = trackedReference('o10_bt_baseball_order')
    const at = (name: string) => input.items.indexOf(name)
    type Row = { first: string; second: string; wins_first: number; wins_second: number }
    const counts = input.rows.map((row: Row) => ({
      first: at(row.first),
      second: at(row.second),
      wins: row.wins_first,
      losses: row.wins_second,
    }))
    const table = tableOfCounts(input.items, counts)
    const plain = fitTable(table).strengths
    const home = fitTable(table, { cluster: 'none' }).strengths
    expectStrengths(plain, expected.no_order, tolerance)
    expectStrengths(home, expected.with_order, tolerance)
    const count = home.parameters.length
    const order = home.parameters[home.size] as number
    const se = Math.sqrt(home.bread[count * count - 1] as number)
    expect(order).toBeCloseTo(expected.with_order.order_effect, 6)
    expect(rank(table).order_effect?.theta).toBeCloseTo(order, 10)
    expect(se).toBeCloseTo(expected.with_order.order_se, 6)
    expect(order / se).toBeCloseTo(expected.order_test.wald_z, 5)
    expect(2 * normalCdf(-order / se)).toBeCloseTo(expected.order_test.wald_p, 6)
    const ratio = 2 * (home.logLikelihood - plain.logLikelihood)
    expect(ratio).toBeCloseTo(expected.order_test.lrt_chisq, 5)
    expect(2 * normalCdf(-Math.sqrt(ratio))).toBeCloseTo(expected.order_test.lrt_p, 6)
    expect(expected.no_order.deviance - expected.with_order.deviance).toBeCloseTo(ratio, 5)
    expect(expected.no_order.df - expected.with_order.df).toBe(1)
    expect(unread()).toEqual([])
  })

  test('o16: answer length as a covariate, unpenalised and with the penalty of FastChat', () => {
    const { input, expected, tolerance, unread } = trackedReference('o16_style_length')
    const feature = (input.features as number[][]).map(([value = 0]) => value)
    const table = tableOf(input.items, input.votes as Columns, { length: feature })
    const options: RankOptions = { ...rowsOnly, covariates: ['length'] }
    const { strengths, sandwich } = fitTable(table, options)
    expectNear(strengths.theta, expected.unpenalised.theta_sum0, tolerance.theta as number)
    expectNear([strengths.parameters[15] as number], expected.unpenalised.coef, tolerance.coef as number)
    expectNear([Math.sqrt(strengths.bread[16 * 16 - 1] as number)], expected.unpenalised.coef_se_naive, 1e-7)
    expectNear([Math.sqrt(rowVarianceOf(sandwich, 15))], expected.unpenalised.coef_se_hc0, 1e-7)
    expect(rank(table, options).covariates[0]?.beta).toBeCloseTo(expected.unpenalised.coef[0], 7)
    expectNear(
      inOrder(table, rowsOnly, 'theta'),
      expected.without_style_theta_sum0,
      tolerance.theta as number,
    )

    // ½ · ½ |b|² on the summed loss, b in units of ln 10: the gradient there equals the penalty's.
    const ridge = expected.fastchat_ridge_reg_0_5
    const scale = Math.LN10
    const point = Float64Array.from([
      ...ridge.ratings_base10_units.map((r: number) => r * scale),
      ridge.coef[0],
    ])
    const { gradient } = slopeAt(
      bradleyTerryModel,
      cellsOfRows(table, false, [Float64Array.from(feature)]),
      point,
    )
    const penalty = ridge.ratings_base10_units.map((r: number) => (0.5 * r) / scale)
    expectNear(gradient, [...penalty, 0.5 * ridge.coef[0]], 1e-4)
    expectNear(
      ridge.ratings_base10_units.map((r: number) => 1000 + 400 * r),
      ridge.elo,
      1e-6,
    )
    expect(unread()).toEqual([])
  })

  test('o11: Davidson with ties, covariance and fitted shares', () => {
    const { input, expected, tolerance, unread } = trackedReference('o11_davidson_springall')
    const at = (name: string) => input.items.indexOf(name)
    type Row = { i: string; j: string; wi: number; wj: number; t: number }
    const counts = input.pairs.map((p: Row) => ({
      first: at(p.i),
      second: at(p.j),
      wins: p.wi,
      losses: p.wj,
      ties: p.t,
    }))
    const table = tableOfCounts(input.items, counts)
    const { strengths } = fitTable(table, { ...rowsOnly, ties: 'davidson' })
    expectStrengths(strengths, expected, tolerance)
    const count = strengths.parameters.length
    expect(strengths.logNu).toBeCloseTo(expected.log_nu, 6)
    expect(Math.sqrt(strengths.bread[count * count - 1] as number)).toBeCloseTo(expected.se_log_nu, 6)
    expect(rank(table, { ...rowsOnly, ties: 'davidson' }).tie_parameter).toBeCloseTo(expected.nu, 6)
    expect(strengths.logLikelihood).toBeCloseTo(expected.loglik_kernel, 5)
    const { theta } = strengths
    for (const [k, { first, second }] of counts.entries()) {
      const half = ((theta[first] as number) - (theta[second] as number)) / 2
      const parts = [Math.exp(half), Math.exp(-half), Math.exp(strengths.logNu as number)]
      const total = parts.reduce((sum, part) => sum + part, 0)
      expectNear(
        parts.map((part) => part / total),
        expected.fitted[k],
        1e-6,
      )
    }
    expect(unread()).toEqual([])
  })
})

/** Strengths, covariance and errors, both with the first item at 0 and with sum 0. */
function expectStrengths(
  strengths: ReturnType<typeof fitBradleyTerry>,
  expected: Shape,
  tolerance: Shape,
): void {
  const { theta, bread, size, parameters } = strengths
  const count = parameters.length
  const v = (i: number, j: number) => bread[i * count + j] as number
  const all = [...theta.keys()]
  if (expected.theta_sum0) expectNear(theta, expected.theta_sum0, tolerance.theta)
  expectNear(
    theta.map((value) => value - (theta[0] as number)),
    expected.theta_ref,
    tolerance.theta,
  )
  const within = tolerance.vcov ?? tolerance.se
  if (expected.se_sum0)
    expectNear(
      all.map((k) => Math.sqrt(v(k, k))),
      expected.se_sum0,
      within,
    )
  const fromFirst = (i: number, j: number) => v(i, j) - v(0, j) - v(i, 0) + v(0, 0)
  expectNear(
    all.map((k) => Math.sqrt(fromFirst(k, k))),
    expected.se_ref,
    within,
  )
  for (let i = 0; i < size; i++) {
    if (expected.vcov_sum0)
      expectNear(
        all.map((j) => v(i, j)),
        expected.vcov_sum0[i],
        within,
      )
    if (expected.vcov_ref)
      expectNear(
        all.map((j) => fromFirst(i, j)),
        expected.vcov_ref[i],
        within,
      )
  }
}
