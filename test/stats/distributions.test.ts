import { describe, expect, test } from 'vitest'
import { logBeta } from '../../server/stats/special/beta.ts'
import * as distributions from '../../server/stats/special/distributions.ts'
import { logGamma } from '../../server/stats/special/gamma.ts'

const { betaQuantile, incompleteBeta } = distributions
const { normalCdf, normalQuantile, studentCdf, studentQuantile } = distributions

/** Expected values from mpmath 1.3.0 at 40 digits: ncdf, erfinv, betainc, loggamma, beta, findroot. */
const REFERENCES = {
  normalCdf: [
    [-37.5, 4.605353009581955e-308],
    [-20, 2.7536241186062337e-89],
    [-8.3, 5.205569744890254e-17],
    [-5, 2.866515718791939e-7],
    [-3, 0.0013498980316300946],
    [-2.51, 0.0060365580804126635],
    [-2.49, 0.006387154764943173],
    [-1.9599639845400545, 0.024999999999999984],
    [-1, 0.15865525393145705],
    [-0.1, 0.460172162722971],
    [-1e-5, 0.49999601057719606],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [1.2, 0.8849303297782917],
    [2.4, 0.9918024640754038],
    [2.6, 0.9953388119762813],
    [6, 0.9999999990134123],
  ],
  normalQuantile: [
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965322],
    [1e-20, -9.262340089798409],
    [1e-10, -6.361340902404057],
    [1e-6, -4.753424308822899],
    [0.001, -3.0902323061678136],
    [0.0125, -2.2414027276049455],
    [0.025, -1.9599639845400543],
    [0.1, -1.2815515655446004],
    [0.3, -0.5244005127080408],
    [0.49, -0.025068908258711057],
    [0.5, 0.0],
    [0.6, 0.2533471031357997],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400538],
    [0.995, 2.5758293035489004],
    [0.999999, 4.753424308817087],
  ],
  studentCdf: [
    [-2, 1, 0.14758361765043326],
    [-0.5, 2, 0.3333333333333333],
    [-0.01, 3, 0.496324555706426],
    [-3, 5.5, 0.013361740330922956],
    [-10, 5.5, 4.9162063904441575e-5],
    [1.3, 7, 0.8826160823038114],
    [-2.5, 39, 0.008366892373598922],
    [-6, 39, 2.589443912786548e-7],
    [-1.96, 1000.0, 0.02513659247787436],
    [-1.96, 1000000.0, 0.024998033792634895],
    [-1e-6, 12, 0.4999996092736948],
    [-40, 0.7, 0.02349836693938258],
    [2, 0.5, 0.7772425549084344],
    [-3, 1000000000.0, 0.0013498980648689578],
  ],
  studentQuantile: [
    [0.025, 1, -12.706204736174705],
    [0.025, 2, -4.302652729749464],
    [0.025, 3, -3.1824463052837095],
    [0.025, 9, -2.2621571627982053],
    [0.025, 39, -2.0226909200367613],
    [0.005, 11.7, -3.068853153481036],
    [0.4, 5, -0.26718086570414507],
    [0.25, 0.5, -1.5537739740300374],
    [1e-10, 4, -416.1751403296041],
    [0.025, 123, -1.9794386850933041],
    [0.025, 1000000.0, -1.959966356814107],
    [0.0005, 2.5, -18.277893528130647],
    [1e-6, 1000.0, -4.781608620458351],
    [0.49, 30, -0.025278783971765813],
  ],
  logGamma: [
    [1e-10, 23.025850929882736],
    [0.1, 2.252712651734206],
    [0.3, 1.0957979948180756],
    [0.499, 0.5743309231606863],
    [0.5, 0.5723649429247001],
    [0.9, 0.06637623973474295],
    [0.999999, 5.772164873855652e-7],
    [1.000001, -5.772148423874147e-7],
    [1.2, -0.08537409000331583],
    [1.5, -0.12078223763524522],
    [1.9999, -4.227520877215346e-5],
    [2.00003, 1.2683820271548697e-5],
    [2.6, 0.35741186354897986],
    [3.7, 1.428072326665388],
    [9.99, 12.779315214350193],
    [10, 12.801827480081469],
    [33.5, 83.30242550295006],
    [1000, 5905.220423209181],
    [10000000.0, 151180949.3694739],
  ],
  logBeta: [
    [0.5, 0.5, 1.1447298858494002],
    [1, 1, 0.0],
    [2, 3, -2.4849066497880004],
    [0.001, 5, 6.905672657062075],
    [10, 10, -13.736229227036555],
    [200, 3, -15.216742791448372],
    [100000.0, 100000.0, -138633.92706134808],
    [5000000.0, 0.5, -7.140109267274487],
    [1000000.0, 2000000.0, -1909548.290968533],
  ],
  incompleteBeta: [
    [0.5, 2, 3, 0.6875],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.99, 0.5, 0.5, 0.9362314391414801],
    [0.3, 10.5, 20.5, 0.3372221224067435],
    [0.6, 10, 40, 0.9999999970786724],
    [1e-8, 0.5, 7, 0.0002932617128847657],
    [0.2, 33, 18, 2.1731934905682956e-12],
    [0.51, 600, 500, 0.00924488190722944],
    [0.5, 5000, 5100, 0.8401528708121379],
    [0.4, 500, 520, 2.900974417542797e-9],
    [0.999, 50, 0.7, 0.8677917920369151],
  ],
  betaQuantile: [
    [0.025, 7, 4, 0.3475471499400027],
    [0.975, 8, 3, 0.9332604888222655],
    [0.025, 0.5, 10.5, 4.7890433157581896e-5],
    [0.975, 0.5, 10.5, 0.2171962675092105],
    [0.005, 33.5, 17.5, 0.4789528989578604],
    [0.5, 2, 3, 0.38572756813238956],
    [0.025, 512, 489, 0.48052265925030013],
    [0.975, 1, 7, 0.40961639722500337],
    [1e-8, 20, 30, 0.09738596731580378],
    [0.3, 0.5, 0.5, 0.20610737385376343],
  ],
}

