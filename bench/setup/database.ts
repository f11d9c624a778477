import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Db } from '../../db/connection/client.ts'
import { migrate } from '../../db/connection/migrate.ts'
import { startEmbedded } from '../../db/embedded/embedded.ts'

/** A throw-away embedded server with fsync on, as it ships. */
export async function withThrowAwayDatabase(act: (place: { url: string; db: Db }) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-bench-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded(folder)
  try {
    await migrate(server.url)
    const db = connect(server.url, { applicationName: 'tiebreak bench' })
    try {
      await act({ url: server.url, db })
    } finally {
      await db.end({ timeout: 5 })
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
