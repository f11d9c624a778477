import type { Logger } from 'pino'
import type { Db } from '../../db/connection/client.ts'
import { isUnavailable } from '../../db/connection/unavailable.ts'
import { discardAbandoned } from '../../db/outputs/drafts.ts'

const everyMs = 60 * 60 * 1000

/** How long a draft waits for somebody to go on with it, and an upload that broke off for nobody. */
export const patience = { draftDays: 30, brokenHours: 24 }

/** Throws away, once an hour, drafts nobody went on with. */
export function watchDrafts(db: Db, log: Pick<Logger, 'info' | 'error'>): { stop: () => void } {
  const look = () =>
    discardAbandoned(db, patience)
      .then((count) => {
        if (count > 0) log.info({ count }, 'abandoned drafts discarded')
      })
      .catch((error) => {
        if (!isUnavailable(error)) log.error({ err: error }, 'abandoned drafts could not be discarded')
      })
  void look()
  const timer = setInterval(look, everyMs).unref()
  return { stop: () => clearInterval(timer) }
}
