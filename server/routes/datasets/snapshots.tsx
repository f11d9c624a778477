import { type Context, Hono } from 'hono'
import { findSnapshot, listSnapshots } from '../../../db/results/snapshots.ts'
import { SnapshotPage } from '../../../views/admin/datasets/snapshots.tsx'
import { createSnapshot } from '../../actions/snapshots/create.ts'
import { revokeSnapshot } from '../../actions/snapshots/revoke.ts'
import { shareSnapshot } from '../../actions/snapshots/share.ts'
import { snapshotFile, snapshotZip } from '../../datasets/snapshot-files.ts'
import { SnapshotRequest } from '../../datasets/snapshot-request.ts'
import { builtSnapshot } from '../../datasets/snapshots.ts'
import { snapshotChanges, snapshotJson, snapshotSummary } from '../../datasets/stored-snapshot.ts'
import { Conflict, NotFound } from '../../domain/refusals.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, noFields, queryOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { check } from '../../http/strict-json.ts'

const shareDays = 7
const path = '/studies/:slug/snapshots'

export const snapshotPages = new Hono<AppEnv>()

snapshotPages.post(path, requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  const names = Object.keys(SnapshotRequest.shape)
  const form = await formOf(c, { once: names })
  const given = names.map((name) => [name, form.text(name)] as const)
  const request = check(Object.fromEntries(given.filter(([, value]) => value !== '')), SnapshotRequest)
  const { id } = await createSnapshot(actionContext(c), { study, request })
  builtSnapshot(c.get('db'), { studyId: study.id, id, log: c.get('log') }).catch((error: unknown) =>
    c.get('log').error({ err: error }, 'a snapshot could not be built'),
  )
  return c.redirect(`/studies/${study.slug}/snapshots/${id}`, 303)
})

snapshotPages.get(`${path}/:id`, requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  return c.html(<SnapshotPage {...(await shown(c, study))} />)
})

snapshotPages.get(`${path}/:id/files/:path{.+}`, requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  return snapshotFile(c, {
    studyId: study.id,
    snapshot: await snapshotOf(c, study),
    path: c.req.param('path'),
  })
})

snapshotPages.get(`${path}/:id/zip`, requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  return snapshotZip(c, { studyId: study.id, snapshot: await snapshotOf(c, study), name: study.slug })
})

snapshotPages.post(`${path}/:id/links`, requirePerson('studies:write'), async (c) => {
  await noFields(c)
  const study = await studyOf(c)
  const snapshot = await snapshotOf(c, study)
  try {
    const link = await shareSnapshot(actionContext(c), { study, snapshot, days: shareDays })
    return c.html(<SnapshotPage {...(await shown(c, study))} link={link} />, 201)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return c.html(<SnapshotPage {...(await shown(c, study))} problem={error.message} />, 409)
  }
})

snapshotPages.post(`${path}/:id/revocation`, requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const { id } = await snapshotOf(c, study)
  const reason = (await formOf(c, { once: ['reason'] })).text('reason').trim().slice(0, 1000)
  if (reason === '') {
    const problem = 'Say why: whoever asks for the files will read it'
    return c.html(<SnapshotPage {...(await shown(c, study))} problem={problem} />, 422)
  }
  await revokeSnapshot(actionContext(c), { study, id, reason })
  return c.redirect(`/studies/${study.slug}/snapshots/${id}`, 303)
})

async function snapshotOf(c: Context<AppEnv>, study: Study, id = c.req.param('id') ?? ''): Promise<Snapshot> {
  const known = /^snap_\d{8}_[0-9a-f]{8}$/.test(id)
  const snapshot = known ? await findSnapshot(c.get('db'), { studyId: study.id, id }) : null
  if (!snapshot) throw new NotFound('No such snapshot')
  return snapshot
}

async function shown(c: Context<AppEnv>, study: Study) {
  const db = c.get('db')
  const snapshot = await snapshotOf(c, study)
  const others = await listSnapshots(db, { studyId: study.id, after: snapshot.id, limit: 10 })
  const ready = others.filter(({ state }) => state === 'ready')
  const { since } = queryOf(c)
  const before = ready.find(({ id }) => id === since)
  const changes = before ? await snapshotChanges(db, { studyId: study.id, before, after: snapshot }) : null
  return {
    frame: frameOf(c),
    study,
    snapshot: snapshotJson(snapshot),
    earlier: ready.map(snapshotSummary),
    changes,
  }
}
