import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { Conflict } from '../../db/refusals.ts'
import { editStudy, type Study, setStudyState } from '../../db/studies.ts'
import { NewStudy } from '../../db/study-settings.ts'
import { OverviewPage } from '../../views/admin/overview.tsx'
import type { StudyFields } from '../../views/admin/study-fields.tsx'
import { SettingsPage } from '../../views/admin/study-form-pages.tsx'
import { formOf, frameOf, mendable, note, queryOf, studyOf } from '../admin-request.ts'
import type { AppEnv } from '../app-env.ts'
import { requirePerson } from '../auth.ts'
import { plannerOf } from '../results/planner.ts'
import { studyReport } from '../results/results.ts'
import { check } from '../strict-json.ts'
import { changesTo } from '../study/study-edit.ts'
import {
  readLooseFields,
  readStudyFields,
  studyBodyOf,
  studyFieldsOf,
  studyFormFields,
} from '../study/study-form.ts'
import { checkStudy } from '../study/study-rules.ts'

const NewState = z.object({ state: z.enum(['open', 'paused', 'closed'], 'must be open, paused or closed') })
const StudyEdit = NewStudy.omit({ slug: true })

export const studyPages = new Hono<AppEnv>()

studyPages.get('/studies/:slug', requirePerson('studies:read'), async (c) => {
  const study = await studyOf(c)
  const frame = frameOf(c)
  const mayRead = frame.viewer.may.includes('results:read')
  const found =
    mayRead && study.counts.votes > 0
      ? await studyReport(c.get('db'), { study, options: {}, clean: false })
      : null
  return c.html(<OverviewPage frame={frame} study={study} found={found?.report} />)
})

studyPages.post('/studies/:slug/state', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const { state } = check({ state: (await formOf(c, { once: ['state'] })).text('state') }, NewState)
  try {
    await setStudyState(c.get('db'), { id: study.id, state })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return c.html(<OverviewPage frame={frameOf(c)} study={study} problem={error.message} />, 409)
  }
  if (state !== study.state) {
    const details = { before: study.state, after: state }
    await note(c, { act: 'study.state', study, subject: study.slug, details })
  }
  return c.redirect(`/studies/${study.slug}`, 303)
})

studyPages.get('/studies/:slug/settings', requirePerson('studies:read'), async (c) => {
  const study = await studyOf(c)
  const query = queryOf(c)
  const planner = plannerOf({ action: `/studies/${study.slug}/settings`, query, study })
  const page = { planner, planned: Object.keys(query).length > 0, values: studyFieldsOf(study) }
  return c.html(<SettingsPage frame={frameOf(c)} study={study} {...page} />, planner.problem ? 422 : 200)
})

studyPages.post('/studies/:slug/settings', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const values = { ...(await typedFields(c, study)), slug: '' }
  try {
    const changes = changesTo(study, checkStudy(check(studyBodyOf(values), StudyEdit)))
    await editStudy(c.get('db'), { id: study.id, changes })
    await note(c, { act: 'study.edit', study, subject: study.slug, details: { after: changes } })
    return c.redirect(`/studies/${study.slug}`, 303)
  } catch (error) {
    const page = { frame: frameOf(c), study, values }
    if (error instanceof Conflict) return c.html(<SettingsPage {...page} problem={error.message} />, 409)
    return c.html(<SettingsPage {...page} {...mendable(error)} />, 422)
  }
})

/** The whole form, or, once the study was opened, the part of it that may still change. */
async function typedFields(c: Context<AppEnv>, study: Study): Promise<StudyFields> {
  const form = await formOf(c, studyFormFields)
  const isWhole = study.state === 'draft' || form.texts('question').length > 0
  return isWhole ? readStudyFields(form) : readLooseFields(form, study)
}
