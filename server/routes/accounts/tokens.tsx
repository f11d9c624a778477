import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { createToken, listTokens, revokeToken } from '../../../db/accounts/tokens.ts'
import { findStudy, listStudies } from '../../../db/studies/studies.ts'
import { type TokenFields, TokensPage } from '../../../views/admin/people/tokens.tsx'
import { NotFound } from '../../domain/refusals.ts'
import { scopes } from '../../domain/scope.ts'
import { formOf, frameOf, idOf, mendable, nameOf, noFields, note } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { check } from '../../http/strict-json.ts'

const NewToken = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(200),
  scopes: z.array(z.enum(scopes)).min(1, 'choose at least one'),
  days: z.coerce.number('must be a whole number').int().min(1).max(3650).nullable(),
})

export const tokenPages = new Hono<AppEnv>()

tokenPages.get('/tokens', requirePerson('tokens:write'), async (c) =>
  c.html(<TokensPage {...(await shown(c))} />),
)

tokenPages.post('/tokens', requirePerson('tokens:write'), async (c) => {
  const form = await formOf(c, { once: ['name', 'study', 'days'], many: ['scopes'] })
  const values: TokenFields = {
    name: form.text('name'),
    scopes: form.texts('scopes'),
    study: form.text('study'),
    days: form.text('days'),
  }
  try {
    const { name, scopes, days } = values
    const wanted = check({ name, scopes, days: days.trim() || null }, NewToken)
    const study = values.study ? await findStudy(c.get('db'), { slug: values.study, only: null }) : null
    if (values.study && !study) throw new NotFound('No such study')
    const { token } = await createToken(c.get('db'), { ...wanted, studyId: study?.id ?? null, by: nameOf(c) })
    const details = { scopes: wanted.scopes, days: wanted.days }
    await note(c, { act: 'token.create', study: study ?? undefined, subject: wanted.name, details })
    return c.html(<TokensPage {...(await shown(c))} made={token} />, 201)
  } catch (error) {
    return c.html(<TokensPage {...(await shown(c))} values={values} {...mendable(error)} />, 422)
  }
})

tokenPages.post('/tokens/:id/revocation', requirePerson('tokens:write'), async (c) => {
  await noFields(c)
  const id = idOf(c)
  const revoked = await revokeToken(c.get('db'), { id })
  if (revoked) await note(c, { act: 'token.revoke', subject: revoked.name, details: { token: id } })
  return c.redirect('/tokens', 303)
})

async function shown(c: Context<AppEnv>) {
  const db = c.get('db')
  const [tokens, studies] = await Promise.all([listTokens(db), listStudies(db, { only: null })])
  return { frame: frameOf(c), tokens, studies }
}
