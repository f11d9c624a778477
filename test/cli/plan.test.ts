import { expect, test } from 'vitest'
import plan from '../../server/cli/commands/plan.ts'
import { isUsageError } from '../../server/cli/terminal/usage.ts'
import { capture } from './run-command.ts'

const STUDY = '--models 2 --testers 200 --prompts 900 --ties 0.2 --difference-elo 50'.split(' ')

test('prints votes, what they detect, minutes and cost as JSON', async () => {
  const words = [...STUDY, '--votes', '200', '--seconds-per-vote', '30', '--pay-per-hour', '12', '--json']
  const { stdout, stderr, error } = await capture(plan, words)
  expect(error).toBeNull()
  const { detectable_elo, votes, votes_per_pair, minutes, cost } = JSON.parse(stdout)
  expect(votes).toBeGreaterThan(478)
  expect(votes).toBeLessThan(750)
  expect([votes_per_pair, minutes]).toEqual([votes, votes / 2])
  expect(cost).toBeCloseTo(votes / 10, 9)
  expect(detectable_elo).toBeGreaterThan(80)
  expect(detectable_elo).toBeLessThan(100)
  expect(stderr).toBe('')
})

test('what is not known is null, and the share of ties is a fifth', async () => {
  const withoutTies = STUDY.filter((word) => word !== '--ties' && word !== '0.2')
  const { stdout } = await capture(plan, [...withoutTies, '--json'])
  const { stdout: asGiven } = await capture(plan, [...STUDY, '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ minutes: null, cost: null })
  expect(stdout).toBe(asGiven)
})

test('says on stderr when more votes will not help', async () => {
  const few = '--models 3 --testers 5 --prompts 20 --difference-elo 50 --json'.split(' ')
  const { stdout, stderr } = await capture(plan, few)
  expect(JSON.parse(stdout).votes).toBeGreaterThan(1434)
  expect(stderr).toContain('below 6 testers or 6 prompts')
  expect(stderr).toContain('add testers or prompts')
  expect(stderr).toContain('only 300 different comparisons')
})

test('without --json there is a table', async () => {
  expect((await capture(plan, STUDY)).stdout).toMatch(/votes that find 50 Elo \(80 % power\) +\d+\n/)
})

test.each([
  [['--models', '1'], 'models must be a whole number of at least 2, found 1'],
  [['--models', 'two'], '--models must be a number, found "two"'],
  [['--ties', '1'], 'ties'],
  [['--difference-elo', '0'], 'above 0'],
  [['--colour', 'red'], 'colour'],
  [['--pay-per-hour', '-1'], '--pay-per-hour'],
])('%j is a usage error', async (words, message) => {
  const rest = STUDY.filter((word, place) => word !== words[0] && STUDY[place - 1] !== words[0])
  const { error, stdout } = await capture(plan, [...rest, ...words])
  expect(error?.message).toContain(message)
  expect(isUsageError(error)).toBe(true)
  expect(stdout).toBe('')
})

test('a missing number is named', async () => {
  expect((await capture(plan, ['--models', '2', '--testers', '3'])).error?.message).toMatch(/prompts/i)
})
