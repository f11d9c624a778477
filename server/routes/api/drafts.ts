import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Draft, findDraft, rejectDraft } from '../../../db/outputs/drafts.ts'
import { discardDraft } from '../../actions/outputs/discard-draft.ts'
import { publishDraft } from '../../actions/outputs/publish-draft.ts'
import { Conflict, NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { DraftUpload, optionsOf, reportOf, startReading } from '../../importing/drafts.ts'
import { DraftSettings, Publication, UploadSettings } from '../../importing/upload-options.ts'
import { describeDrafts } from './contract/drafts-spec.ts'
import { actorName, bodyOf, noBody, numberIn, studyOf } from './request.ts'
import { receiveUpload } from './upload-parts.ts'

export const draftRoutes = new OpenAPIHono<AppEnv>()
describeDrafts(draftRoutes.openAPIRegistry)

draftRoutes.post('/studies/:slug/drafts', requireActor('studies:write'), async (c) => {
  const db = c.get('db')
  const study = await studyOf(c)
  const upload = new DraftUpload(db, { study, by: actorName(c.get('actor')) })
  try {
    const given = await receiveUpload(c, DraftSettings, (part) => upload.take(part))
    const batchId = await upload.finish()
    const limits = c.get('config').uploadLimits
    await startReading(db, { study, batchId, settings: UploadSettings.parse(given), limits })
    return c.json(await draftJson(c, { study, batchId }), 201)
  } catch (error) {
    if (upload.batchId !== null)
      await rejectDraft(db, { studyId: study.id, batchId: upload.batchId, report: null })
    throw error
  }
})

draftRoutes.get('/studies/:slug/drafts/:id', requireActor('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  const limits = c.get('config').uploadLimits
  if (draft.isAbandoned)
    await startReading(c.get('db'), { study, batchId: draft.id, onlyIf: draft.reading, limits })
  return c.json(await draftJson(c, { study, batchId: draft.id }), 200)
})

draftRoutes.put('/studies/:slug/drafts/:id/settings', requireActor('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  const settings = UploadSettings.parse(await bodyOf(c, DraftSettings))
  if (draft.state !== 'staged') throw gone()
  const limits = c.get('config').uploadLimits
  await startReading(c.get('db'), { study, batchId: draft.id, settings, limits })
  return c.json(await draftJson(c, { study, batchId: draft.id }), 200)
})

draftRoutes.post('/studies/:slug/drafts/:id/publication', requireActor('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  const { decisions, good_rows: goodRows } = await bodyOf(c, Publication)
  const publication = { study, batchId: draft.id, goodRows, decisions }
  const { state, report } = await publishDraft(actionContext(c), publication)
  return c.json({ id: draft.id, state, report }, state === 'published' ? 201 : 200)
})

draftRoutes.post('/studies/:slug/drafts/:id/discarding', requireActor('studies:write'), async (c) => {
  await noBody(c)
  const { study, draft } = await draftOf(c)
  if (!(await discardDraft(actionContext(c), { study, batchId: draft.id }))) throw gone()
  return c.json({ id: draft.id, state: 'discarded' as const }, 200)
})

const gone = () => new Conflict('This draft is published or discarded already')

async function draftOf(c: Context<AppEnv>): Promise<{ study: Study; draft: Draft }> {
  const study = await studyOf(c)
  const draft = await findDraft(c.get('db'), { studyId: study.id, batchId: numberIn(c, 'id') })
  if (!draft) throw new NotFound('There is no such draft')
  return { study, draft }
}

async function draftJson(c: Context<AppEnv>, { study, batchId }: { study: Study; batchId: number }) {
  const draft = await findDraft(c.get('db'), { studyId: study.id, batchId })
  if (!draft) throw new NotFound('There is no such draft')
  const { settings, recognition } = optionsOf(draft)
  return {
    id: draft.id,
    state: draft.state !== 'staged' ? draft.state : draft.readAt ? ('read' as const) : ('reading' as const),
    created_by: draft.createdBy,
    created_at: draft.createdAt.toISOString(),
    settings: DraftSettings.parse(pickSettings(settings)),
    recognition: recognition ?? null,
    progress: draft.progress,
    report: reportOf(draft),
  }
}

const pickSettings = (settings: UploadSettings) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name in DraftSettings.shape))
