import type { Logger } from 'pino'
import { isDriverFault } from '../../../db/connection/unavailable.ts'

/**
 * The database driver can throw from one of its own callbacks when a server vanishes under load. Nobody waits for
 * that error: the requests it concerned get theirs by time-out, and the pool is replaced. Any other uncaught error
 * ends the process, as it should.
 */
export function surviveDriverFaults(log: Logger): void {
  process.on('uncaughtException', (error) => {
    if (isDriverFault(error)) return log.error({ err: error }, 'the database driver failed in a callback')
    log.fatal({ err: error }, 'uncaught')
    process.exit(1)
  })
}
