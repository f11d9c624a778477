import { type Context, Hono } from 'hono'
import { type Draft, findDraft, storeDecisions } from '../../../db/outputs/drafts.ts'
import { DraftPage } from '../../../views/admin/outputs/draft.tsx'
import { discardDraft } from '../../actions/outputs/discard-draft.ts'
import { publishDraft } from '../../actions/outputs/publish-draft.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { problemsCsv } from '../../formats/uploads/reports/problems-csv.ts'
import { actionContext } from '../../http/action-context.ts'
import { type Form, formOf, frameOf, idOf, noFields, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { checkDecisions } from '../../importing/decisions.ts'
import { draftView } from '../../importing/draft-view.ts'
import { optionsOf, reportOf, startReading } from '../../importing/drafts.ts'
import { mappingFields, settingsFrom } from '../../importing/mapping-form.ts'

export const draftPages = new Hono<AppEnv>()

draftPages.get('/studies/:slug/batches/:id', requirePerson('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  const limits = c.get('config').uploadLimits
  if (draft.state !== 'staged') return c.redirect(`/studies/${study.slug}/batches#batch-${draft.id}`, 303)
  // Whoever read it is gone, so whoever looks at it takes over; two who look at once start one reading.
  if (draft.isAbandoned)
    await startReading(c.get('db'), { study, batchId: draft.id, onlyIf: draft.reading, limits })
  return show(c, study, draft.id)
})

draftPages.get('/studies/:slug/batches/:id/problems.csv', requirePerson('results:read'), async (c) => {
  const study = await studyOf(c)
  const draft = await findDraft(c.get('db'), { studyId: study.id, batchId: idOf(c) })
  const report = draft && reportOf(draft)
  if (!report) throw new NotFound('There is no report')
  return c.body(problemsCsv(report), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="problems-${draft.id}.csv"`,
  })
})

draftPages.post('/studies/:slug/batches/:id/mapping', requirePerson('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  try {
    const limits = c.get('config').uploadLimits
    const settings = settingsFrom(await formOf(c, mappingFields), optionsOf(draft).settings)
    await startReading(c.get('db'), { study, batchId: draft.id, settings, limits })
  } catch (error) {
    if (error instanceof Invalid) return show(c, study, draft.id, error.message)
    throw error
  }
  return c.redirect(`/studies/${study.slug}/batches/${draft.id}`, 303)
})

/** Keeps the decisions and shows the first prompts as they would be; nothing is published. */
draftPages.post('/studies/:slug/batches/:id/decisions', requirePerson('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  const form = await formOf(c, publicationFields)
  try {
    const decisions = decisionsFrom(form)
    await storeDecisions(c.get('db'), { studyId: study.id, batchId: draft.id, decisions })
  } catch (error) {
    if (error instanceof Invalid) return show(c, study, draft.id, error.message)
    throw error
  }
  return c.redirect(`/studies/${study.slug}/batches/${draft.id}#preview`, 303)
})

draftPages.post('/studies/:slug/batches/:id/publication', requirePerson('studies:write'), async (c) => {
  const { study, draft } = await draftOf(c)
  const form = await formOf(c, publicationFields)
  try {
    const decisions = decisionsFrom(form)
    const goodRows = form.text('good_rows') !== ''
    await publishDraft(actionContext(c), { study, batchId: draft.id, goodRows, decisions })
  } catch (error) {
    if (error instanceof Invalid) return show(c, study, draft.id, error.message)
    throw error
  }
  return c.redirect(`/studies/${study.slug}/batches#batch-${draft.id}`, 303)
})

draftPages.post('/studies/:slug/batches/:id/discarding', requirePerson('studies:write'), async (c) => {
  await noFields(c)
  const { study, draft } = await draftOf(c)
  await discardDraft(actionContext(c), { study, batchId: draft.id })
  return c.redirect(`/studies/${study.slug}/batches`, 303)
})

async function draftOf(c: Context<AppEnv>): Promise<{ study: Study; draft: Draft }> {
  const study = await studyOf(c)
  const draft = await findDraft(c.get('db'), { studyId: study.id, batchId: idOf(c) })
  if (!draft) throw new NotFound('There is no such draft')
  return { study, draft }
}

async function show(c: Context<AppEnv>, study: Study, batchId: number, problem?: string) {
  const db = c.get('db')
  const draft = await findDraft(db, { studyId: study.id, batchId })
  if (!draft) throw new NotFound('There is no such draft')
  const view = await draftView(db, { studyId: study.id, draft })
  if (!view.report) c.header('Refresh', '2')
  return c.html(
    <DraftPage frame={frameOf(c)} study={study} draft={view} problem={problem} />,
    problem ? 422 : 200,
  )
}

const publicationFields = { once: ['good_rows'], many: ['finding'], like: /^decision\../ }

function decisionsFrom(form: Form) {
  const given: Record<string, string> = {}
  for (const name of form.texts('finding')) given[name] = form.text(`decision.${name}`) || 'keep'
  return checkDecisions(given)
}
