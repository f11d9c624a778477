import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../db/connection/package-root.ts'
import { note, print } from '../../server/cli/terminal/output.ts'
import { fillDisk } from '../faults/setup/disk.ts'
import {
  breakNetwork,
  crashDatabase,
  freeze,
  killApp,
  type Outcome,
  shiftClock,
} from '../faults/setup/scenarios.ts'
import { longTest } from './long-test.ts'
import { measureServingTime } from './serving-time.ts'
import { measureSides } from './sides.ts'

/**
 * The long form of the fault tests. `npm run gauntlet` runs everything; `npm run gauntlet -- NAME…` some of it;
 * SCALE=0.1 a tenth of the cycles; SEED repeats a run. Results go to test/gauntlet/results.json, one entry a scenario,
 * each with its date, its seed and the cycles that were really run.
 */
const scale = Number(process.env.SCALE ?? 1)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const times = (cycles: number) => Math.max(1, Math.round(scale * cycles))

const readyLimitMs = 5000
type Result = Outcome | Awaited<ReturnType<typeof longTest>> | { problems: string[] } | string

const scenarios: Record<string, () => Promise<Result>> = {
  'kill-app': () => killApp({ cycles: times(100), seed }),
  'database-immediate-stop': () => crashDatabase({ cycles: times(50), seed, crash: 'immediate' }),
  'database-kill': () => crashDatabase({ cycles: times(50), seed, crash: 'kill' }),
  'network-reset': () => breakNetwork({ cycles: times(50), seed, fault: 'reset' }),
  'network-refuse': () => breakNetwork({ cycles: times(20), seed, fault: 'refuse' }),
  'network-lost-acknowledgement': () => breakNetwork({ cycles: times(50), seed, fault: 'dropReplies' }),
  'network-blackhole': () => breakNetwork({ cycles: times(10), seed, fault: 'blackhole', holdMs: 12_000 }),
  'freeze-database': () => freeze({ cycles: times(10), seed, who: 'database', holdMs: 10_000 }),
  'freeze-app': () => freeze({ cycles: times(10), seed, who: 'app', holdMs: 5000 }),
  'clock-two-days': () => shiftClock({ cycles: times(10), seed }),
  'disk-full': () => fillDisk({ cycles: times(5), seed }),
  'parallel-sends': () =>
    longTest('test/faults/races.test.ts', 'fifty sends', { RACE_ROUNDS: times(1000), RACE_SEEDS: 1 }),
  'hundred-testers': () =>
    longTest('test/faults/races.test.ts', 'no slot too many', { RACE_SEEDS: times(20), RACE_TESTERS: 100 }),
  crowd: () => longTest('test/faults/crowd.test.ts', '', { CROWD_ROUNDS: times(20) }),
  leaving: () => longTest('test/faults/leaving.test.ts', '', { LEAVING_ROUNDS: times(1000) }),
  'random-sequences': () =>
    longTest('test/faults/sequences.test.ts', '', { SEQUENCES: times(10_000), SEED: seed }),
  tampering: () =>
    longTest('test/db/seals.test.ts', 'name the row', { TAMPER_ROUNDS: times(200), TAMPER_SEED: seed }),
  sides: () => measureSides({ seed }),
  'serving-time': () => measureServingTime({ rounds: times(200), seed }),
}

const wanted = process.argv.slice(2)
const file = join(packageRoot, 'test/gauntlet/results.json')
const results: Record<string, unknown> = JSON.parse(await readText(file))
for (const [name, run] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  note(`${name}: seed ${seed}, load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`)
  const load = Number(loadavg()[0]?.toFixed(1))
  const started = performance.now()
  const outcome = await run().catch((error: Error) => `failed: ${error.message}`)
  if (typeof outcome !== 'string' && 'readyMs' in outcome && outcome.readyMs > readyLimitMs)
    outcome.problems.push(`ready again only after ${outcome.readyMs} ms`)
  const seconds = Math.round((performance.now() - started) / 1000)
  results[name] = {
    date: new Date().toISOString().slice(0, 10),
    seed,
    seconds,
    load,
    ...(typeof outcome === 'string' ? { note: outcome } : outcome),
  }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
  print(`${name}: ${JSON.stringify(results[name])}`)
  if (typeof outcome === 'string') process.exitCode = outcome.startsWith('failed') ? 1 : process.exitCode
  else if (outcome.problems.length > 0) process.exitCode = 1
}
// A scenario that failed half way leaves its voters behind: they must not keep this process.
process.exit()

async function readText(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(path, 'utf8').catch(() => '{}')
}
