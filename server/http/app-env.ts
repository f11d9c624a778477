import type { Logger } from 'pino'
import type { Db } from '../../db/connection/client.ts'
import type { Assets } from '../../views/assets.ts'
import type { Config } from '../config.ts'
import type { Metrics } from '../metrics.ts'
import type { Actor } from './auth.ts'

/** What every handler may ask its context for. */
export type AppEnv = {
  Variables: {
    db: Db
    config: Config
    log: Logger
    assets: Assets
    requestId: string
    actor: Actor
    draining: () => boolean
    metrics: Metrics
  }
}
