import { recordAct } from '../../../db/accounts/audit.ts'
import type { Db } from '../../../db/connection/client.ts'
import { storedBytes, storedSize } from '../../../db/results/snapshot-files.ts'
import { findSnapshot, listSnapshots, revokeSnapshot } from '../../../db/results/snapshots.ts'
import type { Config } from '../../config.ts'
import { shareSnapshot } from '../../datasets/snapshot-sharing.ts'
import { builtSnapshot, requestSnapshot } from '../../datasets/snapshots.ts'
import { snapshotChanges, snapshotJson, snapshotSummary } from '../../datasets/stored-snapshot.ts'
import { Conflict, NotFound } from '../../domain/refusals.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import type { Study } from '../../domain/study.ts'
import { createLog } from '../../log.ts'
import { Refused } from '../terminal/usage.ts'
import type { SnapshotDoor } from './client.ts'

const by = 'command line'
const mostListed = 500

type Local = { config: Config; studyOf: (slug: string) => Promise<Study> }

export function localSnapshots(db: Db, { config, studyOf }: Local): SnapshotDoor {
  const act = (study: Study, act: string, details: Record<string, unknown>) =>
    recordAct(db, { actor: by, act, studyId: study.id, subject: study.slug, details })

  return {
    create: async (slug, request) => {
      const study = await studyOf(slug)
      const { id } = await requestSnapshot(db, { study, request, by })
      await act(study, 'snapshot.create', { snapshot: id, ...request })
      return snapshotJson(await builtSnapshot(db, { studyId: study.id, id, log: createLog('silent') }))
    },

    list: async (slug) =>
      (await listSnapshots(db, { studyId: (await studyOf(slug)).id, limit: mostListed })).map(
        snapshotSummary,
      ),

    find: async (slug, id) => snapshotJson(await known(db, await studyOf(slug), id)),

    read: async (slug, { id, path, from }) => {
      const { id: studyId } = await studyOf(slug)
      const file = { studyId, id, path }
      return storedBytes(db, file, { start: from, end: await storedSize(db, file) })
    },

    share: async (slug, id, days) => {
      const study = await studyOf(slug)
      const snapshot = await known(db, study, id)
      if (snapshot.state !== 'ready') throw new Conflict(`Snapshot ${id} is ${snapshot.state}`)
      const link = await shareSnapshot(db, { study, snapshot, days, publicUrl: config.publicUrl })
      await act(study, 'snapshot.share', { snapshot: id, expires: link.expires })
      return link
    },

    revoke: async (slug, id, reason) => {
      const study = await studyOf(slug)
      const done = await revokeSnapshot(db, { studyId: study.id, id, reason, by })
      if (done === 'revoked') await act(study, 'snapshot.revoke', { snapshot: id, reason })
      const snapshot = await known(db, study, id)
      if (done === null) throw new Conflict(`Snapshot ${id} is ${snapshot.state}: there is nothing to revoke`)
      return snapshotJson(snapshot)
    },

    changes: async (slug, { before, after }) => {
      const study = await studyOf(slug)
      const [old, young] = [await known(db, study, before), await known(db, study, after)]
      for (const { id, revokedReason } of [old, young]) {
        if (revokedReason !== null) throw new Refused(`Snapshot ${id} was revoked: ${revokedReason}`)
      }
      return snapshotChanges(db, { studyId: study.id, before: old, after: young })
    },
  }
}

async function known(db: Db, study: Study, id: string): Promise<Snapshot> {
  const snapshot = await findSnapshot(db, { studyId: study.id, id })
  if (!snapshot) throw new NotFound(`Study "${study.slug}" has no snapshot "${id}"`)
  return snapshot
}
