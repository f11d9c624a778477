import { describe, test } from 'vitest'
import { fillDisk } from './setup/disk.ts'
import { breakNetwork, freeze, shiftClock } from './setup/scenarios.ts'
import { survived } from './setup/survived.ts'

/** The short form of `npm run gauntlet`: the same scenarios, fewer cycles. */
const seed = 20261125
const timeout = 600_000

describe('with eight people voting, no acknowledged vote is lost and none counts twice', () => {
  test.each(['reset', 'dropReplies'] as const)(
    'when the network does this to connections: %s',
    {
      timeout,
    },
    async (fault) => {
      survived(await breakNetwork({ cycles: 3, seed, fault }), 3)
    },
  )

  test('when the network swallows everything for eleven seconds', { timeout }, async () => {
    survived(await breakNetwork({ cycles: 1, seed, fault: 'blackhole', holdMs: 11_000 }), 1)
  })

  test.each(['app', 'database'] as const)('when the %s is stopped and goes on', { timeout }, async (who) => {
    survived(await freeze({ cycles: 2, seed, who, holdMs: 3000 }), 2)
  })

  test("when the app's clock is two days ahead, two days back and right again", { timeout }, async () => {
    survived(await shiftClock({ cycles: 3, seed }), 3)
  })

  test('when the disk of the database is full for a while', { timeout }, async (context) => {
    const outcome = await fillDisk({ cycles: 1, seed })
    if (typeof outcome === 'string') context.skip(outcome)
    else survived(outcome, 1)
  })
})
