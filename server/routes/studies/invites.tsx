import { type Context, Hono } from 'hono'
import { listInvites } from '../../../db/testers/invites.ts'
import { type InviteFields, InvitesPage } from '../../../views/admin/people/invites.tsx'
import { createInvites } from '../../actions/invites/create.ts'
import { revokeInvite } from '../../actions/invites/revoke.ts'
import type { Study } from '../../domain/study.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, idOf, mendable, noFields, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { qrCode } from '../../qr-code.ts'

export const invitePages = new Hono<AppEnv>()

invitePages.get('/studies/:slug/invites', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  return c.html(<InvitesPage {...(await shown(c, study))} />)
})

invitePages.post('/studies/:slug/invites', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  const form = await formOf(c, { once: ['kind', 'count', 'label', 'cap', 'expires'] })
  const values: InviteFields = {
    kind: form.text('kind'),
    count: form.text('count'),
    label: form.text('label'),
    cap: form.text('cap'),
    expires: form.text('expires'),
  }
  try {
    const links = await createInvites(actionContext(c), { study, body: bodyOf(values) })
    const made = links.map((link) => ({ ...link, qr: qrCode(link.url) }))
    return c.html(<InvitesPage {...(await shown(c, study))} made={made} />, 201)
  } catch (error) {
    const refused = mendable(error)
    return c.html(<InvitesPage {...(await shown(c, study))} values={values} {...refused} />, 422)
  }
})

invitePages.post('/studies/:slug/invites/:id/revocation', requirePerson('studies:write'), async (c) => {
  const study = await studyOf(c)
  await noFields(c)
  await revokeInvite(actionContext(c), { study, id: idOf(c) })
  return c.redirect(`/studies/${study.slug}/invites`, 303)
})

async function shown(c: Context<AppEnv>, study: Study) {
  return { frame: frameOf(c), study, invites: await listInvites(c.get('db'), study.id) }
}

const bodyOf = ({ kind, count, label, cap, expires }: InviteFields) => ({
  kind,
  label,
  ...(count && { count: wholeOf(count) }),
  ...(cap && { cap: wholeOf(cap) }),
  ...(expires && { expires: /^\d{4}-\d\d-\d\d$/.test(expires) ? `${expires}T23:59:59Z` : expires }),
})

const wholeOf = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text)
