import type { Logger } from 'pino'
import { startEmbedded } from '../db/embedded/embedded.ts'
import type { Config } from './config.ts'

const watchMilliseconds = 1000

export type RunningDatabase = { url: () => string; unwatch: () => void; stop: () => Promise<void> }

/**
 * The database of DATABASE_URL, or the embedded one: started, and started again when it dies under us, on the same
 * port unless somebody took it meanwhile. `stop` takes down only what was started here.
 */
export async function openDatabase({
  config,
  log,
}: {
  config: Config
  log: Logger
}): Promise<RunningDatabase> {
  const { databaseUrl, dataDir } = config
  if (databaseUrl) return { url: () => databaseUrl, unwatch: () => {}, stop: async () => {} }
  let current = await startEmbedded(dataDir)
  let busy = false
  const look = async () => {
    const found = await startEmbedded(dataDir, Number(new URL(current.url).port))
    if (found.started) log.warn('the embedded database had stopped and was started again')
    if (found.started || found.url !== current.url) current = found
  }
  const timer = setInterval(async () => {
    if (busy) return
    busy = true
    await look().catch((error) => log.error({ err: error }, 'the embedded database cannot be started'))
    busy = false
  }, watchMilliseconds).unref()
  return {
    url: () => current.url,
    unwatch: () => clearInterval(timer),
    stop: () => current.stop(),
  }
}
