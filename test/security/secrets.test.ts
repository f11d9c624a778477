import { beforeAll, describe, expect, test } from 'vitest'
import { newSetupCode } from '../../db/accounts/setup-codes.ts'
import { connect } from '../../db/connection/client.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { Study } from '../../server/domain/study.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { type Cast, cast, password } from './cast.ts'

const database = useDatabase()
const lines: string[] = []
const pages: string[] = []
let study: Study
let people: Cast
let canaries: Record<string, string> = {}

const log = createLog('trace', { write: (line) => void lines.push(line) })
const userAgent = 'canary-agent\u001b[31m red \u0007'

async function everything(app: ReturnType<typeof createApp>): Promise<void> {
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
  const requests: [string, RequestInit][] = [
    ['/login', form({ email: 'owner@example.org', password })],
    ['/login', form({ email: 'owner@example.org', password: `${password} wrong` })],
    ['/login', form({ email: `${password}@example.org`, password })],
    [`/setup?code=${canaries.setup}`, {}],
    ['/setup', form({ code: canaries.setup ?? '', email: 'new@example.org', password })],
    [`/join/${canaries.invite}`, {}],
    [`/join/${canaries.invite}/declined`, {}],
    [`/join/${canaries.invite}`, form({ consent: 'yes' })],
    [`/join/${canaries.invite}`, form({ consent: 'no' })],
    [`/s/${study.key}`, { headers: people.headers.tester }],
    [
      `/s/${study.key}/votes`,
      { ...form({ comparison: 'x'.repeat(22), choice: 'a' }), headers: people.headers.tester },
    ],
    ['/studies', { headers: people.headers.owner }],
    ['/account/password', { ...form({ current: password, password: 'x' }), headers: people.headers.owner }],
    ['/api/v1/studies', { headers: people.headers.token }],
    ['/api/v1/studies', { headers: { Authorization: `Bearer ${canaries.token}x` } }],
    ['/api/v1/studies', { method: 'POST', headers: people.headers.token, body: `{"name":"${password}"` }],
    ['/metrics', { headers: people.headers.token }],
    [`/nothing/${'x'.repeat(30)}?token=${canaries.token}`, {}],
  ]
  for (const [path, init] of requests) {
    const headers = new Headers(init.headers)
    headers.set('User-Agent', userAgent)
    const answer = await app.request(path, { ...init, headers })
    pages.push(
      `${answer.status} ${JSON.stringify(Object.fromEntries(answer.headers as never))} ${await answer.text()}`,
    )
  }
}

beforeAll(async () => {
  const db = database.db()
  study = await openMadeStudy(db, { slug: 'open', outputs: outputsOf(['x', 'y'], 4) })
  people = await cast(db, study)
  canaries = {
    password,
    session: people.secrets.session,
    token: people.secrets.token,
    tester: people.secrets.tester,
    invite: people.code,
    setup: await newSetupCode(db),
    database: 'canary-database-password',
    agent: 'canary-agent',
  }
  const app = createApp({ db, config: readConfig({}), log })
  await everything(app)
  for (const table of [
    'people',
    'sessions',
    'api_tokens',
    'invites',
    'testers',
    'comparisons',
    'setup_codes',
  ]) {
    await db.unsafe(`alter table ${table} rename to hidden`)
    await everything(app)
    await db.unsafe(`alter table hidden rename to ${table}`)
  }
  const away = connect(`postgres://tiebreak:${canaries.database}@127.0.0.1:1/x`, { max: 1 })
  await everything(createApp({ db: away, config: readConfig({}), log }))
  await away.end({ timeout: 0 })
}, 120_000)

describe('a run in which everything fails once', () => {
  test('did fail, and was logged', () => {
    expect(pages.filter((page) => page.startsWith('500 ')).length).toBeGreaterThan(20)
    expect(pages.filter((page) => page.startsWith('503 ')).length).toBeGreaterThan(5)
    expect(lines.filter((line) => line.includes('"failed"')).length).toBeGreaterThan(20)
  })

  test('leaves no secret in the log', () => {
    for (const [name, secret] of Object.entries(canaries)) {
      expect(lines.filter((line) => line.includes(secret)).slice(0, 1), name).toEqual([])
      expect(lines.filter((line) => line.includes(encodeURIComponent(secret))).slice(0, 1), name).toEqual([])
    }
  })

  test('shows no secret, no query and no place in the code', () => {
    const { invite: _, setup: __, tester: ___, ...unsaid } = canaries
    for (const [name, secret] of Object.entries(unsaid)) {
      const shown = pages.filter((page) => page.includes(secret) && !page.includes(`${password}@example.org`))
      expect(shown.slice(0, 1), name).toEqual([])
    }
    for (const page of pages)
      expect(page).not.toMatch(/select .* from |relation "|node_modules|\.tsx?:\d+|PostgresError/)
  })

  test('writes each event on one line of JSON', () => {
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1)
      expect(() => JSON.parse(line)).not.toThrow()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/)
    }
  })

  test('blanks what is named like a secret, however it got into an event', () => {
    const before = lines.length
    log.info(
      {
        password,
        request: { headers: { cookie: canaries.session } },
        config: { databaseUrl: canaries.database },
      },
      'x\r\ny',
    )
    const [line = ''] = lines.slice(before)
    expect(line).not.toMatch(/canary/)
    expect(line).not.toContain(canaries.session)
    expect(line.trimEnd()).not.toContain('\n')
    const driver = Object.assign(new Error('no'), {
      query: 'select canary',
      parameters: ['canary'],
      code: '42P01',
    })
    log.error({ err: driver }, 'failed')
    expect(lines.at(-1)).not.toContain('canary')
    expect(lines.at(-1)).toContain('42P01')
  })
})

describe('the metrics', () => {
  test('count requests by route as declared, and name no study, key or secret', async () => {
    const app = createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })
    await everything(app)
    const answer = await app.request('/metrics', { headers: people.headers.token })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toMatch(
      /tiebreak_http_request_seconds_count\{method="POST",route="\/login",status="401"\} 2\n/,
    )
    expect(text).toMatch(/_bucket\{method="GET",route="\/s\/:key",status="200",le="\+Inf"\} 1\n/)
    expect(text).toMatch(/tiebreak_studies\{state="open"\} 1\n/)
    expect(text).toMatch(/tiebreak_answers_total \d+\n/)
    expect(text).toMatch(/tiebreak_database_connections\{state="\w+"\} [1-9]/)
    for (const secret of [...Object.values(canaries), study.key, 'x'.repeat(30)])
      expect(text).not.toContain(secret)
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{[^}]*\})? [\d.e+-]+)$/)
  })

  test('are for a token of scope admin that is not bound to one study', async () => {
    const app = createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })
    expect((await app.request('/metrics')).status).toBe(401)
    expect((await app.request('/metrics', { headers: people.headers.owner })).status).toBe(401)
    await database.db()`update api_tokens set study_id = ${study.id}`
    expect((await app.request('/metrics', { headers: people.headers.token })).status).toBe(404)
  })
})
