import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { breach } from '../api/contract.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const tokens: Record<'admin' | 'results' | 'foreign' | 'ours', string> = {
  admin: '',
  results: '',
  foreign: '',
  ours: '',
}
const outputs = [
  { prompt: 'Name a tide', model: 'small', output: 'Spring' },
  { prompt: 'Name a tide', model: 'large', output: 'Neap, the weakest one' },
  { prompt: 'Name a wind', model: 'small', output: 'Mistral' },
  { prompt: 'Name a wind', model: 'large', output: 'Bora, from the north-east' },
]
const jsonl = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')

type Call = {
  method?: string
  token?: string | null
  json?: unknown
  raw?: BodyInit
  type?: string
  headers?: Record<string, string>
}

async function call(
  path: string,
  { method, token = tokens.admin, json, raw, type, headers: more = {} }: Call = {},
) {
  const headers = new Headers(more)
  if (token !== null) headers.set('Authorization', `Bearer ${token}`)
  const body = json === undefined ? raw : JSON.stringify(json)
  if (json !== undefined || type) headers.set('Content-Type', type ?? 'application/json')
  const app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
  const verb = method ?? (body === undefined ? 'GET' : 'POST')
  const answer = await app.request(`/api/v1${path}`, {
    method: verb,
    headers,
    ...(body === undefined ? {} : { body }),
  })
  if (!path.startsWith('/openapi')) expect(await breach(verb, path, answer)).toBeNull()
  return answer
}

async function newStudy(more: Record<string, unknown> = {}) {
  const slug = `s-${randomBytes(5).toString('hex')}`
  const answer = await call('/studies', {
    json: { name: 'Tides', question: 'Which is better?', slug, ...more },
  })
  expect(answer.status).toBe(201)
  return slug
}

function upload(slug: string, content: string, options?: unknown, name = 'answers.jsonl') {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  if (options !== undefined) form.append('options', JSON.stringify(options))
  return call(`/studies/${slug}/batches`, { raw: form as unknown as BodyInit })
}

async function faultsOf(answer: Response) {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  const { errors } = (await answer.json()) as { errors: { pointer: string; detail: string }[] }
  return errors
}

beforeAll(async () => {
  const make = async (
    scopes: ('admin' | 'results:read' | 'studies:write' | 'data:read')[],
    slug?: string,
  ) => {
    const [study] = slug
      ? await database.db()<{ id: number }[]>`select id from studies where slug = ${slug}`
      : []
    const studyId = study?.id ?? null
    return (await createToken(database.db(), { name: 't', scopes, studyId, days: null, by: 'test' })).token
  }
  tokens.admin = await make(['admin'])
  tokens.results = await make(['results:read'])
  const slug = await newStudy({ slug: 'ours' })
  tokens.ours = await make(['studies:write', 'results:read', 'data:read'], 'ours')
  await newStudy({ slug: 'foreign' })
  tokens.foreign = await make(['studies:write', 'results:read', 'data:read'], 'foreign')
  expect(slug).not.toBe('')
})

