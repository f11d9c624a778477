import { availableParallelism, loadavg } from 'node:os'
import { note } from '../server/cli/terminal/output.ts'

/** One file per bench; each prints its tables on stdout and what they show on stderr. */
const benches: Record<string, () => Promise<{ default: () => Promise<void> }>> = {
  start: () => import('./start.ts'),
  vote: () => import('./vote.ts'),
  handout: () => import('./handout.ts'),
  import: () => import('./import.ts'),
  load: () => import('./load.ts'),
  page: () => import('./page.ts'),
  export: () => import('./export.ts'),
  stats: () => import('./stats.ts'),
  results: () => import('./results.ts'),
}

const name = process.argv[2] ?? ''
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
note(`Load before the start: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`)
if (bench) await (await bench()).default()
else {
  note(`Name a bench: npm run bench -- ${Object.keys(benches).join(' | ')}`)
  process.exitCode = 2
}
