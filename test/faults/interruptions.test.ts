import { describe, expect, test } from 'vitest'
import { fillDisk } from './setup/disk.ts'
import { breakNetwork, freeze, shiftClock } from './setup/scenarios.ts'
import { wrongWith } from './setup/wrong-with.ts'

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
      expect(wrongWith(await breakNetwork({ cycles: 3, seed, fault }))).toEqual([])
    },
  )

  test('when the network swallows everything for eleven seconds', { timeout }, async () => {
    expect(wrongWith(await breakNetwork({ cycles: 1, seed, fault: 'blackhole', holdMs: 11_000 }))).toEqual([])
  })

  test.each(['app', 'database'] as const)('when the %s is stopped and goes on', { timeout }, async (who) => {
    expect(wrongWith(await freeze({ cycles: 2, seed, who, holdMs: 3000 }))).toEqual([])
  })

  test("when the app's clock is two days ahead, two days back and right again", { timeout }, async () => {
    expect(wrongWith(await shiftClock({ cycles: 3, seed }))).toEqual([])
  })

  test('when the disk of the database is full for a while', { timeout }, async (context) => {
    const outcome = await fillDisk({ cycles: 2, seed })
    if (typeof outcome === 'string') context.skip(outcome)
    else expect(wrongWith(outcome)).toEqual([])
  })
})
