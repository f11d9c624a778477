import { Hono } from 'hono'
import { listStudies } from '../../../db/studies/studies.ts'
import { StudiesPage } from '../../../views/admin/studies/studies.tsx'
import { NewStudyPage } from '../../../views/admin/studies/study-form-pages.tsx'
import { createStudy } from '../../actions/studies/create.ts'
import { Conflict } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, mendable, queryOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { plannerOf } from '../../results/planner.ts'
import { emptyStudyFields, readStudyFields, studyBodyOf, studyFormFields } from '../../study/study-form.ts'

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
    const study = await createStudy(actionContext(c), studyBodyOf(values))
    return c.redirect(`/studies/${study.slug}`, 303)
  } catch (error) {
    if (error instanceof Conflict) {
      return c.html(<NewStudyPage frame={frameOf(c)} values={values} faults={{ slug: error.message }} />, 409)
    }
    return c.html(<NewStudyPage frame={frameOf(c)} values={values} {...mendable(error)} />, 422)
  }
})
