import { type Context, Hono } from 'hono'
import { listInvites, revokeInvite } from '../../../db/testers/invites.ts'
import { type InviteFields, InvitesPage } from '../../../views/admin/people/invites.tsx'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { formOf, frameOf, idOf, mendable, noFields, note, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { check } from '../../http/strict-json.ts'
import { qrCode } from '../../qr-code.ts'
import { inviteLinks, NewInvites } from '../../study/new-invites.ts'

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
    const wanted = check(bodyOf(values), NewInvites)
    const { publicUrl } = c.get('config')
    const links = await inviteLinks(c.get('db'), { studyId: study.id, publicUrl, ...wanted })
    const details = { kind: wanted.kind, count: wanted.count, label: wanted.label }
    await note(c, { act: 'invite.create', study, subject: study.slug, details })
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
  const id = idOf(c)
  if (!(await revokeInvite(c.get('db'), { studyId: study.id, id }))) throw new NotFound('No such link')
  await note(c, { act: 'invite.revoke', study, subject: study.slug, details: { invite: id } })
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
