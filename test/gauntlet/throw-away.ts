import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Db } from '../../db/connection/client.ts'
import { migrate } from '../../db/connection/migrate.ts'
import { startEmbedded } from '../../db/embedded/embedded.ts'

/** A database of its own for one measurement, gone afterwards. */
export async function withThrowAway<Found>(measure: (db: Db) => Promise<Found>): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-measure-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded(folder)
  await migrate(server.url)
  const db = connect(server.url, { max: 2 })
  try {
    return await measure(db)
  } finally {
    await db.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
