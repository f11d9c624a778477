import type { Logger } from 'pino'
import type { Db } from '../../db/connection/client.ts'
import { isUnavailable } from '../../db/connection/unavailable.ts'
import { sealVotes, unsealedStudies } from '../../db/results/seals.ts'

const everyMs = 2000

/** Seals new votes within five seconds, in whichever process comes first. */
export function keepSealing(db: Db, log: Pick<Logger, 'error'>): { stop: () => void } {
  let busy = false
  const timer = setInterval(async () => {
    if (busy) return
    busy = true
    await sealAll(db).catch((error) => {
      if (!isUnavailable(error)) log.error({ err: error }, 'votes could not be sealed')
    })
    busy = false
  }, everyMs).unref()
  return { stop: () => clearInterval(timer) }
}

export async function sealAll(db: Db): Promise<number> {
  let sealed = 0
  for (const studyId of await unsealedStudies(db)) sealed += await sealStudy(db, studyId)
  return sealed
}

/** Seals every vote that a study has now, unless another process is at it. */
export async function sealStudy(db: Db, studyId: number): Promise<number> {
  let sealed = 0
  for (let votes = await sealVotes(db, studyId); votes > 0; votes = await sealVotes(db, studyId))
    sealed += votes
  return sealed
}
