import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { createLog } from '../../server/log.ts'
import { comparisonOf } from '../blindness/browser.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { type Cast, cast, password } from './cast.ts'
import { fingerprint } from './fingerprint.ts'

const database = useDatabase()
let app: ReturnType<typeof createApp>
let study: Study
let people: Cast
const ids: Record<string, number | string> = {}

type Fields = Record<string, unknown>
type Row = {
  who: keyof Cast['headers']
  kind: 'form' | 'json'
  fields: Fields | (() => Promise<Fields>)
  /** The route's parameters where they are not the open study. */
  at?: Record<string, () => number | string>
  /** False where another test shows that the body is accepted as it stands. */
  accepted?: false
}

const form = (who: Row['who'], fields: Row['fields'], more: Partial<Row> = {}): Row => ({
  who,
  kind: 'form',
  fields,
  ...more,
})
const json = (fields: Row['fields'], more: Partial<Row> = {}): Row => ({
  who: 'token',
  kind: 'json',
  fields,
  ...more,
})
const draft = { at: { ':slug': () => 'draft' } }
const idOf = (name: string) => ({ at: { ':id': () => ids[name] ?? 0 } })
const named = { at: { ':tester': () => ids.pseudonym ?? '' } }

const newStudy = { name: 'Another', question: 'Which?' }
const shown = async () => {
  const page = await app.request(`/s/${study.key}`, { headers: people.headers.tester })
  return comparisonOf(await page.text()) ?? ''
}

