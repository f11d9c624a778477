import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { recordAct } from '../../../db/audit.ts'
import type { AppEnv } from '../../app-env.ts'
import { requireActor } from '../../auth.ts'
import { inviteLinks, NewInvites } from '../../new-invites.ts'
import { bearer, json, refusing, StudyPath } from './answers.ts'
import { actorName, bodyOf, studyOf } from './request.ts'

export const inviteRoutes = new OpenAPIHono<AppEnv>()

inviteRoutes.post('/studies/:slug/invites', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const wanted = await bodyOf(c, NewInvites)
  const { publicUrl } = c.get('config')
  const invites = await inviteLinks(c.get('db'), { ...wanted, studyId: study.id, publicUrl })
  await recordAct(c.get('db'), {
    actor: actorName(c.get('actor')),
    act: 'invites.create',
    studyId: study.id,
    subject: study.slug,
    details: { kind: wanted.kind, count: wanted.count },
  })
  return c.json({ invites }, 201)
})

const InviteAnswer = z.object({ url: z.string(), kind: z.enum(['open', 'personal']), label: z.string() })

inviteRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/invites',
    summary: 'Make links; each is shown once',
    security: bearer,
    request: {
      params: StudyPath,
      body: {
        required: true,
        content: json(
          z.strictObject({
            kind: z.enum(['open', 'personal']),
            count: z.number().int().min(1).max(1000).optional(),
            label: z.string().optional(),
            cap: z.number().int().min(1).nullable().optional(),
            expires: z.string().openapi({ format: 'date-time' }).nullable().optional(),
          }),
        ),
      },
    },
    responses: {
      201: { description: 'The links', content: json(z.object({ invites: z.array(InviteAnswer) })) },
      ...refusing(400, 413, 415, 422),
    },
  }),
)
