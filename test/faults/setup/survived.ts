import { expect } from 'vitest'
import type { Outcome } from './scenarios.ts'

export function survived({ acked, problems }: Outcome, cycles: number): void {
  expect(problems).toEqual([])
  expect(acked).toBeGreaterThanOrEqual(cycles)
}
