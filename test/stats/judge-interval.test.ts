import { expect, test } from 'vitest'
import type { JudgedItem } from '../../server/stats/judges/judge.ts'
import { humanCeiling, judgeIntervals } from '../../server/stats/judges/judge-interval.ts'

const options = { seed: 1, resamples: 400, level: 0.95 }
const item = (human: 1 | 0 | -1, verdict: 1 | 0 | -1): JudgedItem => ({
  human,
  inOrder: verdict,
  swapped: null,
})

test('the ceiling compares each answer with the majority of the others', () => {
  // 1 of 1, 1, −1: the others say 0, then 0, then 1 against −1. One comparison, none agrees.
  expect(humanCeiling([[1, 1, -1]])).toEqual({ count: 0, total: 1 })
  expect(humanCeiling([[1, 1, 1]])).toEqual({ count: 3, total: 3 })
  expect(humanCeiling([[1], [0, 1], [-1, -1]])).toEqual({ count: 2, total: 2 })
})

test('prompts are drawn whole, so copies of an item in one prompt do not narrow the interval', () => {
  const single = Array.from({ length: 30 }, (_, n) => [item(1, n % 3 === 0 ? -1 : 1)])
  const copied = single.map(([one]) => Array.from({ length: 20 }, () => one as JudgedItem))
  const narrow = judgeIntervals(single, options).agreement
  const same = judgeIntervals(copied, options).agreement
  expect(same).toEqual(narrow)
  expect(narrow?.low).toBeLessThan(2 / 3)
  expect(narrow?.high).toBeGreaterThan(2 / 3)
})

test('one prompt, or nothing decided, has no interval', () => {
  expect(judgeIntervals([[item(1, 1), item(-1, 1)]], options)).toEqual({
    agreement: null,
    kappa: null,
    kappaDecisive: null,
  })
  expect(judgeIntervals([[item(0, 1)], [item(0, 0)]], options).agreement).toBeNull()
})
