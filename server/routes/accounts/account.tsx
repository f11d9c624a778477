import { type Context, Hono } from 'hono'
import { verifyPassword } from '../../../db/accounts/people.ts'
import { startSession } from '../../../db/accounts/sessions.ts'
import { AccountPage } from '../../../views/admin/people/account.tsx'
import { endSessions } from '../../actions/accounts/end-sessions.ts'
import { resetPassword } from '../../actions/accounts/reset-password.ts'
import type { Person } from '../../domain/account-rows.ts'
import { NotFound } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, mendable, noFields } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { giveSession, takeSession } from '../../http/session-cookie.ts'

export const accountPages = new Hono<AppEnv>()

accountPages.get('/account', requirePerson('studies:read'), (c) => c.html(<AccountPage frame={frameOf(c)} />))

accountPages.post('/account/password', requirePerson('studies:read'), async (c) => {
  const { id, email } = personOf(c)
  const form = await formOf(c, { once: ['current', 'password'] })
  const known = await verifyPassword(c.get('db'), { email, password: form.text('current') })
  if (known === 'too_often') {
    return c.html(<AccountPage frame={frameOf(c)} problem="Too many tries: wait 15 minutes" />, 429)
  }
  if (known === 'wrong') {
    return c.html(<AccountPage frame={frameOf(c)} faults={{ current: 'This is not your password' }} />, 422)
  }
  try {
    await resetPassword(actionContext(c), { email, password: form.text('password') })
  } catch (error) {
    return c.html(<AccountPage frame={frameOf(c)} faults={mendable(error).faults} />, 422)
  }
  giveSession(c, await startSession(c.get('db'), { personId: id }))
  return c.redirect('/account', 303)
})

accountPages.post('/account/sign-out', requirePerson('studies:read'), async (c) => {
  const person = personOf(c)
  await noFields(c)
  await endSessions(actionContext(c), person)
  takeSession(c)
  return c.redirect('/login', 303)
})

function personOf(c: Context<AppEnv>): Person {
  const actor = c.get('actor')
  if (actor.kind !== 'person') throw new NotFound('There is nothing here')
  return actor
}
