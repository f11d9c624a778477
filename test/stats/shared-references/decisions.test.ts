import { describe, expect, test } from 'vitest'
import { clopperPearson, type Interval, wilson } from '../../../server/stats/errors/proportion.ts'
import { rankIntervals } from '../../../server/stats/ranking/rank-sets.ts'
import { normalCdf, normalQuantile } from '../../../server/stats/special/distributions.ts'
import { confidenceSequence, logEValue } from '../../../server/stats/tests/e-values.ts'
import { benjaminiHochberg, holm } from '../../../server/stats/tests/multiplicity.ts'
import { signTest } from '../../../server/stats/tests/sign-test.ts'
import { betaBinomialLogE, betaBinomialSequence } from '../checks/beta-binomial.ts'
import { bettingProcess, bettingSequence } from '../checks/betting.ts'
import { hommel } from '../checks/hommel.ts'
import { agrestiCoull, jeffreys, wald } from '../checks/intervals.ts'
import { decisiveVotesNeeded } from '../checks/power.ts'
import { testDifferences } from '../checks/test-differences.ts'
import { named, referencesMissing, trackedReference } from '../references.ts'
import { expectNear } from '../tables.ts'

const ends = ({ low, high }: Interval) => [low, high]

describe.skipIf(referencesMissing)(named('tests and intervals equal the shared references'), () => {
  test('o04: intervals of a share', () => {
    const { expected, tolerance, unread } = trackedReference('o04_proportion_ci')
    const within = tolerance.abs as number
    for (const one of expected.cases) {
      const { k, n, alpha, phat } = one
      const level = 1 - alpha
      const sample = { successes: k, n, level }
      expect(k / n).toBeCloseTo(phat, 12)
      expectNear(ends(wilson({ p: k / n, n, level })), one.wilson, within)
      expectNear(ends(clopperPearson(sample)), one.clopper_pearson, within)
      expectNear(ends(agrestiCoull(sample)), one.agresti_coull, within)
      expectNear(ends(jeffreys(sample)), one.jeffreys, within)
      expectNear(ends(wald(sample)), one.wald, within)
    }
    expect(unread()).toEqual([])
  })

  test('o13: adjusted p-values, exact sign tests and numbers of votes', () => {
    const { expected, tolerance, unread } = trackedReference('o13_multiplicity_exact_power')
    const within = tolerance.abs as number
    for (const adjusted of expected.adjusted) {
      const p = adjusted.p as number[]
      expectNear(holm(p), adjusted.holm, within)
      expectNear(benjaminiHochberg(p), adjusted.BH, within)
      expectNear(hommel(p), adjusted.hommel, within)
      expectNear(
        p.map((value) => Math.min(1, value * p.length)),
        adjusted.bonferroni,
        within,
      )
    }
    for (const { wins, decisive, p_two_sided, cp_low, cp_high } of expected.exact_binomial) {
      expect(Math.abs(signTest(wins, decisive - wins) - p_two_sided)).toBeLessThan(within)
      const exact = clopperPearson({ successes: wins, n: decisive, level: 0.95 })
      expectNear(ends(exact), [cp_low, cp_high], within)
    }
    for (const { p, power, n_normal } of expected.power) {
      expect(Math.abs(decisiveVotesNeeded(p, { power }) / n_normal - 1)).toBeLessThan(within)
    }
    expect(unread()).toEqual([])
  })

  test('o14: e-values and confidence sequences', () => {
    const { input, expected, tolerance, unread } = trackedReference('o14_anytime_valid')
    for (const key of ['a=1', 'a=10']) {
      const concentration = Number(key.slice(2))
      const sequences = expected.beta_binomial_cs_decisive_win_prob[key]
      for (const [k, row] of expected.beta_binomial_log_e_null_half[key].entries()) {
        const { n, wins, losses, log_e, log_e_exact_rational } = row
        const logE = betaBinomialLogE(wins, losses, concentration)
        expect(Math.abs(logE - log_e)).toBeLessThan(tolerance.log_e as number)
        expect(Math.abs(logE - log_e_exact_rational)).toBeLessThan(1e-10)
        const { n: seen, decisive, ci95 } = sequences[k]
        expect([seen, decisive]).toEqual([n, wins + losses])
        const sequence = betaBinomialSequence({ wins, losses, concentration, level: 0.95 })
        expectNear(ends(sequence), ci95, tolerance.cs_beta as number)
      }
    }
    const process = bettingProcess(input.scores, 0.5)
    for (const { n, value } of expected.betting_martingale_null_half) {
      expect(Math.abs((process[n - 1] as number) / value - 1)).toBeLessThan(1e-6)
    }
    for (const { n, ci95 } of expected.betting_cs_mean_score) {
      const sequence = bettingSequence(input.scores.slice(0, n), 0.95)
      expectNear(ends(sequence), ci95, tolerance.betting_cs as number)
    }
    for (const { theta, se, tau, log_e, half_width_95 } of expected.msprt_normal_mixture) {
      const estimate = { estimate: theta, se }
      expect(Math.abs(logEValue(estimate, tau) - log_e)).toBeLessThan(tolerance.msprt as number)
      const { low, high } = confidenceSequence(estimate, 0.95, tau)
      expectNear([(high - low) / 2], [half_width_95], tolerance.msprt as number)
    }
    expect(unread()).toEqual([])
  })

  test('o19: rank intervals of four journals', () => {
    const { input, expected, unread } = trackedReference('o19_rank_sets')
    const { theta_sum0: theta, vcov_sum0: v, alpha } = input
    const size = theta.length as number
    const differences = expected.pairwise.map(({ a, b }: { a: number; b: number }) => {
      const se = Math.sqrt(v[a][a] + v[b][b] - v[a][b] - v[b][a])
      return { a, b, estimate: theta[a] - theta[b], se }
    })
    const tested = testDifferences(differences, Infinity)
    for (const [k, want] of expected.pairwise.entries()) {
      const { estimate, se, p, pHolm } = tested[k] as (typeof tested)[number]
      expectNear([estimate, se as number, estimate / (se as number)], [want.diff, want.se, want.z], 1e-9)
      expectNear([(p as number) / want.p, (pHolm as number) / want.p_holm], [1, 1], 1e-9)
    }
    const ranks = rankIntervals(size, tested, alpha).map(ends)
    expect(ranks).toEqual(expected.rank_interval_holm_simultaneous)
    expect(ranks).toEqual(expected.csranks_R_simultaneous)
    const unadjusted = tested.map((one) => ({ ...one, pHolm: one.p }))
    expect(rankIntervals(size, unadjusted, alpha).map(ends)).toEqual(
      expected.rank_interval_unadjusted_pairwise,
    )
    const half = theta.map((_: number, k: number) => normalQuantile(1 - alpha / 2) * Math.sqrt(v[k][k]))
    for (const [k, interval] of expected.marginal_ci.entries()) {
      expectNear([theta[k] - half[k], theta[k] + half[k]], interval, 1e-8)
    }
    const above = theta.map(
      (value: number, i: number) =>
        1 + theta.filter((other: number, j: number) => other - half[j] > value + half[i]).length,
    )
    expect(above).toEqual(expected.lmarena_rank_ub)
    // Sharper critical values than Holm's; all give the same sets here, and none is smaller than the marginal one.
    expect(expected.rank_interval_max_t_simultaneous).toEqual(ranks)
    expect(2 * normalCdf(-expected.max_t_critical_value_all_pairs) * 6).toBeGreaterThan(alpha)
    expect(unread()).toEqual(['max_t_critical_value_scores', 'chi2_scheffe_radius'])
  })
})