describe('studies', () => {
  it('makes a draft with the defaults of the contract', async () => {
    const answer = await call('/studies', { json: { name: 'New tides', question: 'Which?' } })
    expect(answer.status).toBe(201)
    const study = (await answer.json()) as Record<string, unknown>
    expect(study).toMatchObject({
      slug: 'new-tides',
      name: 'New tides',
      state: 'draft',
      votes_per_pair: 3,
      max_votes_per_tester: null,
      pairing: 'balanced',
      choices: ['a', 'b', 'tie', 'both_bad'],
      strength: false,
      criteria: [],
      repeat_share: 0.05,
      counts: { models: 0, prompts: 0, outputs: 0, pairs: 0, votes: 0, testers: 0 },
    })
    expect(Object.keys(study)).not.toContain('id')
    expect(await (await call('/studies/new-tides')).json()).toEqual(study)
  })

  it('refuses the same slug a second time', async () => {
    const slug = await newStudy()
    const again = await call('/studies', { json: { name: 'x', question: 'y', slug } })
    expect(again.status).toBe(409)
    expect(again.headers.get('Content-Type')).toBe('application/problem+json')
  })

  it.each([
    ['an unknown field', '{"name":"a","question":"b","colour":1}', '#/colour'],
    ['a field given twice', '{"name":"a","name":"c","question":"b"}', '#/name'],
    ['a wrongly typed field', '{"name":"a","question":"b","votes_per_pair":"3"}', '#/votes_per_pair'],
    ['a missing field', '{"name":"a"}', '#/question'],
    ['a NUL', '{"name":"a\\u0000","question":"b"}', '#/name'],
    ['a lone surrogate in a list', '{"name":"a","question":"b","criteria":["x","\\ud800"]}', '#/criteria/1'],
    ['no object at all', '[]', '#'],
  ])('points at %s with 422', async (_, raw, pointer) => {
    const answer = await call('/studies', { raw, type: 'application/json' })
    expect(answer.status).toBe(422)
    expect((await faultsOf(answer)).map((fault) => fault.pointer)).toContain(pointer)
  })

  it('answers 400 to what is not JSON, 415 to another type, 413 to too much', async () => {
    expect((await call('/studies', { raw: '{"name":', type: 'application/json' })).status).toBe(400)
    expect((await call('/studies', { raw: 'name=a', type: 'text/plain' })).status).toBe(415)
    const huge = JSON.stringify({ name: 'a', question: 'b', instructions: 'x'.repeat(3_000_000) })
    expect((await call('/studies', { raw: huge, type: 'application/json' })).status).toBe(413)
  })

  it('is closed without a token, to unknown tokens and to scopes that do not reach', async () => {
    expect((await call('/studies', { token: null })).status).toBe(401)
    expect((await call('/studies', { token: 'tb_nobody' })).status).toBe(401)
    const refused = await call('/studies', { token: tokens.results, json: { name: 'a', question: 'b' } })
    expect([403, 404]).toContain(refused.status)
  })

  it('shows a one-study token its own study and nothing else', async () => {
    expect((await call('/studies/ours', { token: tokens.ours })).status).toBe(200)
    expect((await call('/studies/ours', { token: tokens.foreign })).status).toBe(404)
    const { studies } = (await (await call('/studies', { token: tokens.ours })).json()) as {
      studies: { slug: string }[]
    }
    expect(studies.map((study) => study.slug)).toEqual(['ours'])
    const made = await call('/studies', { token: tokens.ours, json: { name: 'more', question: 'b' } })
    expect(made.status).toBe(404)
  })

  it('gives the list in pages', async () => {
    await newStudy()
    const first = (await (await call('/studies?limit=1')).json()) as {
      studies: { slug: string }[]
      next: string
    }
    expect(first.studies).toHaveLength(1)
    const second = (await (await call(`/studies?limit=1&after=${first.next}`)).json()) as typeof first
    expect(second.studies[0]?.slug).not.toBe(first.studies[0]?.slug)
    expect((await call('/studies?limit=0')).status).toBe(422)
    expect((await call('/studies?colour=red')).status).toBe(422)
  })
})

describe('state', () => {
  const put = (slug: string, json: unknown, token?: string) =>
    call(`/studies/${slug}/state`, { method: 'PUT', json, ...(token === undefined ? {} : { token }) })

  it('refuses to open a study with nothing to compare', async () => {
    expect((await put(await newStudy(), { state: 'open' })).status).toBe(409)
  })

  it('opens, opens again, pauses and closes', async () => {
    const slug = await newStudy()
    expect((await upload(slug, jsonl(outputs))).status).toBe(201)
    for (const state of ['open', 'open', 'paused', 'open', 'closed']) {
      const answer = await put(slug, { state })
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({ slug, state })
    }
  })

  it('refuses unknown states and strangers', async () => {
    const slug = await newStudy()
    expect((await put(slug, { state: 'draft' })).status).toBe(422)
    expect((await put(slug, { state: 'open' }, tokens.foreign)).status).toBe(404)
    expect((await put('nowhere', { state: 'open' })).status).toBe(404)
  })
})