/** A body that each route takes; a route without a row fails. Those that end something stand last. */
const table: Record<string, Row> = {
  'POST /join/:code': form('nobody', { consent: 'yes' }),
  'POST /s/:key/votes': form('tester', async () => ({ comparison: await shown(), choice: 'a' })),
  'POST /s/:key/undo': form('tester', async () => {
    const [last] = await database.db()<{ id: string }[]>`select comparison_id as id from votes`
    return { comparison: last?.id }
  }),
  'POST /s/:key/skips': form('tester', async () => ({ comparison: await shown(), reason: 'other' })),
  'POST /s/:key/practice': form('tester', async () => ({ comparison: await shown(), choice: 'a' }), {
    accepted: false,
  }),
  'POST /s/:key/break': form('tester', {}),
  'POST /s/:key/finish': form('tester', {}),
  'POST /s/:key/return': form('tester', {}),
  'POST /s/:key/withdrawal': form('tester', { confirm: 'yes' }),
  'POST /setup': form('nobody', { code: 'x', email: 'a@example.org', password }, { accepted: false }),
  'POST /login': form('nobody', { email: 'owner@example.org', password }),
  'POST /studies': form('owner', { ...newStudy, slug: 'by-form' }),
  'POST /quick-start': form(
    'owner',
    {
      name: 'Quick',
      question: 'Which?',
      first: 'x',
      second: 'y',
      'prompt-1': 'p',
      'first-1': 'a',
      'second-1': 'b',
    },
    { accepted: false },
  ),
  'POST /studies/:slug/settings': form('owner', { ...newStudy, choices: ['a', 'b'] }, draft),
  'POST /studies/:slug/state': form('owner', { state: 'paused' }),
  'POST /studies/:slug/votes-per-pair': form('owner', { votes_per_pair: '9' }),
  'POST /studies/:slug/batches': form(
    'owner',
    { act: 'check', map: '', model: '' },
    { ...draft, accepted: false },
  ),
  'POST /studies/:slug/batches/:id/mapping': form(
    'owner',
    { model: 'x' },
    { ...idOf('batch'), accepted: false },
  ),
  'POST /studies/:slug/batches/:id/decisions': form('owner', {}, { ...idOf('batch'), accepted: false }),
  'POST /studies/:slug/batches/:id/publication': form('owner', {}, { ...idOf('batch'), accepted: false }),
  'POST /studies/:slug/batches/:id/discarding': form('owner', {}, { ...idOf('batch'), accepted: false }),
  'POST /studies/:slug/judges': form('owner', { judge: 'J' }, { accepted: false }),
  'POST /studies/:slug/snapshots': form('owner', { min_votes: '1' }, { accepted: false }),
  'POST /studies/:slug/snapshots/:id/links': form('owner', {}, { ...idOf('snapshot'), accepted: false }),
  'POST /studies/:slug/snapshots/:id/revocation': form(
    'owner',
    { reason: 'x' },
    { ...idOf('snapshot'), accepted: false },
  ),
  'POST /studies/:slug/withdrawals': form('owner', { prompt: 'p3' }),
  'POST /studies/:slug/readmissions': form('owner', { prompt: 'p3' }),
  'POST /studies/:slug/invites': form('owner', { kind: 'open', label: 'x' }),
  'POST /studies/:slug/invites/:id/revocation': form('owner', {}, idOf('invite')),
  'POST /studies/:slug/testers/:id/exclusion': form('owner', { reason: 'x' }, idOf('tester')),
  'POST /studies/:slug/testers/:id/readmission': form('owner', {}, idOf('tester')),
  'POST /studies/:slug/testers/:id/withdrawal': form('owner', { confirm: 'yes' }, idOf('tester')),
  'POST /people': form('owner', { email: 'new@example.org', role: 'analyst' }),
  'POST /people/:id/password': form('owner', {}, idOf('person')),
  'POST /people/:id/disabling': form('owner', {}, idOf('person')),
  'POST /people/:id/enabling': form('owner', {}, idOf('person')),
  'POST /tokens': form('owner', { name: 'x', scopes: ['data:read'], study: '', days: '3' }),
  'POST /tokens/:id/revocation': form('owner', {}, idOf('token')),
  'POST /api/v1/studies': json({ ...newStudy, slug: 'by-api' }),
  'PATCH /api/v1/studies/:slug': json({ question: 'Which now?' }, draft),
  'PUT /api/v1/studies/:slug/state': json({ state: 'open' }),
  'POST /api/v1/studies/:slug/invites': json({ kind: 'open', label: 'x' }),
  'POST /api/v1/studies/:slug/invites/:id/revocation': json({}, idOf('invite')),
  'POST /api/v1/studies/:slug/testers/:tester/exclusion': json({ reason: 'x' }, named),
  'POST /api/v1/studies/:slug/testers/:tester/readmission': json({}, named),
  'POST /api/v1/studies/:slug/testers/:tester/withdrawal': json({}, named),
  'POST /api/v1/studies/:slug/withdrawals': json({ prompt: 'p2' }),
  'POST /api/v1/studies/:slug/readmissions': json({ prompt: 'p2' }),
  'PUT /api/v1/studies/:slug/drafts/:id/settings': json(
    { model: 'x' },
    { ...idOf('batch'), accepted: false },
  ),
  'POST /api/v1/studies/:slug/drafts/:id/publication': json(
    { good_rows: true },
    { ...idOf('batch'), accepted: false },
  ),
  'POST /api/v1/studies/:slug/drafts/:id/discarding': json({}, { ...idOf('batch'), accepted: false }),
  'POST /api/v1/studies/:slug/snapshots': json({ clean: true }, { accepted: false }),
  'POST /api/v1/studies/:slug/snapshots/:id/links': json(
    { days: 1 },
    { ...idOf('snapshot'), accepted: false },
  ),
  'POST /api/v1/studies/:slug/snapshots/:id/revocation': json(
    { reason: 'x' },
    { ...idOf('snapshot'), accepted: false },
  ),
  'POST /account/password': form(
    'owner',
    { current: password, password: 'another good one' },
    { accepted: false },
  ),
  'POST /account/sign-out': form('owner', {}),
  'POST /logout': form('owner', {}),
}

/** Whole files: their parts are checked in api.test.ts, api-drafts.test.ts, judges.test.ts and the tests of the formats. */
const files = [
  'POST /api/v1/studies/:slug/batches',
  'POST /api/v1/studies/:slug/drafts',
  'PUT /api/v1/studies/:slug/judges/:judge',
]

beforeAll(async () => {
  const db = database.db()
  app = createApp({ db, config: readConfig({}), log: createLog('silent') })
  study = await openMadeStudy(db, { slug: 'open', outputs: outputsOf(['x', 'y'], 4) })
  await createStudy(db, NewStudy.parse({ name: 'Draft', slug: 'draft', question: 'Which?' }))
  people = await cast(db, study)
  ids.person = (await createPerson(db, { email: 'other@example.org', password, role: 'analyst' })).id
  const first = async (table: string) => (await db.unsafe(`select min(id)::int as id from ${table}`))[0]?.id
  ids.batch = await first('batches')
  ids.invite = await first('invites')
  ids.tester = await first('testers')
  ids.pseudonym = (await db`select pseudonym from testers`)[0]?.pseudonym
  ids.token = 999_999
  ids.snapshot = 999_999
})

