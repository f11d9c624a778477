import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson, disablePerson } from '../db/accounts/people.ts'
import { startSession } from '../db/accounts/sessions.ts'
import { createToken, revokeToken } from '../db/accounts/tokens.ts'
import { createStudy } from '../db/studies/studies.ts'
import { createInvites, findInvite } from '../db/testers/invites.ts'
import { joinStudy } from '../db/testers/testers.ts'
import { createApp } from '../server/app.tsx'
import { readConfig } from '../server/config.ts'
import { roles } from '../server/domain/role.ts'
import type { Scope } from '../server/domain/scope.ts'
import { NewStudy } from '../server/domain/settings/study-settings.ts'
import { createLog } from '../server/log.ts'
import { anybody, type Rule, accessTable as table } from './setup/access-table.ts'
import { useDatabase } from './setup/database.ts'

const database = useDatabase()
const origin = 'http://127.0.0.1:3000'
const endsSessions = new Set(['POST /account/sign-out'])
const scopes: Scope[] = ['results:read', 'data:read', 'studies:write', 'admin']
type Headers = Record<string, string>
const identities: Record<string, () => Headers | Promise<Headers>> = { nobody: () => ({}) }
const personIds: Record<string, number> = {}
const secrets: Record<string, string> = {}
let key = ''

function makeApp() {
  const config = { ...readConfig({}), publicUrl: origin }
  return createApp({ db: database.db(), config, log: createLog('silent') })
}

let app: ReturnType<typeof makeApp>
beforeAll(async () => {
  app = makeApp()
  const db = database.db()
  const study = await createStudy(db, NewStudy.parse({ name: 'One', slug: 'one', question: 'Which?' }))
  const other = await createStudy(db, NewStudy.parse({ name: 'Two', slug: 'two', question: 'Which?' }))
  key = study.key
  await db`update ballot_boxes set state = 'open'`
  for (const [name, of] of [
    ['tester', study],
    ['tester of another study', other],
  ] as const) {
    const invite = { kind: 'open', count: 1, label: '', cap: null, expires: null } as const
    const [link] = await createInvites(db, { studyId: of.id, ...invite })
    const found = await findInvite(db, link?.code ?? '')
    const joined = found && (await joinStudy(db, { ...found, locale: 'en' }))
    secrets[name] = `tester_${study.key}=${joined?.token}`
  }
  for (const role of [...roles, 'disabled'] as const) {
    const given = role === 'disabled' ? 'owner' : role
    const person = await createPerson(db, {
      email: `${role}@example.org`,
      password: 'eight or more',
      role: given,
    })
    personIds[role] = person.id
    secrets[role] = await signedIn(role)
    if (role === 'disabled') await disablePerson(db, { id: person.id })
  }
  const make = async (name: string, scope: Scope, { studyId = null as number | null, days = 1 } = {}) => {
    const made = await createToken(db, { name, scopes: [scope], studyId, days, by: 'test' })
    secrets[name] = made.token
    return made.id
  }
  for (const scope of scopes) await make(`token ${scope}`, scope)
  await make('token of another study', 'admin', { studyId: other.id })
  await revokeToken(db, { id: await make('revoked token', 'admin') })
  const expired = await make('expired token', 'admin')
  await db`update api_tokens set expires_at = now() - interval '1 second' where id = ${expired}`
  const real = secrets['token admin'] ?? ''
  secrets['forged token'] = `${real.slice(0, -8)}${real.at(-8) === 'x' ? 'y' : 'x'}${real.slice(-7)}`
})

/** A new session each time: some routes end the one they are called with. */
const signedIn = async (name: string) =>
  `tb=${await startSession(database.db(), { personId: personIds[name] ?? 0 })}`

const cookieNames = ['tester', 'tester of another study', 'disabled']
const tokenNames = [
  ...scopes.map((scope) => `token ${scope}`),
  'token of another study',
  'revoked token',
  'expired token',
  'forged token',
]
for (const name of cookieNames) identities[name] = () => ({ Cookie: secrets[name] ?? '' })
for (const name of roles) identities[name] = async () => ({ Cookie: await signedIn(name) })
for (const name of tokenNames) identities[name] = () => ({ Authorization: `Bearer ${secrets[name]}` })

