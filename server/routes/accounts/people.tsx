import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import {
  createPerson,
  disablePerson,
  enablePerson,
  listPeople,
  resetPassword,
} from '../../../db/accounts/people.ts'
import { PeoplePage } from '../../../views/admin/people/people.tsx'
import type { PersonRow } from '../../domain/account-rows.ts'
import { Conflict, Invalid, NotFound } from '../../domain/refusals.ts'
import { formOf, frameOf, idOf, mendable, noFields, note } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson, rolesWithin } from '../../http/auth.ts'

export const peoplePages = new Hono<AppEnv>()

peoplePages.use('/people/*', requirePerson('people:write'))

peoplePages.get('/people', async (c) => c.html(<PeoplePage {...(await shown(c))} />))

peoplePages.post('/people', async (c) => {
  const form = await formOf(c, { once: ['email', 'role'] })
  const values = { email: form.text('email').trim(), role: form.text('role') }
  const password = newPassword()
  try {
    const role = rolesWithin(c.get('actor')).find((name) => name === values.role)
    if (!role) throw new Invalid('Choose one of the roles')
    const person = await createPerson(c.get('db'), { email: values.email, password, role })
    await note(c, { act: 'person.create', subject: person.email, details: { role } })
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
  const { email } = await personOf(c)
  const password = newPassword()
  await resetPassword(c.get('db'), { email, password })
  await note(c, { act: 'person.password', subject: email })
  return c.html(<PeoplePage {...(await shown(c))} made={{ email, password }} />)
})

peoplePages.post('/people/:id/disabling', async (c) => {
  await noFields(c)
  const { id, email } = await personOf(c)
  try {
    await disablePerson(c.get('db'), { id })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return c.html(<PeoplePage {...(await shown(c))} problem={error.message} />, 409)
  }
  await note(c, { act: 'person.disable', subject: email })
  return c.redirect('/people', 303)
})

peoplePages.post('/people/:id/enabling', async (c) => {
  await noFields(c)
  const { id, email } = await personOf(c)
  await enablePerson(c.get('db'), { id })
  await note(c, { act: 'person.enable', subject: email })
  return c.redirect('/people', 303)
})

async function shown(c: Context<AppEnv>) {
  return { frame: frameOf(c), people: await listPeople(c.get('db')), roles: rolesWithin(c.get('actor')) }
}

/** A person this actor may change: owners are out of an admin's reach. */
async function personOf(c: Context<AppEnv>): Promise<PersonRow> {
  const id = idOf(c)
  const person = (await listPeople(c.get('db'))).find((row) => row.id === id)
  if (!person || !rolesWithin(c.get('actor')).includes(person.role)) throw new NotFound('No such person')
  return person
}

const newPassword = () => randomBytes(15).toString('base64url')
