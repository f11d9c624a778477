import { connect, type Db } from '../../../db/connection/client.ts'
import { migrate } from '../../../db/connection/migrate.ts'
import { startEmbedded } from '../../../db/embedded/embedded.ts'
import { type Config, readConfig } from '../../config.ts'

/**
 * Opens DATABASE_URL, or the embedded database, brings it to this version and closes it again. An embedded server
 * that runs already is joined and left running.
 */
export async function withDatabase<T>(act: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir)
  try {
    const url = config.databaseUrl ?? embedded?.url ?? ''
    await migrate(url)
    const db = connect(url, { max: 4, applicationName: 'tiebreak cli' })
    try {
      return await act(db, config)
    } finally {
      await db.end({ timeout: 5 })
    }
  } finally {
    if (embedded?.started) await embedded.stop()
  }
}
