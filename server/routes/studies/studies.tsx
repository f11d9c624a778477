import { Hono } from 'hono'
import { createStudy, listStudies } from '../../../db/studies/studies.ts'
import { StudiesPage } from '../../../views/admin/studies/studies.tsx'
import { NewStudyPage } from '../../../views/admin/studies/study-form-pages.tsx'
import { Conflict } from '../../domain/refusals.ts'
import { NewStudy } from '../../domain/settings/study-settings.ts'
import { formOf, frameOf, mendable, note, queryOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { check } from '../../http/strict-json.ts'
import { plannerOf } from '../../results/planner.ts'
import { emptyStudyFields, readStudyFields, studyBodyOf, studyFormFields } from '../../study/study-form.ts'
import { checkStudy } from '../../study/study-rules.ts'

export const studiesPages = new Hono<AppEnv>()

studiesPages.get('/studies', requirePerson('studies:read'), async (c) => {
  const studies = await listStudies(c.get('db'), { only: null })
  return c.html(<StudiesPage frame={frameOf(c)} studies={studies} query={queryOf(c)} />)
})

studiesPages.get('/new-study', requirePerson('studies:write'), (c) => {
  const planner = plannerOf({ action: '/new-study', query: queryOf(c) })
  const page = { planner, planned: Object.keys(queryOf(c)).length > 0 }
  return c.html(
    <NewStudyPage frame={frameOf(c)} values={emptyStudyFields} {...page} />,
    planner.problem ? 422 : 200,
  )
})

studiesPages.post('/studies', requirePerson('studies:write'), async (c) => {
  const values = readStudyFields(await formOf(c, studyFormFields))
  try {
    const study = await createStudy(c.get('db'), checkStudy(check(studyBodyOf(values), NewStudy)))
    await note(c, { act: 'study.create', study, subject: study.slug })
    return c.redirect(`/studies/${study.slug}`, 303)
  } catch (error) {
    if (error instanceof Conflict) {
      return c.html(<NewStudyPage frame={frameOf(c)} values={values} faults={{ slug: error.message }} />, 409)
    }
    return c.html(<NewStudyPage frame={frameOf(c)} values={values} {...mendable(error)} />, 422)
  }
})
