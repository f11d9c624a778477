import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { listPeople } from '../../../db/accounts/people.ts'
import { PeoplePage } from '../../../views/admin/people/people.tsx'
import { createPerson } from '../../actions/accounts/create-person.ts'
import { disablePerson } from '../../actions/accounts/disable.ts'
import { enablePerson } from '../../actions/accounts/enable.ts'
import { resetPassword } from '../../actions/accounts/reset-password.ts'
import { reachPerson, rolesWithinReach } from '../../actions/accounts/within-reach.ts'
import { Conflict } from '../../domain/refusals.ts'
import { actionContext } from '../../http/action-context.ts'
import { formOf, frameOf, idOf, mendable, noFields } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'

export const peoplePages = new Hono<AppEnv>()

peoplePages.use('/people/*', requirePerson('people:write'))

peoplePages.get('/people', async (c) => c.html(<PeoplePage {...(await shown(c))} />))

peoplePages.post('/people', async (c) => {
  const form = await formOf(c, { once: ['email', 'role'] })
  const values = { email: form.text('email').trim(), role: form.text('role') }
  const password = newPassword()
  try {
    const person = await createPerson(actionContext(c), { ...values, password })
    return c.html(<PeoplePage {...(await shown(c))} made={{ email: person.email, password }} />, 201)
  } catch (error) {
    if (error instanceof Conflict) {
      const faults = { email: error.message }
      return c.html(<PeoplePage {...(await shown(c))} values={values} faults={faults} />, 409)
    }
    return c.html(<PeoplePage {...(await shown(c))} values={values} {...mendable(error)} />, 422)
  }
})

peoplePages.post('/people/:id/password', async (c) => {
  await noFields(c)
  const ctx = actionContext(c)
  const { email } = await reachPerson(ctx, idOf(c))
  const password = newPassword()
  await resetPassword(ctx, { email, password })
  return c.html(<PeoplePage {...(await shown(c))} made={{ email, password }} />)
})

peoplePages.post('/people/:id/disabling', async (c) => {
  await noFields(c)
  try {
    await disablePerson(actionContext(c), idOf(c))
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return c.html(<PeoplePage {...(await shown(c))} problem={error.message} />, 409)
  }
  return c.redirect('/people', 303)
})

peoplePages.post('/people/:id/enabling', async (c) => {
  await noFields(c)
  await enablePerson(actionContext(c), idOf(c))
  return c.redirect('/people', 303)
})

async function shown(c: Context<AppEnv>) {
  return {
    frame: frameOf(c),
    people: await listPeople(c.get('db')),
    roles: rolesWithinReach(actionContext(c)),
  }
}

const newPassword = () => randomBytes(15).toString('base64url')
