import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { NotFound } from '../../../db/refusals.ts'
import { withdrawModel, withdrawPrompt } from '../../../db/withdrawals.ts'
import type { AppEnv } from '../../app-env.ts'
import { requireActor } from '../../auth.ts'
import { bearer, json, refusing, StudyPath } from './answers.ts'
import { bodyOf, note, studyOf } from './request.ts'

export const withdrawalRoutes = new OpenAPIHono<AppEnv>()

const Name = z.string().min(1).max(1000)
const Withdrawal = z.union([z.strictObject({ model: Name }), z.strictObject({ prompt: Name })])
const Withdrawn = z.object({ name: z.string(), pairs: z.number().int() })

withdrawalRoutes.post('/studies/:slug/withdrawals', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const wanted = await bodyOf(c, Withdrawal)
  const isModel = 'model' in wanted
  const done = isModel
    ? await withdrawModel(c.get('db'), { studyId: study.id, name: wanted.model })
    : await withdrawPrompt(c.get('db'), { studyId: study.id, externalId: wanted.prompt })
  if (!done) throw new NotFound('There is nothing to withdraw')
  const act = isModel ? 'model.withdraw' : 'prompt.withdraw'
  await note(c, { act, study, subject: done.name, details: { pairs: done.pairs } })
  return c.json(done, 200)
})

withdrawalRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/withdrawals',
    summary: 'Withdraw a model by name or a prompt by id: its pairs are handed out no more',
    security: bearer,
    request: { params: StudyPath, body: { required: true, content: json(Withdrawal) } },
    responses: {
      200: { description: 'Withdrawn, and how many open pairs that closed', content: json(Withdrawn) },
      ...refusing(400, 404, 415, 422),
    },
  }),
)
