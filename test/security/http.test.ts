import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect as openSocket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { Study } from '../../server/domain/study.ts'
import { limitConnections } from '../../server/http/connection-limits.ts'
import { createLog } from '../../server/log.ts'
import { type RunningServer, serve } from '../../server/main.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { type Cast, cast, password } from './cast.ts'

const database = useDatabase()
let study: Study
let people: Cast

const appAt = (publicUrl: string) =>
  createApp({ db: database.db(), config: { ...readConfig({}), publicUrl }, log: createLog('silent') })
const plainApp = () => appAt('http://127.0.0.1:3000')

beforeAll(async () => {
  study = await openMadeStudy(database.db(), { slug: 'open', outputs: outputsOf(['x', 'y'], 4) })
  people = await cast(database.db(), study)
})

describe('every answer', () => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

  test.each(['/login', '/nothing', '/join/nothing', '/s/nothing', '/api/v1/studies', '/healthz'])(
    'of %s forbids scripts, frames and caches of others',
    async (path) => {
      const { headers } = await plainApp().request(path)
      expect(headers.get('Content-Security-Policy')).toBe(policy)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('Referrer-Policy')).toBe('same-origin')
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('Strict-Transport-Security')).toBeNull()
      expect(headers.get('X-Powered-By') ?? headers.get('Server')).toBeNull()
    },
  )

  test('asks for https for good where the site has it', async () => {
    const { headers } = await appAt('https://votes.example.org').request('/login')
    expect(headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{8}/)
  })

  test('binds a tester’s cookie to the host under https', async () => {
    const answer = await appAt('https://votes.example.org').request(`/join/${people.code}`, {
      method: 'POST',
      body: new URLSearchParams({ consent: 'yes' }),
    })
    expect(answer.status).toBe(303)
    const cookie = answer.headers.get('Set-Cookie') ?? ''
    expect(cookie).toMatch(/^__Host-tester_/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Domain')
  })
})

const strangePaths = [
  '/%',
  '/%E0%A4%A',
  '/%00',
  '/s/%00/votes',
  '/join/%ff%fe',
  '/join/x%0d%0aSet-Cookie:%20a=b',
  '/studies/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/studies/..%5c..%5c',
  '//admin',
  '//evil.example/%2f..',
  '/\\evil.example',
  '/s//votes',
  '/s/constructor',
  '/s/__proto__',
  '/studies/__proto__/results',
  '/api/v1/studies/__proto__',
  '/api/v1/studies/%00',
  '/audit?before=1e9',
  '/audit?study=%00',
  '/login?next=//evil.example',
  '/s/x?lang=%00',
  '/join/x?lang=../../en',
  `/join/${'x'.repeat(5000)}`,
]

describe('a strange address', () => {
  test.each(strangePaths)('%s is answered without a failure, and leads nowhere else', async (path) => {
    for (const headers of [{}, people.headers.owner, people.headers.token, people.headers.tester]) {
      const answer = await plainApp().request(`http://127.0.0.1:3000${path}`, {
        headers: headers as HeadersInit,
      })
      expect(answer.status).toBeLessThan(500)
      expect(answer.headers.get('Location') ?? '/').toMatch(/^\/(?![/\\])/)
      expect(answer.headers.get('Set-Cookie') ?? '').not.toMatch(/\ba=b/)
    }
  })

  test('is not believed: hosts and forwarded headers are repeated nowhere', async () => {
    const headers = {
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'evil',
      'X-Forwarded-For': 'evil.example',
      Forwarded: 'host=evil.example',
      'X-Original-URL': '/evil.example',
      'X-Rewrite-URL': '/evil.example',
      'X-HTTP-Method-Override': 'DELETE',
    }
    for (const path of [
      '/',
      '/login',
      '/studies',
      '/nothing',
      `/join/${people.code}`,
      `/s/${study.key}`,
      '/api/v1/openapi.json',
    ]) {
      const answer = await plainApp().request(path, { headers: { ...headers, ...people.headers.tester } })
      const said = JSON.stringify([...Object.entries(Object.fromEntries(answer.headers as never))])
      expect(said + (await answer.text()), path).not.toContain('evil')
    }
  })

  test.each(['PROPFIND', 'BREW', 'get'.padEnd(9, 'x')])('with the method %s is 405', async (method) => {
    const answer = await plainApp().request('/login', { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toContain('GET')
  })
})

describe('on the wire', () => {
  let server: RunningServer
  beforeAll(async () => {
    const config = readConfig({ DATABASE_URL: database.url(), PORT: '0', LOG_LEVEL: 'silent' })
    server = await serve({ config, log: createLog('silent') })
  })
  afterAll(() => server?.stop())

  const say = (text: string) => exchange(Number(new URL(server.url).port), text)
  const post = 'POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'

  test.each([
    ['two lengths', `${post}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b`],
    ['a length and chunks', `${post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a space before the colon', 'GET /login HTTP/1.1\r\nHost : x\r\n\r\n'],
    ['no host', 'GET /login HTTP/1.1\r\n\r\n'],
    ['a bare carriage return', 'GET /login HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n'],
    ['no HTTP at all', '\u0016\u0003\u0001\u0002\r\n\r\n'],
  ])('%s is refused', async (_, text) => {
    expect(await say(text)).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('headers without end are refused', async () => {
    expect(await say(`GET /login HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })

  test('TRACE does not echo', async () => {
    const answer = await say(
      'TRACE /login HTTP/1.1\r\nHost: x\r\nX-Secret: canary\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).not.toContain('canary')
  })
})

describe('a sender who never ends', () => {
  test('is cut off, and an ordinary one is not', async () => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.end('done'))
      request.on('error', () => {})
    })
    limitConnections(server, { bodyMs: 150 })
    const port = await listening(server)
    const slow = 'POST /s/x/votes HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'
    expect(await exchange(port, slow)).not.toContain('done')
    const whole = 'POST /s/x/votes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc'
    expect(await exchange(port, whole)).toContain('done')
    expect(server.maxConnections).toBe(2000)
    server.close()
  })
})

const listening = (server: Server) =>
  new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
  )

/** Sends bytes as they are and collects what comes back until the other side hangs up. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    let said = ''
    const socket = openSocket(port, '127.0.0.1', () => socket.write(text))
    const stop = setTimeout(() => socket.destroy(), 10_000)
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(stop)
      done(said)
    })
  })
}

test('the password of the cast opens the door, so the tests above had a session worth stealing', async () => {
  const body = new URLSearchParams({ email: 'owner@example.org', password })
  const answer = await plainApp().request('/login', { method: 'POST', body })
  expect(answer.status).toBe(303)
})