type Sent = { type?: string; body: BodyInit | null }

function send(route: string, row: Row, { type, body }: Sent): Promise<Response> {
  const [method = '', pattern = ''] = route.split(' ')
  const places: Record<string, () => number | string> = {
    ':key': () => study.key,
    ':code': () => people.code,
    ':slug': () => 'open',
    ...row.at,
  }
  const path = pattern.replace(/:\w+/g, (name) => String(places[name]?.() ?? name))
  const headers = new Headers(people.headers[row.who])
  if (type) headers.set('Content-Type', type)
  return Promise.resolve(app.request(path, { method, headers, ...(body === null ? {} : { body }) }))
}

const urlencoded = 'application/x-www-form-urlencoded'

function encoded({ kind }: Row, fields: Fields): { type: string; body: string } {
  if (kind === 'json') return { type: 'application/json', body: JSON.stringify(fields) }
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)]),
  )
  return { type: urlencoded, body: new URLSearchParams(pairs).toString() }
}

/** Ways to send a body that is almost right. */
function wrongBodies(row: Row, fields: Fields): Record<string, Sent> {
  const right = encoded(row, fields)
  const [name, value] = Object.entries(fields)[0] ?? ['', '']
  const multipart = new FormData()
  for (const [field, text] of Object.entries(fields)) multipart.append(field, String(text))
  multipart.append('more', new Blob(['x']), 'x.txt')
  const shared: Record<string, Sent> = {
    'an unknown field': encoded(row, { ...fields, model: 'x' }),
    'a prototype’s name': { ...right, body: withName(row, right.body, '__proto__') },
    'the constructor’s name': { ...right, body: withName(row, right.body, 'constructor') },
    'a NUL in a field nobody asked for': encoded(row, { ...fields, '\0': '\0' }),
    'too much': encoded(row, { ...fields, more: 'x'.repeat(3 * 1024 * 1024) }),
    'another kind of body': { type: 'application/xml', body: '<a/>' },
    'a file': { body: multipart as unknown as BodyInit },
  }
  if (name === '') return shared
  return {
    ...shared,
    'a field twice': twice(row, right.body, { name, value }),
    'a NUL': encoded(row, { ...fields, [name]: `${value}\0` }),
    'an object for text':
      row.kind === 'json' ? encoded(row, { ...fields, [name]: { a: [1] } }) : (shared['a file'] as Sent),
    'half a character':
      row.kind === 'json'
        ? { ...right, body: right.body.replace('{', '{"\\ud800":"\\ud800",') }
        : (shared['a file'] as Sent),
  }
}

const withName = ({ kind }: Row, body: string, name: string): string =>
  kind === 'json'
    ? body.replace(/^\{(.?)/, (_, next) => `{"${name}":{"x":1}${next === '}' ? '' : ','}${next}`)
    : `${body}&${name}=1`

function twice({ kind }: Row, body: string, { name, value }: { name: string; value: unknown }): Sent {
  if (kind === 'json')
    return { type: 'application/json', body: body.replace('{', `{"${name}":${JSON.stringify(value)},`) }
  return { type: urlencoded, body: `${body}&${new URLSearchParams([[name, String([value].flat()[0])]])}` }
}

describe('every route that takes a body', () => {
  test('has a row, and every row a route', () => {
    const routes = app.routes
      .filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
      .map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(routes)].sort()).toEqual([...Object.keys(table), ...files].sort())
  })

  test.each(Object.keys(table))(
    '%s refuses what it does not know, and stores nothing of it',
    async (route) => {
      const row = table[route] as Row
      const fields = typeof row.fields === 'function' ? await row.fields() : row.fields
      const before = await fingerprint(database.db())
      for (const [name, body] of Object.entries(wrongBodies(row, fields))) {
        const answer = await send(route, row, body)
        expect(answer.status, name).toBeGreaterThanOrEqual(400)
        expect(answer.status, name).toBeLessThan(500)
        expect((await answer.text()).length, name).toBeGreaterThan(20)
      }
      expect(await fingerprint(database.db())).toBe(before)

      if (row.accepted === false) return
      const taken = await send(route, row, encoded(row, fields))
      expect(taken.status).toBeLessThan(400)
    },
  )
})
