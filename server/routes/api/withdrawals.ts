import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { readmitOutputs } from '../../actions/outputs/readmit.ts'
import { withdrawOutputs } from '../../actions/outputs/withdraw.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { bearer, json, refusing, StudyPath } from './contract/answers.ts'
import { bodyOf, studyOf } from './request.ts'

export const withdrawalRoutes = new OpenAPIHono<AppEnv>()

const Name = z.string().min(1).max(1000)
const Withdrawal = z.union([z.strictObject({ model: Name }), z.strictObject({ prompt: Name })])
const Changed = z.object({ name: z.string(), pairs: z.number().int() })

withdrawalRoutes.post('/studies/:slug/withdrawals', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const of = await bodyOf(c, Withdrawal)
  return c.json(await withdrawOutputs(actionContext(c), { study, of }), 200)
})

withdrawalRoutes.post('/studies/:slug/readmissions', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const of = await bodyOf(c, Withdrawal)
  return c.json(await readmitOutputs(actionContext(c), { study, of }), 200)
})

const request = { params: StudyPath, body: { required: true, content: json(Withdrawal) } }

withdrawalRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/withdrawals',
    summary: 'Withdraw a model by name or a prompt by id: its pairs are handed out no more',
    security: bearer,
    request,
    responses: {
      200: { description: 'Withdrawn, and how many open pairs that closed', content: json(Changed) },
      ...refusing(400, 404, 415, 422),
    },
  }),
)

withdrawalRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/readmissions',
    summary: 'Take the withdrawal of a model or a prompt back: its pairs are handed out again',
    security: bearer,
    request,
    responses: {
      200: { description: 'Taken back, and how many pairs that opened', content: json(Changed) },
      ...refusing(400, 404, 415, 422),
    },
  }),
)
