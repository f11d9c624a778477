import { describe, expect, test } from 'vitest'
import { dawidSkene, type LabelledVotes } from './checks/dawid-skene.ts'
import { named, readReference, referencesMissing } from './references.ts'

interface Reference {
  input: { labels: string[]; votes: { task: number[]; worker: number[]; label: number[] } }
  expected: { priors: number[]; posteriors: number[][]; worker_confusion_observed_given_true: number[][][] }
}

describe.skipIf(referencesMissing)(named('Dawid–Skene on the synthetic reference'), () => {
  const { input, expected } = referencesMissing
    ? ({ input: { labels: [], votes: { task: [], worker: [], label: [] } } } as unknown as Reference)
    : readReference<Reference>('o15_dawid_skene')
  const votes: LabelledVotes = {
    items: input.votes.task,
    testers: input.votes.worker,
    labels: input.votes.label,
    counts: { items: 90, testers: 8, labels: 2 },
  }

  test('equals crowd-kit', () => {
    const fit = dawidSkene(votes)
    expectClose(fit.priors, expected.priors)
    expectClose(fit.posteriors.flat(), expected.posteriors.flat())
    expectClose(fit.confusion.flat(2), expected.worker_confusion_observed_given_true.flat(2))
  })

  test('renaming labels, testers and items renames the answer', () => {
    const fit = dawidSkene(votes)
    const turned = dawidSkene({
      items: votes.items.map((item) => 89 - item),
      testers: votes.testers.map((tester) => 7 - tester),
      labels: votes.labels.map((label) => 1 - label),
      counts: votes.counts,
    })
    expectClose(
      turned.posteriors
        .map((row) => [...row].reverse())
        .reverse()
        .flat(),
      fit.posteriors.flat(),
    )
    expectClose([...turned.priors].reverse(), fit.priors)
  })
})

test('an item without votes gets the priors, a tester without votes stays uncertain', () => {
  const fit = dawidSkene({
    items: [0, 0, 0, 1, 1, 1],
    testers: [0, 1, 2, 0, 1, 2],
    labels: [0, 0, 0, 1, 1, 0],
    counts: { items: 3, testers: 4, labels: 2 },
  })
  expectClose(fit.posteriors[2] ?? [], fit.priors)
  expect(fit.confusion[3]).toEqual([
    [0.5, 0.5],
    [0.5, 0.5],
  ])
  expect(fit.posteriors.flat().every(Number.isFinite)).toBe(true)
})

test('thousands of votes on one item do not underflow', () => {
  const n = 3000
  const fit = dawidSkene({
    items: [...new Array<number>(n).fill(0), 1],
    testers: [...Array.from({ length: n }, (_, vote) => vote % 3), 0],
    labels: [...Array.from({ length: n }, (_, vote) => (vote % 10 === 0 ? 1 : 0)), 1],
    counts: { items: 2, testers: 3, labels: 2 },
  })
  expect(fit.posteriors.flat().every(Number.isFinite)).toBe(true)
})

test('stray indices and lists of different lengths are refused', () => {
  const counts = { items: 1, testers: 1, labels: 2 }
  expect(() => dawidSkene({ items: [0], testers: [0], labels: [2], counts })).toThrow('label 2')
  expect(() => dawidSkene({ items: [0.5], testers: [0], labels: [0], counts })).toThrow('item 0.5')
  expect(() => dawidSkene({ items: [0], testers: [], labels: [0], counts })).toThrow('length')
  const none = { items: 0, testers: 0, labels: 0 }
  expect(() => dawidSkene({ items: [], testers: [], labels: [], counts: none })).toThrow(RangeError)
})

function expectClose(got: readonly number[], want: readonly number[]): void {
  expect(got.length).toBe(want.length)
  for (const [index, value] of got.entries()) expect(Math.abs(value - (want[index] ?? -1))).toBeLessThan(1e-6)
}