describe('batches', () => {
  it('publishes once; the second time adds nothing and says so', async () => {
    const slug = await newStudy()
    const first = await upload(slug, jsonl(outputs))
    expect(first.status).toBe(201)
    expect(await first.json()).toMatchObject({ state: 'published', report: { outputs: 4, prompts: 2 } })
    const second = await upload(slug, jsonl(outputs))
    expect(second.status).toBe(200)
    expect(await second.json()).toMatchObject({ state: 'unchanged' })
    const { counts } = (await (await call(`/studies/${slug}`)).json()) as { counts: Record<string, number> }
    expect(counts).toMatchObject({ models: 2, prompts: 2, outputs: 4 })
  })

  it('stores nothing in a dry run', async () => {
    const slug = await newStudy()
    const answer = await upload(slug, jsonl(outputs), { dry_run: true })
    expect(answer.status).toBe(200)
    expect(Object.keys((await answer.json()) as object)).toEqual(['report'])
    expect(await (await call(`/studies/${slug}`)).json()).toMatchObject({ counts: { outputs: 0 } })
  })

  it('answers problems with 422 and the report, stores nothing, and takes the good rows when asked', async () => {
    const slug = await newStudy()
    const broken = jsonl([...outputs, { prompt: 'Name a sea', model: 'small', output: 7 }])
    const answer = await upload(slug, broken)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ status: 422, report: { problems: [{ line: 5 }] } })
    expect(await (await call(`/studies/${slug}`)).json()).toMatchObject({ counts: { outputs: 0 } })
    expect((await upload(slug, broken, { good_rows: true })).status).toBe(201)
  })

  it('reads columns by the map it is given', async () => {
    const slug = await newStudy()
    const csv = 'ask,who,said\nName a tide,small,Spring\nName a tide,large,Neap\n'
    const options = { map: { prompt: 'ask', model: 'who', output: 'said' }, approach: { large: 'rag' } }
    expect((await upload(slug, csv, options, 'a.csv')).status).toBe(201)
    expect(await (await call(`/studies/${slug}`)).json()).toMatchObject({ counts: { models: 2, outputs: 2 } })
  })

  it('refuses other parts, other options, no file, no multipart and strangers', async () => {
    const slug = await newStudy()
    const form = new FormData()
    form.append('files', new Blob(['x']), 'x.jsonl')
    const other = await call(`/studies/${slug}/batches`, { raw: form as unknown as BodyInit })
    expect(other.status).toBe(422)
    expect((await faultsOf(other))[0]?.pointer).toBe('#/files')
    const unknown = await upload(slug, jsonl(outputs), { maps: {} })
    expect(unknown.status).toBe(422)
    expect((await faultsOf(unknown))[0]?.pointer).toBe('#/maps')
    expect((await call(`/studies/${slug}/batches`, { json: {} })).status).toBe(415)
    const empty = new FormData()
    empty.append('options', '{}')
    expect((await call(`/studies/${slug}/batches`, { raw: empty as unknown as BodyInit })).status).toBe(422)
    expect((await call(`/studies/${slug}/batches`, { json: {}, token: tokens.foreign })).status).toBe(404)
  })
})

