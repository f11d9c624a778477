import { describe, expect, test } from 'vitest'
import { breakNetwork, crashDatabase, killApp, type Outcome } from './setup/scenarios.ts'

/** The short form of `npm run gauntlet`: the same scenarios, fewer cycles. */
const seed = 20261125
const timeout = 600_000

function survived({ acked, problems }: Outcome, cycles: number): void {
  expect(problems).toEqual([])
  expect(acked).toBeGreaterThanOrEqual(cycles)
}

describe('with eight people voting, no acknowledged vote is lost and none counts twice', () => {
  test('when the app is killed ten times', { timeout }, async () => {
    survived(await killApp({ cycles: 10, seed }), 10)
  })

  test.each([
    ['is stopped at once', 'immediate', 3],
    ['is killed', 'kill', 2],
  ] as const)('when PostgreSQL %s, and the app starts it again', { timeout }, async (_, crash, cycles) => {
    survived(await crashDatabase({ cycles, seed, crash }), cycles)
  })

  test.each(['reset', 'dropReplies'] as const)(
    'when the network does this to connections: %s',
    {
      timeout,
    },
    async (fault) => {
      survived(await breakNetwork({ cycles: 3, seed, fault }), 3)
    },
  )
})
