import { Hono } from 'hono'
import { anyPerson, verifyPassword } from '../../../db/accounts/people.ts'
import { endSession, startSession } from '../../../db/accounts/sessions.ts'
import { LoginPage } from '../../../views/admin/doors.tsx'
import { formOf, noFields } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { giveSession, sessionSecret, takeSession } from '../../http/session-cookie.ts'

const wrong = 'E-mail and password do not belong together'
const tooOften = 'Too many tries for this account: wait 15 minutes, then try again'

export const loginPages = new Hono<AppEnv>()

loginPages.get('/', (c) => c.redirect('/studies', 303))

loginPages.get('/login', async (c) =>
  c.html(<LoginPage assets={c.get('assets')} isNew={!(await anyPerson(c.get('db')))} />),
)

loginPages.post('/login', async (c) => {
  const form = await formOf(c, { once: ['email', 'password'] })
  const db = c.get('db')
  const email = form.text('email')
  const person = await verifyPassword(db, { email, password: form.text('password') })
  if (typeof person === 'string') {
    const page = (
      <LoginPage
        assets={c.get('assets')}
        email={email}
        problem={person === 'wrong' ? wrong : tooOften}
        isNew={false}
      />
    )
    return person === 'wrong' ? c.html(page, 401) : c.html(page, 429, { 'Retry-After': '900' })
  }
  const earlier = sessionSecret(c)
  if (earlier) await endSession(db, earlier)
  const act = { actor: person.email, act: 'session.start' }
  giveSession(c, await startSession(db, { personId: person.id, act }))
  return c.redirect('/studies', 303)
})

loginPages.post('/logout', async (c) => {
  await noFields(c)
  const secret = sessionSecret(c)
  if (secret) await endSession(c.get('db'), secret)
  takeSession(c)
  return c.redirect('/login', 303)
})
