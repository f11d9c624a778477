import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../db/client.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { createRandom } from '../../server/stats/random.ts'
import { showings } from '../blindness/showings.ts'
import { sideReport } from '../blindness/side-report.ts'

const seed = 20_261_125

/** Ten thousand showings on a throw-away server: `npx tsx test/gauntlet/sides.ts`. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-sides-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded(folder)
  await migrate(server.url)
  const db = connect(server.url, { max: 2 })
  const studies = [
    { models: 4, prompts: 420, votesPerPair: 4, testers: 100 },
    { models: 2, prompts: 3334, votesPerPair: 3, testers: 100 },
  ]
  const results = []
  for (const study of studies) {
    const shown = await showings(db, { ...study, random: createRandom(seed) })
    results.push({ ...study, ...sideReport(shown) })
  }
  await db.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })

  const text = `${JSON.stringify({ at: new Date().toISOString(), seed, results }, null, 2)}\n`
  process.stdout.write(text)
  await writeFile(join(import.meta.dirname, 'results/sides.json'), text)
  const fair = results.every(({ models, pairs, testers, runs }) =>
    [models, pairs, testers, runs].every(({ p }) => p > 0.001),
  )
  process.exitCode = fair ? 0 : 1
}

await main()
