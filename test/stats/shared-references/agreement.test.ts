import { describe, expect, test } from 'vitest'
import { cohenKappa } from '../../../server/stats/agreement/cohen.ts'
import { fleissKappa } from '../../../server/stats/agreement/fleiss.ts'
import { gwetAc1, gwetAc2 } from '../../../server/stats/agreement/gwet.ts'
import { krippendorffAlpha, type Metric } from '../../../server/stats/agreement/krippendorff.ts'
import { percentAgreement } from '../../../server/stats/agreement/percent-agreement.ts'
import { dawidSkene } from '../checks/dawid-skene.ts'
import { predictionPoweredMean } from '../checks/ppi.ts'
import { named, referencesMissing, trackedReference } from '../references.ts'
import { expectNear } from '../tables.ts'

const metrics: Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

describe.skipIf(referencesMissing)(named('agreement equals the shared references'), () => {
  test.each(['o05_krippendorff2011_4x12', 'o06_krippendorff_3x15'])('%s: alpha, AC1 and AC2', (name) => {
    const { input, expected, tolerance, unread } = trackedReference(name)
    const ratings = input.ratings_units_by_raters
    for (const metric of metrics) {
      const alpha = krippendorffAlpha(ratings, metric) as number
      expectNear([alpha], [expected.krippendorff_alpha[metric]], tolerance.alpha as number)
    }
    if (name.startsWith('o06')) return expect(unread()).toEqual([])
    const irr = expected.irrCAC
    const within = tolerance.irrCAC as number
    const shares = [
      percentAgreement(ratings) as number,
      gwetAc1(ratings) as number,
      gwetAc2(ratings) as number,
    ]
    expectNear(shares, [irr.gwet_ac1.pa, irr.gwet_ac1.coef, irr.gwet_ac2_quadratic.coef], within)
    const nominal = krippendorffAlpha(ratings, 'nominal') as number
    const interval = krippendorffAlpha(ratings, 'interval') as number
    expectNear([nominal, interval], [irr.krippendorff_nominal.coef, irr.krippendorff_quadratic.coef], within)
    const { pa, pe } = irr.gwet_ac1
    expect(gwetAc1(ratings)).toBeCloseTo((pa - pe) / (1 - pe), 12)
    const quadratic = irr.gwet_ac2_quadratic
    expect(gwetAc2(ratings)).toBeCloseTo((quadratic.pa - quadratic.pe) / (1 - quadratic.pe), 12)
    // Not built: Conger, Brennan–Prediger, the generalised Fleiss, other weights, closed-form errors (ours: bootstrap).
    const left = unread().filter(
      (path) => !/conger|brennan|fleiss|linear|_ordinal|\.se$|krippendorff.*p[ae]$/.test(path),
    )
    expect(left).toEqual([])
  })

  test('o07: kappas of two raters, and of fourteen', () => {
    const { input, expected, tolerance, unread } = trackedReference('o07_kappa')
    const { rater1, rater2 } = input
    const within = tolerance.abs as number
    const both = rater1.map((rating: number, unit: number) => [rating, rater2[unit]])
    const units = input.fleiss_table_units_by_categories.map((row: number[]) =>
      row.flatMap((count, category) => new Array<number>(count).fill(category)),
    )
    const figures = [
      cohenKappa(rater1, rater2),
      cohenKappa(rater1, rater2, 'linear'),
      cohenKappa(rater1, rater2, 'quadratic'),
      percentAgreement(both),
      fleissKappa(units),
    ] as number[]
    const { cohen, cohen_linear, cohen_quadratic, percent_agreement, fleiss } = expected
    expectNear(figures, [cohen, cohen_linear, cohen_quadratic, percent_agreement, fleiss], within)
    const chance = 1 / input.fleiss_table_units_by_categories[0].length
    const randolph = ((percentAgreement(units) as number) - chance) / (1 - chance)
    expectNear([randolph], [expected.randolph], within)
    expect(unread()).toEqual([])
  })

  test('o08: PPI++ on real votes and a real judge', () => {
    const { input, expected, tolerance, unread } = trackedReference('o08_ppi_llmfao')
    const data = {
      human: input.Y_labeled,
      judge: input.judge_labeled,
      judgeElsewhere: input.judge_unlabeled,
    }
    for (const [options, name] of [
      [{}, 'ppi_plus_plus'],
      [{ lambda: 1 }, 'ppi_lambda1'],
      [{ lambda: 0 }, 'classical_lambda0'],
    ] as const) {
      const { estimate = 0, low = 0, high = 0 } = predictionPoweredMean(data, options) ?? {}
      const { point, ci } = expected[name]
      expectNear([estimate, low, high], [point, ...ci], tolerance.abs as number)
    }
    expect(unread()).toEqual([])
  })

  test('o15: Dawid–Skene of crowd-kit', () => {
    const { input, expected, tolerance, unread } = trackedReference('o15_dawid_skene')
    const { task, worker, label } = input.votes
    const counts = { items: 90, testers: 8, labels: input.labels.length }
    const { priors, posteriors, confusion } = dawidSkene({
      items: task,
      testers: worker,
      labels: label,
      counts,
    })
    expectNear(priors, expected.priors, tolerance.prior as number)
    for (const [item, row] of expected.posteriors.entries()) {
      expectNear(posteriors[item] as number[], row, tolerance.posterior as number)
    }
    for (const [tester, rows] of expected.worker_confusion_observed_given_true.entries()) {
      for (const [observed, row] of rows.entries()) {
        expectNear(confusion[tester]?.[observed] as number[], row, tolerance.posterior as number)
      }
    }
    expect(unread()).toEqual([])
  })
})