const isAllowed = ({ to }: Rule, who: string): boolean => {
  if (to === anybody) return true
  const [kind, ...names] = to.split(' ')
  if (kind === 'tester') return who === 'tester'
  if (kind === 'people') return names.includes(who)
  return names.some((name) => who === `token ${name}`)
}

/** What the refused get: never a hint whether the object exists. */
function refusal(route: string, rule: Rule, who: string): number[] {
  if (rule.to === 'tester') return [404]
  if (rule.to.startsWith('people')) return (roles as readonly string[]).includes(who) ? [404] : [303]
  const namesStudy = route.includes(':slug')
  if (who === 'token of another study') return namesStudy ? [404] : [200, 403, 404, 409, 422]
  return who.startsWith('token ') ? [403] : [401]
}

async function ask(route: string, who: string): Promise<Response> {
  const [method = 'GET', pattern = '/'] = route.split(' ')
  const path = pattern
    .replace(':slug', 'one')
    .replace(':key', key)
    .replace(':code', 'no-such-code')
    .replace(':id', '999999')
    .replace(':file', 'votes.csv')
    .replace(':tester', 't_0')
    .replace(':judge', 'no-such-judge')
    .replace(':path{.+}', 'README.md')
  const isApi = path.startsWith('/api/')
  const headers: Record<string, string> = { ...(await identities[who]?.()), Origin: origin }
  const hasBody = method !== 'GET'
  if (hasBody) headers['Content-Type'] = isApi ? 'application/json' : 'application/x-www-form-urlencoded'
  return app.request(path, { method, headers, ...(hasBody ? { body: isApi ? '{}' : '' } : {}) })
}

const served = () => {
  const seen = makeApp().routes.filter(
    (route) => route.method !== 'ALL' && !route.path.startsWith('/assets/'),
  )
  return [...new Set(seen.map((route) => `${route.method} ${route.path.replace(/\/$/, '') || '/'}`))]
}

describe('access', () => {
  test('every route has a row, and every row a route', () => {
    expect(served().sort()).toEqual(Object.keys(table).sort())
  })

  test.each(Object.keys(table))('%s answers each kind of person as its row says', async (route) => {
    const rule = table[route] as Rule
    for (const who of Object.keys(identities)) {
      const answer = await ask(route, who)
      const label = `${who}: ${answer.status}`
      expect(answer.status, label).toBeLessThan(500)
      if (!isAllowed(rule, who)) expect(refusal(route, rule, who), label).toContain(answer.status)
      else if (rule.to !== anybody) {
        expect([401, 403], label).not.toContain(answer.status)
        if (!endsSessions.has(route)) expect(answer.headers.get('Location'), label).not.toBe('/login')
      }
    }
  })

  test('what is forbidden looks like what does not exist', async () => {
    const headers = { Authorization: `Bearer ${secrets['token of another study']}` }
    const forbidden = await app.request('/api/v1/studies/one', { headers })
    const missing = await app.request('/api/v1/studies/no-such-study', { headers })
    expect(forbidden.status).toBe(404)
    expect(await forbidden.text()).toBe(await missing.text())
  })

  test('a write from another origin is refused whoever sends it', async () => {
    for (const foreign of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:3001',
      'https://127.0.0.1:3000',
    ]) {
      for (const path of [`/s/${key}/votes`, '/login', '/studies']) {
        const headers = { Origin: foreign, Cookie: await signedIn('owner') }
        const answer = await makeApp().request(path, { method: 'POST', headers, body: new URLSearchParams() })
        expect(answer.status, `${foreign} ${path}`).toBe(403)
      }
    }
  })

  test('a browser that hides the origin is believed only where it says the page is our own', async () => {
    for (const [site, status] of [
      ['same-origin', 400],
      ['same-site', 403],
      ['cross-site', 403],
    ] as const) {
      const headers = { Origin: 'null', 'Sec-Fetch-Site': site, Cookie: secrets.tester ?? '' }
      const answer = await makeApp().request(`/s/${key}/votes`, {
        method: 'POST',
        headers,
        body: new URLSearchParams(),
      })
      expect(answer.status, site).toBe(status)
    }
  })
})
