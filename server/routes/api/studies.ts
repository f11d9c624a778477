import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { findPlainStudy, listStudies } from '../../../db/studies/studies.ts'
import { changeStudyState } from '../../actions/studies/change-state.ts'
import { createStudy } from '../../actions/studies/create.ts'
import { editStudy } from '../../actions/studies/edit.ts'
import { NotFound } from '../../domain/refusals.ts'
import { NewStudy } from '../../domain/settings/study-settings.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { StudyEdit } from '../../study/study-edit.ts'
import { plannedStudyJson, studyJson } from '../../study/study-json.ts'
import { bearer, json, PlannedStudyAnswer, refusing, StudyAnswer, StudyPath } from './contract/answers.ts'
import { bodyOf, queryOf, studyOf, studyOnly } from './request.ts'

const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be the slug of a study')
    .optional(),
})
const NewState = z.strictObject({ state: z.enum(['open', 'paused', 'closed']) })

export const studyRoutes = new OpenAPIHono<AppEnv>()

studyRoutes.get('/studies', requireActor('studies:read'), async (c) => {
  const { limit, after } = queryOf(c, Page)
  const db = c.get('db')
  const only = studyOnly(c.get('actor'))
  const last = after === undefined ? null : await findPlainStudy(db, after)
  if (after !== undefined && (!last || (only !== null && last.id !== only)))
    throw new NotFound('No such study')
  const found = await listStudies(db, { only, before: last?.id, limit: limit + 1 })
  const page = found.slice(0, limit)
  const next = found.length > limit ? (page.at(-1)?.slug ?? null) : null
  return c.json({ studies: page.map(studyJson), next })
})

studyRoutes.post('/studies', requireActor('studies:write'), async (c) => {
  const study = await createStudy(actionContext(c), await bodyOf(c, z.unknown()))
  return c.json(await plannedStudyJson(c.get('db'), study), 201, {
    Location: `/api/v1/studies/${study.slug}`,
  })
})

studyRoutes.get('/studies/:slug', requireActor('studies:read'), async (c) => {
  return c.json(await plannedStudyJson(c.get('db'), await studyOf(c)))
})

studyRoutes.patch('/studies/:slug', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  await editStudy(actionContext(c), { study, body: await bodyOf(c, z.unknown()) })
  return c.json(await plannedStudyJson(c.get('db'), await studyOf(c)))
})

studyRoutes.put('/studies/:slug/state', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const { state } = await bodyOf(c, NewState)
  await changeStudyState(actionContext(c), { study, state })
  return c.json(await plannedStudyJson(c.get('db'), await studyOf(c)))
})

const registry = studyRoutes.openAPIRegistry
registry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies',
    summary: 'List studies, newest first',
    security: bearer,
    request: { query: Page },
    responses: {
      200: {
        description: 'A page of studies; `next` goes into `after`',
        content: json(z.object({ studies: z.array(StudyAnswer), next: z.string().nullable() })),
      },
      ...refusing(422),
    },
  }),
)
registry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies',
    summary: 'Create a study',
    security: bearer,
    request: { body: { content: json(NewStudy), required: true } },
    responses: {
      201: { description: 'The study, a draft', content: json(PlannedStudyAnswer) },
      ...refusing(400, 409, 413, 415, 422),
    },
  }),
)
registry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}',
    summary: 'Read a study',
    security: bearer,
    request: { params: StudyPath },
    responses: { 200: { description: 'The study', content: json(PlannedStudyAnswer) }, ...refusing() },
  }),
)
registry.registerPath(
  createRoute({
    method: 'put',
    path: '/studies/{slug}/state',
    summary: 'Open, pause or close a study',
    security: bearer,
    request: { params: StudyPath, body: { content: json(NewState), required: true } },
    responses: {
      200: { description: 'The study', content: json(PlannedStudyAnswer) },
      ...refusing(400, 409, 413, 415, 422),
    },
  }),
)
registry.registerPath(
  createRoute({
    method: 'patch',
    path: '/studies/{slug}',
    summary:
      'Change a study: anything while it is a draft, afterwards how testers are met; `votes_per_pair` may be raised while it is open or paused',
    security: bearer,
    request: { params: StudyPath, body: { content: json(StudyEdit), required: true } },
    responses: {
      200: { description: 'The study', content: json(PlannedStudyAnswer) },
      ...refusing(400, 409, 413, 415, 422),
    },
  }),
)
