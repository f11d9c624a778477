import { createRandom } from '../../server/stats/special/random.ts'
import { showings } from '../blindness/showings.ts'
import { sideReport } from '../blindness/side-report.ts'
import { withThrowAway } from './throw-away.ts'

const least = 0.001

/** Which side each model stands on, in ten thousand showings of four models and ten thousand of two. */
export async function measureSides({ seed }: { seed: number }) {
  const studies = [
    { models: 4, prompts: 420, votesPerPair: 4, testers: 100 },
    { models: 2, prompts: 3334, votesPerPair: 3, testers: 100 },
  ]
  const results = await withThrowAway(async (db) => {
    const found = []
    for (const study of studies) {
      const shown = await showings(db, { ...study, random: createRandom(seed) })
      found.push({ ...study, ...sideReport(shown) })
    }
    return found
  })
  const problems = results.flatMap((result) =>
    (['models', 'firsts', 'firstRuns', 'pairs', 'testers', 'runs'] as const)
      .filter((unit) => !(result[unit].p > least))
      .map((unit) => `${result.showings} showings, ${unit}: p = ${result[unit].p}`),
  )
  return { results, problems }
}
