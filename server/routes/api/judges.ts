import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { listJudges } from '../../../db/results/judges.ts'
import { uploadVerdicts } from '../../actions/judges/upload.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import type { Judge } from '../../domain/result-rows.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { chunksOf } from '../../http/stream.ts'
import { limitUpload } from '../../http/upload-limit.ts'
import { assessJudge } from '../../results/judging.ts'
import { bearer, json, refusing, StudyPath } from './contract/answers.ts'
import { AssessmentAnswer } from './contract/judge-answer.ts'
import { plainStudyOf, queryOf } from './request.ts'

const PartQuery = z.strictObject({ part: z.enum(['all', 'held_out']).default('all') })

export const judgeRoutes = new OpenAPIHono<AppEnv>()

judgeRoutes.get('/studies/:slug/judges', requireActor('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  return c.json({ judges: (await listJudges(c.get('db'), study.id)).map(judgeJson) })
})

judgeRoutes.put('/studies/:slug/judges/:judge', requireActor('studies:write'), limitUpload, async (c) => {
  const study = await plainStudyOf(c)
  const form = await c.req.formData().catch((cause: unknown) => {
    throw new HTTPException(400, { message: 'The multipart body cannot be read', cause })
  })
  const parts: string[] = []
  form.forEach((_, name) => {
    parts.push(name)
  })
  const file = form.get('file')
  const isOneFile = form.getAll('file').length === 1 && file !== null && typeof file !== 'string'
  if (!isOneFile || parts.some((name) => name !== 'file')) {
    throw new Invalid('The verdicts must be sent as one part "file"', [
      { pointer: '#/file', detail: 'is needed, once' },
    ])
  }
  const judge = c.req.param('judge')
  const upload = { name: file.name, open: () => chunksOf(file) }
  const stored = await uploadVerdicts(actionContext(c), { study, judge, file: upload })
  return c.json({ judge, ...stored })
})

judgeRoutes.get('/studies/:slug/judges/:judge', requireActor('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  const judge = (await listJudges(c.get('db'), study.id)).find(({ name }) => name === c.req.param('judge'))
  if (!judge) throw new NotFound('No such judge')
  const { part } = queryOf(c, PartQuery)
  return c.json(await assessJudge(c.get('db'), { study, judge, part }))
})

const judgeJson = ({ name, verdicts, scores, createdAt }: Judge) => ({
  ...{ name, verdicts, scores },
  created_at: createdAt.toISOString(),
})

const JudgePath = StudyPath.extend({ judge: z.string() })
const count = z.number().int()
const answers = {
  list: z.object({
    judges: z.array(
      z.strictObject({ name: z.string(), verdicts: count, scores: count, created_at: z.string() }),
    ),
  }),
  stored: z.strictObject({ judge: z.string(), verdicts: count, scores: count }),
}

judgeRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/judges',
    summary: 'The automatic judges of a study',
    security: bearer,
    request: { params: StudyPath },
    responses: { 200: { description: 'The judges', content: json(answers.list) }, ...refusing() },
  }),
)
judgeRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'put',
    path: '/studies/{slug}/judges/{judge}',
    summary: 'Upload what an automatic judge said; the same showing again replaces its verdict',
    security: bearer,
    request: {
      params: JudgePath,
      body: {
        required: true,
        content: {
          'multipart/form-data': { schema: z.object({ file: z.string().openapi({ format: 'binary' }) }) },
        },
      },
    },
    responses: { 200: { description: 'Stored', content: json(answers.stored) }, ...refusing(400, 413, 422) },
  }),
)
judgeRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/judges/{judge}',
    summary: 'How far a judge agrees with people',
    security: bearer,
    request: { params: JudgePath, query: PartQuery },
    responses: {
      200: { description: 'Agreement, κ, the ceiling, differences', content: json(AssessmentAnswer) },
      ...refusing(422),
    },
  }),
)
