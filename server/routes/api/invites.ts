import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { listInvites } from '../../../db/testers/invites.ts'
import { createInvites } from '../../actions/invites/create.ts'
import { revokeInvite } from '../../actions/invites/revoke.ts'
import { NotFound } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { bearer, json, refusing, StudyPath } from './contract/answers.ts'
import { NumberedPage, nextPage, pageOf } from './paging.ts'
import { bodyOf, noBody, numberIn, queryOf, studyOf } from './request.ts'

export const inviteRoutes = new OpenAPIHono<AppEnv>()

const path = '/studies/:slug/invites'

inviteRoutes.get(path, requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const { page, next } = pageOf(await listInvites(c.get('db'), study.id), queryOf(c, NumberedPage))
  return c.json({ invites: page.map(inviteJson), next })
})

inviteRoutes.post(path, requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const invites = await createInvites(actionContext(c), { study, body: await bodyOf(c, z.unknown()) })
  return c.json({ invites }, 201)
})

inviteRoutes.post(`${path}/:id/revocation`, requireActor('studies:write'), async (c) => {
  await noBody(c)
  const study = await studyOf(c)
  const id = numberIn(c, 'id')
  await revokeInvite(actionContext(c), { study, id })
  const invite = (await listInvites(c.get('db'), study.id)).find((one) => one.id === id)
  if (!invite) throw new NotFound('No such link')
  return c.json(inviteJson(invite))
})

type Invite = Awaited<ReturnType<typeof listInvites>>[number]

/** Without its link, which nobody knows any more. */
const inviteJson = ({ id, kind, label, cap, testers, expiresAt, revokedAt }: Invite) => ({
  id,
  kind,
  label,
  cap,
  testers,
  expires: expiresAt?.toISOString() ?? null,
  revoked_at: revokedAt?.toISOString() ?? null,
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
      ...refusing(400, 409, 413, 415, 422),
    },
  }),
)

const KnownInvite = z
  .object({
    id: z.number().int(),
    kind: z.enum(['open', 'personal']),
    label: z.string(),
    cap: z.number().int().nullable(),
    testers: z.number().int(),
    expires: z.string().nullable(),
    revoked_at: z.string().nullable(),
  })
  .openapi('Invite')

inviteRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/invites',
    summary: 'List invites; their links are not shown again',
    security: bearer,
    request: { params: StudyPath, query: NumberedPage },
    responses: {
      200: {
        description: 'A page of invites; `next` goes into `after`',
        content: json(z.object({ invites: z.array(KnownInvite), next: nextPage })),
      },
      ...refusing(422),
    },
  }),
)
inviteRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/invites/{id}/revocation',
    summary: 'Let nobody in by this link any more',
    security: bearer,
    request: { params: StudyPath.extend({ id: z.string() }) },
    responses: { 200: { description: 'The invite', content: json(KnownInvite) }, ...refusing(400, 409, 422) },
  }),
)
