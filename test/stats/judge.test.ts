import { expect, test } from 'vitest'
import { cohenKappa } from '../../server/stats/agreement/cohen.ts'
import { type JudgedItem, judgeReport, settledVerdict } from '../../server/stats/judges/judge.ts'

const ITEMS: JudgedItem[] = [
  { human: 1, inOrder: 1, swapped: 1 },
  { human: 1, inOrder: 1, swapped: -1 },
  { human: -1, inOrder: -1, swapped: -1 },
  { human: -1, inOrder: 1, swapped: null },
  { human: 0, inOrder: 1, swapped: 1 },
  { human: 1, inOrder: null, swapped: 1 },
  { human: -1, inOrder: null, swapped: null },
  { human: 0, inOrder: 0, swapped: 0 },
]

test('a judge is compared with people on what both decided', () => {
  const report = judgeReport(ITEMS)
  expect(report.items).toBe(7)
  expect(report.agreement).toMatchObject({ count: 3, total: 4, share: 0.75 })
  expect(report.kappa).toBeCloseTo(
    cohenKappa([1, 1, -1, -1, 0, 1, 0], [1, 0, -1, 1, 1, 1, 0]) ?? Number.NaN,
    12,
  )
  expect(report.kappaDecisive).toBeCloseTo(cohenKappa([1, -1, -1, 1], [1, -1, 1, 1]) ?? Number.NaN, 12)
})

test('swap consistency and the first-position rate come from the order of showing', () => {
  const report = judgeReport(ITEMS)
  expect(report.swapConsistency).toMatchObject({ count: 4, total: 5 })
  expect(report.firstPosition).toMatchObject({ count: 6, total: 10 })
})

test('a judge that always takes the first side contradicts itself and decides nothing', () => {
  const report = judgeReport([
    { human: 1, inOrder: 1, swapped: -1 },
    { human: -1, inOrder: 1, swapped: -1 },
  ])
  expect(report).toMatchObject({ agreement: null, kappaDecisive: null })
  expect(report.swapConsistency?.share).toBe(0)
  expect(report.firstPosition?.share).toBe(1)
})

test('turning the canonical order of every pair changes nothing', () => {
  const turned = ITEMS.map(({ human, inOrder, swapped }) => ({
    human: turn(human),
    inOrder: swapped === null ? null : turn(swapped),
    swapped: inOrder === null ? null : turn(inOrder),
  }))
  expect(judgeReport(turned)).toEqual(judgeReport(ITEMS))
})

test('contradicting verdicts settle as a tie', () => {
  expect(settledVerdict(1, -1)).toBe(0)
  expect(settledVerdict(1, 0)).toBe(0)
  expect(settledVerdict(null, -1)).toBe(-1)
  expect(settledVerdict(null, null)).toBeNull()
})

test('no items leave every figure undefined', () => {
  expect(judgeReport([])).toEqual({
    items: 0,
    agreement: null,
    kappa: null,
    kappaDecisive: null,
    swapConsistency: null,
    firstPosition: null,
  })
})

function turn(verdict: 1 | 0 | -1): 1 | 0 | -1 {
  return verdict === 0 ? 0 : verdict === 1 ? -1 : 1
}