const FUNCTIONS = {
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
  logGamma,
  logBeta,
  incompleteBeta,
  betaQuantile,
} as Record<string, (...values: number[]) => number>

describe.each(Object.entries(REFERENCES))('%s', (name, rows) => {
  test.each(rows.map((row) => [row.slice(0, -1), row.at(-1) ?? 0] as const))('of %j is %d', (input, want) => {
    const got = FUNCTIONS[name]?.(...input) ?? Number.NaN
    expect(Math.abs(got - want)).toBeLessThanOrEqual(want === 0 ? 1e-15 : 1e-12 * Math.abs(want))
  })
})

test('the ends of the line have probability 0 and 1', () => {
  expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1])
  expect([studentCdf(-Infinity, 3), studentCdf(Infinity, 3)]).toEqual([0, 1])
  expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1])
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1])
})

test("Student's t with infinite degrees of freedom is the normal distribution", () => {
  expect(studentCdf(-1.3, Infinity)).toBe(normalCdf(-1.3))
  expect(studentQuantile(0.975, Infinity)).toBe(normalQuantile(0.975))
  expect(studentQuantile(0.975, 1e9)).toBeCloseTo(normalQuantile(0.975), 8)
})

test('quantiles are symmetric and undo their distribution functions', () => {
  for (const p of [1e-9, 0.004, 0.2, 0.49, 0.7, 0.999]) {
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 12)
    for (const df of [0.4, 1, 3.3, 40, 1e5, 1e8]) {
      expect(studentCdf(studentQuantile(p, df), df) / p).toBeCloseTo(1, 11)
      expect(studentQuantile(1 - (1 - p), df) / -studentQuantile(1 - p, df)).toBeCloseTo(1, 12)
    }
    for (const a of [0.5, 1, 7, 500]) {
      for (const b of [0.5, 2, 90]) expect(incompleteBeta(betaQuantile(p, a, b), a, b) / p).toBeCloseTo(1, 9)
    }
  }
})

test('what has no value is refused, never NaN', () => {
  for (const p of [0, 1, -0.1, 1.1, Number.NaN]) {
    expect(() => normalQuantile(p)).toThrow(RangeError)
    expect(() => studentQuantile(p, 3)).toThrow(RangeError)
  }
  for (const df of [0, -1, Number.NaN]) {
    expect(() => studentCdf(1, df)).toThrow(RangeError)
    expect(() => studentQuantile(0.9, df)).toThrow(RangeError)
  }
  expect(() => normalCdf(Number.NaN)).toThrow(RangeError)
  expect(() => studentQuantile(1e-10, 0.01)).toThrow('no finite value')
  expect(() => logGamma(0)).toThrow(RangeError)
  expect(() => logBeta(1, 0)).toThrow(RangeError)
  expect(() => incompleteBeta(1.5, 1, 1)).toThrow(RangeError)
  expect(() => betaQuantile(0.5, -1, 1)).toThrow(RangeError)
})
