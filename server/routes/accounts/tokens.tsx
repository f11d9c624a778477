import { type Context, Hono } from 'hono'
import { listTokens } from '../../../db/accounts/tokens.ts'
import { findStudy, listStudies } from '../../../db/studies/studies.ts'
import { type TokenFields, TokensPage } from '../../../views/admin/people/tokens.tsx'
import { createToken } from '../../actions/accounts/create-token.ts'
import { revokeToken } from '../../actions/accounts/revoke-token.ts'
import { NotFound } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, idOf, mendable, noFields } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'

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
    const body = { name, scopes, days: days.trim() || null }
    const study = values.study ? await findStudy(c.get('db'), { slug: values.study, only: null }) : null
    if (values.study && !study) throw new NotFound('No such study')
    const made = await createToken(actionContext(c), { body, study })
    return c.html(<TokensPage {...(await shown(c))} made={made} />, 201)
  } catch (error) {
    return c.html(<TokensPage {...(await shown(c))} values={values} {...mendable(error)} />, 422)
  }
})

tokenPages.post('/tokens/:id/revocation', requirePerson('tokens:write'), async (c) => {
  await noFields(c)
  await revokeToken(actionContext(c), idOf(c))
  return c.redirect('/tokens', 303)
})

async function shown(c: Context<AppEnv>) {
  const db = c.get('db')
  const [tokens, studies] = await Promise.all([listTokens(db), listStudies(db, { only: null })])
  return { frame: frameOf(c), tokens, studies }
}
