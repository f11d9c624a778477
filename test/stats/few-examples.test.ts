import { expect, test } from 'vitest'
import { fewExamples } from '../../server/stats/judges/few-examples.ts'

test('five of five examples can still be chance, six of six cannot at 95 %', () => {
  const five = fewExamples([3, 1, 2, 3, 1], 0.95)
  expect(five).toMatchObject({ wins: 5, losses: 0, undecided: 0, needed: null, fewest: 6 })
  expect(five.p).toBeCloseTo(0.0625, 12)
  // R: binom.test(5, 5)$conf.int → 0.4781762, 1
  expect(five.share?.low).toBeCloseTo(0.4781762, 6)
  expect(fewExamples([1, 1, 1, 1, 1, 1], 0.95)).toMatchObject({ needed: 6 })
})

test('an example counts once, however many people agree on it', () => {
  expect(fewExamples([100], 0.95)).toMatchObject({ wins: 1, p: 1 })
  expect(fewExamples([9, -1, 0], 0.95)).toMatchObject({ wins: 1, losses: 1, undecided: 1, p: 1 })
})

test('swapping the two sides swaps wins and losses and nothing else', () => {
  const leads = [2, -1, 1, 0, 3, 1, 1, 2, 1]
  const turned = fewExamples(
    leads.map((lead) => -lead),
    0.95,
  )
  const straight = fewExamples(leads, 0.95)
  expect(turned).toMatchObject({ wins: straight.losses, losses: straight.wins })
  expect(turned.p).toBeCloseTo(straight.p, 12)
  expect(turned.needed).toBe(straight.needed)
})

test('nothing decided shows nothing; an impossible level is refused', () => {
  expect(fewExamples([], 0.95)).toMatchObject({ p: 1, share: null, needed: null })
  expect(() => fewExamples([1], 1)).toThrow(RangeError)
})
