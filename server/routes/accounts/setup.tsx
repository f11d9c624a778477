import { Hono } from 'hono'
import { anyPerson } from '../../../db/accounts/people.ts'
import { startSession } from '../../../db/accounts/sessions.ts'
import { isSetupCode, useSetupCode } from '../../../db/accounts/setup-codes.ts'
import { NoCodePage, SetupPage } from '../../../views/admin/doors.tsx'
import { NotFound } from '../../domain/refusals.ts'
import { formOf, mendable } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { giveSession } from '../../http/session-cookie.ts'

export const setupPages = new Hono<AppEnv>()

setupPages.use('/setup', async (c, next) => {
  if (await anyPerson(c.get('db'))) throw new NotFound('There is an account already')
  await next()
})

setupPages.get('/setup', async (c) => {
  const code = c.req.query('code') ?? ''
  const assets = c.get('assets')
  if (!(await isSetupCode(c.get('db'), code))) return c.html(<NoCodePage assets={assets} />, 403)
  return c.html(<SetupPage assets={assets} code={code} />)
})

setupPages.post('/setup', async (c) => {
  const form = await formOf(c, { once: ['code', 'email', 'password'] })
  const db = c.get('db')
  const assets = c.get('assets')
  const given = { code: form.text('code'), email: form.text('email'), password: form.text('password') }
  try {
    const owner = await useSetupCode(db, given)
    if (!owner) return c.html(<NoCodePage assets={assets} />, 403)
    giveSession(c, await startSession(db, { personId: owner.id }))
    return c.redirect('/studies', 303)
  } catch (error) {
    const { faults } = mendable(error)
    return c.html(<SetupPage assets={assets} code={given.code} email={given.email} faults={faults} />, 422)
  }
})
