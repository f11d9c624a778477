import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { findSnapshot, listSnapshots } from '../../../db/results/snapshots.ts'
import type { PlainStudy } from '../../../db/studies/studies.ts'
import { createSnapshot } from '../../actions/snapshots/create.ts'
import { revokeSnapshot } from '../../actions/snapshots/revoke.ts'
import { shareSnapshot } from '../../actions/snapshots/share.ts'
import { snapshotFile, snapshotZip } from '../../datasets/snapshot-files.ts'
import { SnapshotRequest } from '../../datasets/snapshot-request.ts'
import { builtSnapshot } from '../../datasets/snapshots.ts'
import { snapshotChanges, snapshotJson, snapshotSummary } from '../../datasets/stored-snapshot.ts'
import { Conflict, NotFound } from '../../domain/refusals.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { problem } from './contract/problems.ts'
import { describeSnapshots, NewLink, Page, Revocation, Since } from './contract/snapshots-spec.ts'
import { bodyOf, plainStudyOf, queryOf } from './request.ts'

export const snapshotRoutes = new OpenAPIHono<AppEnv>()

const path = '/studies/:slug/snapshots'

snapshotRoutes.get(path, requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  const { limit, after } = queryOf(c, Page)
  const found = await listSnapshots(c.get('db'), { studyId: study.id, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  return c.json({
    snapshots: page.map(snapshotSummary),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  })
})

snapshotRoutes.post(path, requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  const request = await bodyOf(c, SnapshotRequest)
  const { id } = await createSnapshot(actionContext(c), { study, request })
  const snapshot = await builtSnapshot(c.get('db'), { studyId: study.id, id, log: c.get('log') })
  if (snapshot.state === 'failed') {
    return problem(c, { status: 503, title: `The snapshot could not be built: ${snapshot.failure}` })
  }
  const headers = { Location: `/api/v1/studies/${study.slug}/snapshots/${id}` }
  return c.json(snapshotJson(snapshot), 201, headers)
})

snapshotRoutes.get(`${path}/:id`, requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  if (c.req.param('id') === 'latest') {
    const latest = await newest(c, study)
    return c.redirect(`/api/v1/studies/${study.slug}/snapshots/${latest.id}`, 302)
  }
  const snapshot = await snapshotOf(c, study)
  if (snapshot.state !== 'revoked') return c.json(snapshotJson(snapshot))
  const title = `This snapshot was revoked: ${snapshot.revokedReason}`
  return problem(c, { status: 410, title, snapshot: snapshotJson(snapshot) })
})

snapshotRoutes.get(`${path}/:id/files/:path{.+}`, requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  const snapshot = await snapshotOf(c, study)
  return snapshotFile(c, { studyId: study.id, snapshot, path: c.req.param('path') })
})

snapshotRoutes.get(`${path}/:id/zip`, requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  return snapshotZip(c, { studyId: study.id, snapshot: await snapshotOf(c, study), name: study.slug })
})

snapshotRoutes.get(`${path}/:id/changes`, requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  const { since } = queryOf(c, Since)
  const [after, before] = [await snapshotOf(c, study), await snapshotOf(c, study, since)]
  for (const { id, state, revokedReason } of [before, after]) {
    if (state === 'revoked') throw new HTTPException(410, { message: `${id} was revoked: ${revokedReason}` })
  }
  return c.json(await snapshotChanges(c.get('db'), { studyId: study.id, before, after }))
})

snapshotRoutes.post(`${path}/:id/links`, requireActor('studies:write'), async (c) => {
  const study = await plainStudyOf(c)
  const snapshot = await snapshotOf(c, study)
  const { days } = await bodyOf(c, NewLink)
  return c.json(await shareSnapshot(actionContext(c), { study, snapshot, days }), 201)
})

snapshotRoutes.post(`${path}/:id/revocation`, requireActor('studies:write'), async (c) => {
  const study = await plainStudyOf(c)
  const { id, state } = await snapshotOf(c, study)
  const { reason } = await bodyOf(c, Revocation)
  const done = await revokeSnapshot(actionContext(c), { study, id, reason })
  if (done === null) throw new Conflict(`This snapshot is ${state}: there is nothing to revoke`)
  return c.json(snapshotJson(await snapshotOf(c, study)))
})

async function snapshotOf(
  c: Context<AppEnv>,
  study: PlainStudy,
  id = c.req.param('id') ?? '',
): Promise<Snapshot> {
  const known = /^snap_\d{8}_[0-9a-f]{8}$/.test(id)
  const snapshot = known ? await findSnapshot(c.get('db'), { studyId: study.id, id }) : null
  if (!snapshot) throw new NotFound('No such snapshot')
  return snapshot
}

async function newest(c: Context<AppEnv>, study: PlainStudy): Promise<Snapshot> {
  const found = await listSnapshots(c.get('db'), { studyId: study.id, limit: 100 })
  const latest = found.find(({ state }) => state === 'ready')
  if (!latest) throw new NotFound('No snapshot yet')
  return latest
}

describeSnapshots(snapshotRoutes.openAPIRegistry)
