import type { Db } from '../../../db/connection/client.ts'
import { storedBytes, storedSize } from '../../../db/results/snapshot-files.ts'
import { findSnapshot, listSnapshots } from '../../../db/results/snapshots.ts'
import type { ActionContext } from '../../actions/context.ts'
import { createSnapshot } from '../../actions/snapshots/create.ts'
import { revokeSnapshot } from '../../actions/snapshots/revoke.ts'
import { shareSnapshot } from '../../actions/snapshots/share.ts'
import { builtSnapshot } from '../../datasets/snapshots.ts'
import { snapshotChanges, snapshotJson, snapshotSummary } from '../../datasets/stored-snapshot.ts'
import { Conflict, NotFound } from '../../domain/refusals.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import type { Study } from '../../domain/study.ts'
import { Refused } from '../terminal/usage.ts'
import type { SnapshotDoor } from './client.ts'

const mostListed = 500

type StudyOf = (slug: string) => Promise<Study>

export function localSnapshots(ctx: ActionContext, studyOf: StudyOf): SnapshotDoor {
  const { db } = ctx
  return {
    create: async (slug, request) => {
      const study = await studyOf(slug)
      const { id } = await createSnapshot(ctx, { study, request })
      return snapshotJson(await builtSnapshot(db, { studyId: study.id, id, log: ctx.log }))
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
      return shareSnapshot(ctx, { study, snapshot: await known(db, study, id), days })
    },

    revoke: async (slug, id, reason) => {
      const study = await studyOf(slug)
      const done = await revokeSnapshot(ctx, { study, id, reason })
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
