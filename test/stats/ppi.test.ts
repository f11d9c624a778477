import { expect, test } from 'vitest'
import { createRandom } from '../../server/stats/special/random.ts'
import { predictionPoweredMean } from './checks/ppi.ts'
import { named, readReference, referencesMissing } from './references.ts'

interface Reference {
  input: { Y_labeled: number[]; judge_labeled: number[]; judge_unlabeled: number[] }
  expected: Record<
    'ppi_plus_plus' | 'ppi_lambda1' | 'classical_lambda0',
    { point: number; ci: [number, number] }
  >
}

test.skipIf(referencesMissing)(named('PPI++ equals ppi_py on real votes and a real judge'), () => {
  const { input, expected } = readReference<Reference>('o08_ppi_llmfao')
  const data = { human: input.Y_labeled, judge: input.judge_labeled, judgeElsewhere: input.judge_unlabeled }
  const cases = [
    [predictionPoweredMean(data), expected.ppi_plus_plus],
    [predictionPoweredMean(data, { lambda: 1 }), expected.ppi_lambda1],
    [predictionPoweredMean(data, { lambda: 0 }), expected.classical_lambda0],
  ] as const
  for (const [got, want] of cases) {
    expect(got?.estimate).toBeCloseTo(want.point, 12)
    expect(got?.low).toBeCloseTo(want.ci[0], 12)
    expect(got?.high).toBeCloseTo(want.ci[1], 12)
  }
})

test('a judge that is biased but agrees narrows the interval and leaves the estimate unbiased', () => {
  const random = createRandom(5)
  const draw = () => {
    const human = random() < 0.6 ? 1 : 0
    return { human, judge: random() < 0.9 ? Math.min(1, human + 0.2) : 1 }
  }
  const estimates: number[] = []
  const gains: number[] = []
  for (let study = 0; study < 200; study++) {
    const labelled = Array.from({ length: 100 }, draw)
    const data = {
      human: labelled.map((item) => item.human),
      judge: labelled.map((item) => item.judge),
      judgeElsewhere: Array.from({ length: 1000 }, () => draw().judge),
    }
    const powered = predictionPoweredMean(data)
    estimates.push(powered?.estimate ?? 0)
    gains.push((powered?.se ?? 0) / (predictionPoweredMean(data, { lambda: 0 })?.se ?? 1))
  }
  const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length
  expect(Math.abs(mean - 0.6)).toBeLessThan(0.01)
  expect(Math.max(...gains)).toBeLessThanOrEqual(1)
  expect(gains.reduce((sum, value) => sum + value, 0) / gains.length).toBeLessThan(0.8)
})

test('a judge that says nothing leaves people alone', () => {
  const people = { human: [0, 1, 1], judge: [1, 1, 1], judgeElsewhere: [1, 1] }
  expect(predictionPoweredMean(people)).toMatchObject({ lambda: 0, estimate: 2 / 3 })
  const nowhere = { human: [0, 1, 1], judge: [0, 1, 1], judgeElsewhere: [] }
  expect(predictionPoweredMean(nowhere)).toMatchObject({ lambda: 0, estimate: 2 / 3 })
})

test('one labelled item is not enough, and broken scores are refused', () => {
  expect(predictionPoweredMean({ human: [1], judge: [1], judgeElsewhere: [1] })).toBeNull()
  expect(predictionPoweredMean({ human: [], judge: [], judgeElsewhere: [] })).toBeNull()
  const data = { human: [0, 1], judge: [0, 1], judgeElsewhere: [1] }
  expect(() => predictionPoweredMean({ ...data, judge: [1] })).toThrow('2 and 1')
  expect(() => predictionPoweredMean({ ...data, judgeElsewhere: [Number.NaN] })).toThrow('finite')
  expect(() => predictionPoweredMean(data, { level: 1.2 })).toThrow('level')
  expect(() => predictionPoweredMean(data, { lambda: 2 })).toThrow('lambda')
})