describe('invites', () => {
  const invite = (slug: string, json: unknown, more: Call = {}) =>
    call(`/studies/${slug}/invites`, { json, ...more })

  it('shows each link once and makes other ones the second time', async () => {
    const slug = await newStudy()
    const read = async (answer: Response) =>
      ((await answer.json()) as { invites: { url: string; kind: string; label: string }[] }).invites
    const first = await invite(slug, { kind: 'personal', count: 3, label: 'Panel' })
    expect(first.status).toBe(201)
    const links = await read(first)
    expect(links).toHaveLength(3)
    expect(Object.keys(links[0] ?? {}).sort()).toEqual(['kind', 'label', 'url'])
    const again = await read(await invite(slug, { kind: 'personal', count: 3, label: 'Panel' }))
    expect(new Set([...links, ...again].map((link) => link.url)).size).toBe(6)
    expect(links[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/join\/[\w-]{43}$/)
  })

  it.each([
    [{ kind: 'secret' }, '#/kind'],
    [{ kind: 'open', count: 0 }, '#/count'],
    [{ kind: 'personal', cap: 4 }, '#/cap'],
    [{ kind: 'open', expires: '2001-01-01T00:00:00Z' }, '#/expires'],
    [{ kind: 'open', note: '' }, '#/note'],
  ])('refuses %j', async (body, pointer) => {
    const answer = await invite('ours', body)
    expect(answer.status).toBe(422)
    expect((await faultsOf(answer))[0]?.pointer).toBe(pointer)
  })

  it('is for those who may write this study', async () => {
    expect((await invite('ours', { kind: 'open' }, { token: tokens.foreign })).status).toBe(404)
    expect([403, 404]).toContain((await invite('ours', { kind: 'open' }, { token: tokens.results })).status)
  })
})

describe('results, exports and votes', () => {
  it('ranks a study, with the position it was computed at', async () => {
    const slug = await newStudy()
    await upload(slug, jsonl(outputs))
    const answer = await call(`/studies/${slug}/results?order_effect=ignore&clean=1`, {
      token: tokens.results,
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ study: slug, position: 0, counts: { votes: 0 } })
  })

  it('refuses options that the ranking does not have', async () => {
    const unknown = await call('/studies/ours/results?order-effect=ignore')
    expect(unknown.status).toBe(422)
    expect((await faultsOf(unknown))[0]?.pointer).toBe('#/order-effect')
    expect((await call('/studies/ours/results?level=2')).status).toBe(422)
    expect((await call('/studies/ours/results?ties=half&ties=drop')).status).toBe(422)
    expect((await call('/studies/ours/results', { token: tokens.foreign })).status).toBe(404)
  })

  it('streams exports by file name', async () => {
    const answer = await call('/studies/ours/exports/votes.csv', { token: tokens.ours })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toContain('text/csv')
    expect((await answer.text()).split(/\r?\n/)[0]).toContain('vote_id,study,at,tester')
    expect((await call('/studies/ours/exports/votes.exe')).status).toBe(404)
    expect((await call('/studies/ours/exports/votes')).status).toBe(404)
    expect((await call('/studies/ours/exports/votes.csv?colour=red')).status).toBe(422)
    expect((await call('/studies/ours/exports/votes.csv', { token: tokens.foreign })).status).toBe(404)
    const reader = await call('/studies/ours/exports/votes.csv', { token: tokens.results })
    expect([403, 404]).toContain(reader.status)
  })

  it('lets programs follow the votes from a position on', async () => {
    const answer = await call('/studies/ours/votes?after=0', { token: tokens.ours })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toContain('application/x-ndjson')
    expect(await answer.text()).toBe('')
    expect((await call('/studies/ours/votes?after=-1')).status).toBe(422)
    expect((await call('/studies/ours/votes?since=1')).status).toBe(422)
    expect((await call('/studies/ours/votes', { token: tokens.foreign })).status).toBe(404)
  })
})

it('describes every route it serves in OpenAPI 3.1, and no other', async () => {
  const answer = await call('/openapi.json', { token: null })
  expect(answer.status).toBe(200)
  const document = (await answer.json()) as { openapi: string; paths: Record<string, object> }
  expect(document.openapi).toBe('3.1.0')
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
  const served = app.routes
    .filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL')
    .map(({ path, method }) => `${method} ${path.slice(7).replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
    .filter((route) => !/openapi.json$/.test(route))
  expect([...new Set(served)].sort()).toEqual(described.sort())
})

it('answers unknown paths in problem+json', async () => {
  const answer = await call('/nothing')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
})

describe('a request that is sent again', () => {
  const send = (key: string, json: unknown, more: Call = {}) =>
    call('/studies/ours/invites', { json, headers: { 'Idempotency-Key': key }, ...more })

  it('is done once, and gets the same answer, even the link that is shown once', async () => {
    const [first, second] = [await send('k1', { kind: 'open' }), await send('k1', { kind: 'open' })]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('Idempotency-Replayed')).toBe('true')
    const [row] = await database.db()<{ answer: Buffer }[]>`select answer from idempotency_keys limit 1`
    expect(row?.answer.includes('join')).toBe(false)
  })

  it('is refused under the same key with another body, and free for another token', async () => {
    await send('k2', { kind: 'open' })
    expect((await send('k2', { kind: 'personal' })).status).toBe(422)
    const other = await send('k2', { kind: 'open' }, { token: tokens.ours })
    expect(other.headers.get('Idempotency-Replayed')).toBeNull()
  })

  it('may be mended under the same key after a refusal, and is not repeated when its end is unknown', async () => {
    expect((await send('k3', { kind: 'secret' })).status).toBe(422)
    expect((await send('k3', { kind: 'open' })).status).toBe(201)
    await database.db()`update idempotency_keys set answer = null`
    expect((await send('k3', { kind: 'open' })).status).toBe(409)
    expect((await send('x'.repeat(256), { kind: 'open' })).status).toBe(400)
  })

  it('is done once of many sent together', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send('k4', { kind: 'open', label: 'once' })),
    )
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const [row] = await database.db()`select count(*) as n from invites where label = 'once'`
    expect(row).toEqual({ n: 1 })
  })
})

describe('limits and methods', () => {
  it('tells how much of its minute a token has left, and refuses what goes beyond', async () => {
    const first = await call('/studies')
    expect(Number(first.headers.get('RateLimit-Remaining'))).toBeGreaterThan(0)
    expect(first.headers.get('X-Request-Id')).toMatch(/^[\w-]{12}$/)
    await database.db()`update token_usage set requests = 6000, minute = date_trunc('minute', now())`
    const over = await call('/studies')
    if (over.status === 429) {
      expect(Number(over.headers.get('Retry-After'))).toBeGreaterThan(0)
      expect(over.headers.get('Content-Type')).toBe('application/problem+json')
    } else expect(new Date().getSeconds(), 'the minute has just turned').toBeLessThan(5)
    await database.db()`update token_usage set requests = 0`
    expect((await call('/studies')).status).toBe(200)
  })

  it('names the methods an address has', async () => {
    const answer = await call('/studies/ours', { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')).toBe('GET, PATCH')
    expect((await call('/nothing', { method: 'DELETE' })).status).toBe(404)
  })
})

describe('what the pages can do to a study', () => {
  it('edits a draft, leaves the rest as it is, and no rule once it is open', async () => {
    const slug = await newStudy({ votes_per_pair: 7, criteria: ['clear'] })
    const edited = await call(`/studies/${slug}`, { method: 'PATCH', json: { name: 'Other' } })
    expect(await edited.json()).toMatchObject({ name: 'Other', votes_per_pair: 7, criteria: ['clear'] })
    for (const json of [{}, { slug: 'x' }, { votes_per_pair: 0 }]) {
      expect((await call(`/studies/${slug}`, { method: 'PATCH', json })).status).toBe(422)
    }
    await upload(slug, jsonl(outputs))
    await call(`/studies/${slug}/state`, { method: 'PUT', json: { state: 'open' } })
    const late = await call(`/studies/${slug}`, {
      method: 'PATCH',
      json: { name: 'Late', criteria: [] },
    })
    expect(late.status).toBe(409)
    expect((await late.json()).title).toContain('"criteria" cannot change any more')
    const renamed = await call(`/studies/${slug}`, { method: 'PATCH', json: { name: 'Late' } })
    expect(await renamed.json()).toMatchObject({ name: 'Late', votes_per_pair: 7 })
    expect((await call(`/studies/${slug}`, { method: 'PATCH', json: {}, token: tokens.ours })).status).toBe(
      404,
    )
  })

  it('lists invites page by page and revokes one', async () => {
    const slug = await newStudy()
    await call(`/studies/${slug}/invites`, { json: { kind: 'personal', count: 3 } })
    type List = { invites: { id: number; revoked_at: string | null }[]; next: number | null }
    const page = (await (await call(`/studies/${slug}/invites?limit=2`)).json()) as List
    expect(page.invites).toHaveLength(2)
    const rest = (await (await call(`/studies/${slug}/invites?limit=2&after=${page.next}`)).json()) as List
    expect([rest.invites.length, rest.next]).toEqual([1, null])
    const { id } = page.invites[0] ?? { id: 0 }
    const revoked = await call(`/studies/${slug}/invites/${id}/revocation`, { method: 'POST' })
    expect(await revoked.json()).toMatchObject({ id, revoked_at: expect.any(String) })
    expect((await call(`/studies/${slug}/invites/99999/revocation`, { method: 'POST' })).status).toBe(404)
    expect((await call(`/studies/ours/invites/${id}/revocation`, { method: 'POST' })).status).toBe(404)
  })

  it('knows testers by their pseudonym only', async () => {
    expect(await (await call('/studies/ours/testers')).json()).toEqual({ testers: [], next: null })
    const answer = await call('/studies/ours/testers/t_0/exclusion', { json: { reason: 'x' } })
    expect(answer.status).toBe(404)
  })

  it('replaces the votes of whoever is left out, unless told otherwise', async () => {
    const slug = await newStudy()
    await call(`/studies/${slug}/invites`, { json: { kind: 'open' } })
    await database.db()`
      insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, locale)
      select i.study_id, i.id, 't_calm', 'x'::bytea, 1, 'en'
      from invites i join studies s on s.id = i.study_id where s.slug = ${slug}`
    const one = `/studies/${slug}/testers/t_calm`
    for (const body of [{ reason: 'x' }, { reason: 'x', replace: false }]) {
      expect(await (await call(`${one}/exclusion`, { json: body })).json()).toMatchObject({ excluded: true })
      expect((await call(`${one}/readmission`, { method: 'POST' })).status).toBe(200)
    }
    const rows = await database.db()`
      select e.replaces from exclusions e join studies s on s.id = e.study_id where s.slug = ${slug} order by e.id`
    expect(rows.map(({ replaces }) => replaces)).toEqual([true, false])
    expect((await call(`${one}/exclusion`, { json: { reason: 'x', replace: 'no' } })).status).toBe(422)
  })
})
