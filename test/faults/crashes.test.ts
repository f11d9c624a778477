import { describe, expect, test } from 'vitest'
import { crashDatabase, killApp } from './setup/scenarios.ts'
import { wrongWith } from './setup/wrong-with.ts'

/** The short form of `npm run gauntlet`: the same scenarios, fewer cycles. */
const seed = 20261125
const timeout = 600_000

describe.concurrent('with eight people voting, no acknowledged vote is lost and none counts twice', () => {
  test('when the app is killed ten times', { timeout }, async () => {
    expect(wrongWith(await killApp({ cycles: 10, seed }))).toEqual([])
  })

  test.each([
    ['is stopped at once', 'immediate'],
    ['is killed', 'kill'],
  ] as const)('when PostgreSQL %s, and the app starts it again', { timeout }, async (_, crash) => {
    expect(wrongWith(await crashDatabase({ cycles: 5, seed, crash }))).toEqual([])
  })
})
