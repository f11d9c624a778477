import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { OverviewPage } from '../../../views/admin/studies/overview.tsx'
import type { StudyFields } from '../../../views/admin/studies/study-fields.tsx'
import { SettingsPage } from '../../../views/admin/studies/study-form-pages.tsx'
import { changeStudyState } from '../../actions/studies/change-state.ts'
import { editStudy } from '../../actions/studies/edit.ts'
import { Conflict } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, mendable, queryOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { check } from '../../http/strict-json.ts'
import { plannerOf } from '../../results/planner.ts'
import { standingOf } from '../../study/standing.ts'
import {
  numberOf,
  readLooseFields,
  readStudyFields,
  studyBodyOf,
  studyFieldsOf,
  studyFormFields,
} from '../../study/study-form.ts'

const NewState = z.object({ state: z.enum(['open', 'paused', 'closed'], 'must be open, paused or closed') })

export const studyPages = new Hono<AppEnv>()

studyPages.get('/studies/:slug', requirePerson('studies:read'), async (c) => overview(c, await studyOf(c)))

studyPages.post('/studies/:slug/state', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const { state } = check({ state: (await formOf(c, { once: ['state'] })).text('state') }, NewState)
  try {
    await changeStudyState(actionContext(c), { study, state })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return overview(c, study, error.message)
  }
  return c.redirect(`/studies/${study.slug}`, 303)
})

studyPages.post('/studies/:slug/votes-per-pair', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const typed = (await formOf(c, { once: ['votes_per_pair'] })).text('votes_per_pair')
  try {
    await editStudy(actionContext(c), { study, body: { votes_per_pair: numberOf(typed) } })
    return c.redirect(`/studies/${study.slug}`, 303)
  } catch (error) {
    if (error instanceof Conflict) return overview(c, study, error.message)
    const { faults, problem } = mendable(error)
    return overview(
      c,
      study,
      faults.votes_per_pair ? `Votes per pair: ${faults.votes_per_pair}` : problem,
      422,
    )
  }
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
    await editStudy(actionContext(c), { study, body: studyBodyOf(values), isWhole: true })
    return c.redirect(`/studies/${study.slug}`, 303)
  } catch (error) {
    const page = { frame: frameOf(c), study, values }
    if (error instanceof Conflict) return c.html(<SettingsPage {...page} problem={error.message} />, 409)
    return c.html(<SettingsPage {...page} {...mendable(error)} />, 422)
  }
})

async function overview(c: Context<AppEnv>, study: Study, problem?: string, status: 409 | 422 = 409) {
  const frame = frameOf(c)
  const mayRead = frame.viewer.may.includes('results:read')
  const standing = await standingOf(c.get('db'), { study, mayRead })
  const page = <OverviewPage frame={frame} study={study} standing={standing} {...(problem && { problem })} />
  return c.html(page, problem ? status : 200)
}

/** The whole form, or, once the study was opened, the part of it that may still change. */
async function typedFields(c: Context<AppEnv>, study: Study): Promise<StudyFields> {
  const form = await formOf(c, studyFormFields)
  const isWhole = study.state === 'draft' || form.texts('question').length > 0
  return isWhole ? readStudyFields(form) : readLooseFields(form, study)
}
