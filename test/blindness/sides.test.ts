import { expect, test } from 'vitest'
import { createRandom } from '../../server/stats/special/random.ts'
import { useDatabase } from '../setup/database.ts'
import { showings } from './showings.ts'
import { sideReport } from './side-report.ts'
import { evenSides, runsTest } from './side-tests.ts'

const database = useDatabase()

/** Fair draws look unfair to one of the tests in about 300 runs; twice in a row to one in 100,000. */
const askedTwice = { timeout: 60_000, retry: 1 }

test('over 2,000 showings nothing tells which side a model will stand on', askedTwice, async () => {
  const shown = await showings(database.db(), {
    models: 4,
    prompts: 84,
    votesPerPair: 4,
    testers: 50,
    random: createRandom(11),
  })
  expect(shown).toHaveLength(4 * 6 * 84)
  const report = sideReport(shown)
  expect(report.models.units).toBe(4)
  expect(report.pairs.units).toBe(6 * 84 * 2)
  const { models, firsts, firstRuns, pairs, testers, runs } = report
  for (const { p } of [models, firsts, firstRuns, pairs, testers, runs]) expect(p).toBeGreaterThan(0.001)
  expect(report.mostLead).toBeLessThanOrEqual(14)
})

test('the tests above see a side that is favoured, and sides that take turns', () => {
  const random = createRandom(5)
  const favoured = Array.from({ length: 2000 }, (_, n) => {
    const first = random() < 0.56
    return { tester: 1, pair: n, swapped: first, left: first ? 'x' : 'y', right: first ? 'y' : 'x' }
  })
  expect(evenSides(favoured, ({ left, right }) => ({ left, right })).p).toBeLessThan(0.001)
  expect(runsTest(favoured.map((_, n) => n % 2 === 0)).p).toBeLessThan(0.001)
  expect(runsTest(favoured.map((_, n) => n % 40 < 20)).p).toBeLessThan(0.001)
  expect(runsTest(favoured.map(() => random() < 0.5)).p).toBeGreaterThan(0.001)
})
