import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp, stopApp } from './setup/app-process.ts'
import { ms, table, timed } from './setup/figures.ts'

const rounds = 3

/** Process start to first page on the embedded database: an empty folder, then one that exists. Goal: ≤ 3 s. */
export default async function start(): Promise<void> {
  const rows: string[][] = []
  for (let round = 1; round <= rounds; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'tiebreak-start-'))
    await chmod(folder, 0o755)
    for (const kind of ['empty folder (initdb, migrations)', 'existing folder']) {
      const { value: app, ms: took } = await timed(() => firstPage(folder))
      const stopped = await timed(() => stopApp(app))
      rows.push([String(round), kind, ms(took), ms(stopped.ms), String(stopped.value)])
    }
    await rm(folder, { recursive: true, force: true })
  }
  table('Cold start, embedded database', ['round', 'start', 'first page ms', 'stop ms', 'exit'], rows)
}

async function firstPage(folder: string) {
  const app = await startApp({ DATA_DIR: folder })
  const page = await fetch(`${app.url}/login`)
  if (!page.ok) throw new Error(`The first page answered ${page.status}`)
  await page.text()
  return app
}
