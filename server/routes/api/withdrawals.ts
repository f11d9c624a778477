import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { readmit, withdraw } from '../../../db/outputs/withdrawals.ts'
import { replan } from '../../../db/studies/planned-votes.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { bearer, json, refusing, StudyPath } from './contract/answers.ts'
import { bodyOf, note, studyOf } from './request.ts'

export const withdrawalRoutes = new OpenAPIHono<AppEnv>()

const Name = z.string().min(1).max(1000)
const Withdrawal = z.union([z.strictObject({ model: Name }), z.strictObject({ prompt: Name })])
const Changed = z.object({ name: z.string(), pairs: z.number().int() })

withdrawalRoutes.post('/studies/:slug/withdrawals', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const of = await bodyOf(c, Withdrawal)
  const done = await withdraw(c.get('db'), study.id, of)
  if (!done) throw new NotFound('There is nothing to withdraw')
  await replan(c.get('db'), study.id)
  await note(c, { act: `${kindOf(of)}.withdraw`, study, subject: done.name, details: { pairs: done.pairs } })
  return c.json(done, 200)
})

withdrawalRoutes.post('/studies/:slug/readmissions', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const of = await bodyOf(c, Withdrawal)
  const done = await readmit(c.get('db'), study.id, of)
  if (!done) throw new NotFound('There is no withdrawal to take back')
  await replan(c.get('db'), study.id)
  await note(c, { act: `${kindOf(of)}.readmit`, study, subject: done.name, details: { pairs: done.pairs } })
  return c.json(done, 200)
})

const kindOf = (of: z.output<typeof Withdrawal>) => ('model' in of ? 'model' : 'prompt')

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
