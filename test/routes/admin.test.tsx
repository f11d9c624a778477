import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { listActs } from '../../db/accounts/audit.ts'
import { createPerson } from '../../db/accounts/people.ts'
import { newSetupCode } from '../../db/accounts/setup-codes.ts'
import { useToken } from '../../db/accounts/token-usage.ts'
import { readConfig } from '../../server/config.ts'
import { Conflict, Invalid, NotFound } from '../../server/domain/refusals.ts'
import { type Role, roles } from '../../server/domain/role.ts'
import { exportFormats } from '../../server/formats/exports/index.ts'
import type { AppEnv } from '../../server/http/app-env.ts'
import { adminPages } from '../../server/routes/admin.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const password = 'eight or more'
const cookies: Record<Role, string> = { owner: '', admin: '', analyst: '', data_reader: '' }

function app(publicUrl = 'http://127.0.0.1:3000') {
  const made = new Hono<AppEnv>()
  made.use(async (c, next) => {
    c.set('db', database.db())
    c.set('config', { ...readConfig({}), publicUrl })
    c.set('log', pino({ level: 'silent' }))
    c.set('assets', {
      css: '/a.css',
      admin: '/b.css',
      charts: '/c.css',
      htmx: '/h.js',
      ballot: '/d.js',
      upload: '/e.js',
    })
    await next()
  })
  made.route('/', adminPages)
  made.onError((error, c) => {
    if (error instanceof HTTPException) return c.text(error.message, error.status)
    if (error instanceof NotFound) return c.text('There is nothing here', 404)
    if (error instanceof Conflict) return c.text(error.message, 409)
    if (error instanceof Invalid) return c.text(error.message, 422)
    throw error
  })
  return made
}

type Fields = Record<string, string | string[]>

const get = (path: string, cookie = cookies.owner) => app().request(path, { headers: { Cookie: cookie } })

function post(path: string, fields: Fields = {}, cookie = cookies.owner) {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )
  return app().request(path, { method: 'POST', headers: { Cookie: cookie }, body })
}

const cookieOf = (answer: Response) => (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
const signIn = async (email: string, given = password) => post('/login', { email, password: given }, '')

async function newStudy(name: string, more: Fields = {}) {
  const answer = await post('/studies', { name, question: 'Which is better?', ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location') ?? ''
}

function upload(path: string, files: Record<string, string>, more: Record<string, string> = {}) {
  const body = new FormData()
  for (const [name, text] of Object.entries(files)) body.append('file', new Blob([text]), name)
  for (const [name, value] of Object.entries(more)) body.append(name, value)
  return app().request(`${path}/batches`, {
    method: 'POST',
    headers: { Cookie: cookies.owner },
    body: body as unknown as BodyInit,
  })
}

const csv = (model: string) => `prompt,model,output\nName a tide,${model},Spring by ${model.length}\n`
const lastAct = async () => (await listActs(database.db(), { limit: 1 }))[0]

describe('before the first account', () => {
  it('sends visitors to the sign-in page, which says where the link is', async () => {
    expect((await get('/studies', '')).headers.get('Location')).toBe('/login')
    expect(await (await get('/login', '')).text()).toContain('printed when the server started')
  })

  it('creates the owner with the code of this start, once', async () => {
    const code = await newSetupCode(database.db())
    expect((await get('/setup?code=wrong', '')).status).toBe(403)
    expect((await get(`/setup?code=${code}`, '')).status).toBe(200)
    const account = { code, email: 'owner@example.org', password }

    const short = await post('/setup', { ...account, password: 'short' }, '')
    expect(short.status).toBe(422)
    const page = await short.text()
    expect(page).toContain('8 characters or more')
    expect(page).toContain('value="owner@example.org"')
    expect(page).not.toContain('value="short"')

    expect((await post('/setup', { ...account, code: 'wrong' }, '')).status).toBe(403)
    const made = await post('/setup', account, '')
    expect([made.status, made.headers.get('Location')]).toEqual([303, '/studies'])
    expect((await get('/studies', cookieOf(made))).status).toBe(200)
    expect((await get(`/setup?code=${code}`, '')).status).toBe(404)
    expect((await post('/setup', { ...account, email: 'second@example.org' }, '')).status).toBe(404)
  })
})

describe('with accounts', () => {
  beforeAll(async () => {
    for (const role of roles) {
      const email = `${role}@example.org`
      if (role !== 'owner') await createPerson(database.db(), { email, password, role })
      cookies[role] = cookieOf(await signIn(email))
    }
  })

  describe('signing in', () => {
    it('gives a cookie that scripts and other sites do not get, new at each sign-in', async () => {
      const answer = await signIn('OWNER@example.org')
      expect(answer.status).toBe(303)
      const header = answer.headers.get('Set-Cookie') ?? ''
      expect(header).toMatch(/^tb=[\w-]{43};/)
      expect(header).toContain('HttpOnly')
      expect(header).toContain('SameSite=Lax')
      const earlier = cookieOf(answer)
      const again = await post('/login', { email: 'owner@example.org', password }, earlier)
      expect(cookieOf(again)).not.toBe(earlier)
      expect((await get('/studies', earlier)).status).toBe(303)
      expect((await get('/studies', cookieOf(again))).status).toBe(200)
    })

    it('binds the cookie to the host under https', async () => {
      const body = new URLSearchParams({ email: 'owner@example.org', password })
      const answer = await app('https://votes.example.org').request('/login', { method: 'POST', body })
      const header = answer.headers.get('Set-Cookie') ?? ''
      expect(header).toMatch(/^__Host-tb=/)
      expect(header).toContain('Secure')
      expect(header).toContain('Path=/')
    })

    it('answers an unknown person and a wrong password alike', async () => {
      const wrong = await signIn('owner@example.org', 'not the one')
      const unknown = await signIn('nobody@example.org', 'not the one')
      expect([wrong.status, unknown.status]).toEqual([401, 401])
      expect(wrong.headers.get('Set-Cookie')).toBeNull()
      const text = (await wrong.text()).replaceAll('owner@example.org', 'nobody@example.org')
      expect(text).toBe(await unknown.text())
    })

    it('stops after ten wrong passwords, for known and unknown accounts alike', async () => {
      for (const email of ['admin@example.org', 'no-such@example.org']) {
        const answers: number[] = []
        for (let n = 0; n < 12; n++) answers.push((await signIn(email, `guess ${n}`)).status)
        expect(answers).toEqual([...Array(10).fill(401), 429, 429])
      }
    })

    it('ends a session at signing out, and all of them when asked', async () => {
      const one = cookieOf(await signIn('analyst@example.org'))
      const two = cookieOf(await signIn('analyst@example.org'))
      await post('/logout', {}, one)
      expect((await get('/studies', one)).status).toBe(303)
      expect((await get('/studies', two)).status).toBe(200)
      await post('/account/sign-out', {}, two)
      expect((await get('/studies', two)).status).toBe(303)
      expect((await get('/studies', cookies.analyst)).status).toBe(303)
      cookies.analyst = cookieOf(await signIn('analyst@example.org'))
    })

    it('changes a password only for who knows the present one, and signs others out', async () => {
      const other = cookieOf(await signIn('data_reader@example.org'))
      const change = { current: 'not the one', password: 'a new password' }
      expect((await post('/account/password', change, cookies.data_reader)).status).toBe(422)
      const changed = await post('/account/password', { ...change, current: password }, cookies.data_reader)
      expect(changed.status).toBe(303)
      expect((await get('/studies', other)).status).toBe(303)
      cookies.data_reader = cookieOf(changed)
      expect((await get('/studies', cookies.data_reader)).status).toBe(200)
    })
  })

  describe('studies', () => {
    it('makes a draft from the form with the defaults of the API', async () => {
      expect(await (await get('/studies')).text()).toContain('There is none yet')
      expect(await newStudy('First tides')).toBe('/studies/first-tides')
      const [row] = await database.db()`select settings, name from studies where slug = 'first-tides'`
      expect(row?.settings).toMatchObject({
        votes_per_pair: 3,
        max_votes_per_tester: null,
        pairing: 'balanced',
        choices: ['a', 'b', 'tie', 'both_bad'],
        strength: false,
        criteria: [],
        repeat_share: 0.05,
      })
      expect(await lastAct()).toMatchObject({ actor: 'owner@example.org', act: 'study.create' })
      expect(await (await get('/studies/first-tides')).text()).toContain('Upload outputs')
    })

    it('keeps what was typed and says what is wrong', async () => {
      const answer = await post('/studies', { name: 'Half <b>', question: ' ', votes_per_pair: 'many' })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain('value="Half &lt;b&gt;"')
      expect(page).toContain('value="many"')
      expect(page.match(/class="field-error"/g)).toHaveLength(2)
      const [{ count } = { count: -1 }] = await database.db()<{ count: number }[]>`
        select count(*)::int as count from studies where name like 'Half%'`
      expect(count).toBe(0)
    })

    it('refuses an address that is taken', async () => {
      const again = await post('/studies', { name: 'First tides', question: 'Which?' })
      expect(again.status).toBe(409)
      expect(await again.text()).toContain('choose another slug')
    })

    it('edits a draft, and after it was opened only how testers are met', async () => {
      const path = await newStudy('Edited')
      const edit = {
        name: 'Edited',
        question: 'Which reads better?',
        choices: ['a', 'b'],
        criteria: 'tone\nlength',
      }
      expect((await post(`${path}/settings`, edit)).status).toBe(303)
      const [row] = await database.db()`select question, settings from studies where slug = 'edited'`
      expect(row).toMatchObject({
        question: 'Which reads better?',
        settings: { choices: ['a', 'b'], criteria: ['tone', 'length'] },
      })
      await database.db()`update ballot_boxes set state = 'open'
                          where study_id = (select id from studies where slug = 'edited')`
      expect((await post(`${path}/settings`, { ...edit, question: 'Changed?' })).status).toBe(409)
      expect(await (await get(`${path}/settings`)).text()).not.toContain('name="question"')

      const loose = { name: 'Renamed', consent: 'Another text', pay: 'Two pounds', promised_minutes: '7' }
      const texts = 'landing.who = Asked by'
      expect((await post(`${path}/settings`, { ...loose, texts })).status).toBe(303)
      const words = await post(`${path}/settings`, { ...loose, texts: `${texts}\nballot.tie = Equal` })
      expect(words.status).toBe(409)
      expect(await words.text()).toContain('&quot;ballot.tie&quot; cannot change any more')
      const german = await post(`${path}/settings`, { ...loose, texts: `${texts}\nde:ballot.tie = Gleich` })
      expect(german.status).toBe(409)
      const [later] = await database.db()`
        select s.name, s.question, s.settings, s.consent_version as version, s.consent,
               (select count(*)::int from consent_texts c where c.study_id = s.id) as consents
        from studies s where slug = 'edited'`
      expect(later).toMatchObject({
        name: 'Renamed',
        question: 'Which reads better?',
        consent: 'Another text',
        version: 2,
        consents: 2,
        settings: {
          choices: ['a', 'b'],
          pay: 'Two pounds',
          promised_minutes: 7,
          texts: { 'landing.who': 'Asked by' },
        },
      })
    })

    it('does not open a study without two models, and says why', async () => {
      const path = await newStudy('Empty')
      const refused = await post(`${path}/state`, { state: 'open' })
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain('nothing to compare yet')
      expect((await post(`${path}/state`, { state: 'archived' })).status).toBe(422)
      expect((await post('/studies/nowhere/state', { state: 'open' })).status).toBe(404)
    })
  })

  describe('a study with outputs', () => {
    let path = ''
    beforeAll(async () => {
      path = await newStudy('Winds', { votes_per_pair: '3' })
    })

    it('keeps a draft without publishing, refuses by line, then takes several files', async () => {
      const looked = await upload(path, { 'a.csv': csv('small') }, { act: 'look' })
      expect(looked.status).toBe(303)
      expect(looked.headers.get('Location')).toMatch(/\/studies\/winds\/batches\/\d+$/)
      expect((await upload(path, {})).status).toBe(422)
      const broken = await upload(path, { 'a.jsonl': '{"prompt":"p","model":"m","output":5}\n' })
      expect(broken.status).toBe(422)
      expect(await broken.text()).toContain('a.jsonl, line 1')
      const [none] = await database.db()`select count(*)::int as count from outputs`
      expect(none?.count).toBe(0)

      const taken = await upload(path, { 'a.csv': csv('small'), 'b.csv': csv('larger') })
      expect(taken.status).toBe(303)
      const page = await (await get(`${path}/batches`)).text()
      expect(page).toContain('a.csv, b.csv')
      expect(page).toContain('larger')
      expect(await lastAct()).toMatchObject({ act: 'batch.publish', study: 'winds' })
    })

    it('opens, pauses and closes, each step in the audit', async () => {
      expect(await (await get(path)).text()).toContain('Open the study')
      for (const state of ['open', 'paused', 'open', 'closed', 'open']) {
        expect((await post(`${path}/state`, { state })).status).toBe(303)
        expect(await lastAct()).toMatchObject({ act: 'study.state', details: { after: state } })
      }
      expect(await (await get(path)).text()).toContain('Invite testers')
    })

    it('shows links once, with a code to scan', async () => {
      const made = await post(`${path}/invites`, { kind: 'personal', count: '2', label: 'Nurse' })
      expect(made.status).toBe(201)
      const page = await made.text()
      const urls = page.match(/http:\/\/127\.0\.0\.1:3000\/join\/[\w-]{43}/g) ?? []
      expect(new Set(urls).size).toBe(2)
      expect(page.match(/<svg class="qr"/g)).toHaveLength(2)
      const later = await (await get(`${path}/invites`)).text()
      expect(later).toContain('Nurse 2')
      expect(later).not.toContain('/join/')

      const wrong = await post(`${path}/invites`, { kind: 'personal', count: '0', cap: '5' })
      expect(wrong.status).toBe(422)
      const [invite] = await database.db()<{ id: number }[]>`select id from invites order by id limit 1`
      expect((await post(`${path}/invites/${invite?.id}/revocation`)).status).toBe(303)
      const [row] = await database.db()`select revoked_at from invites where id = ${invite?.id ?? 0}`
      expect(row?.revoked_at).toBeInstanceOf(Date)
      expect((await post(`${path}/invites/999999/revocation`)).status).toBe(404)
      expect((await post(`/studies/first-tides/invites/${invite?.id}/revocation`)).status).toBe(404)
    })

    it('leaves a tester out for a reason and takes them back', async () => {
      expect(await (await get(`${path}/testers`)).text()).toContain('Nobody has joined yet')
      const [tester] = await database.db()<{ id: number }[]>`
        insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, locale)
        select study_id, id, 't_calm', 'x'::bytea, 1, 'en' from invites order by id limit 1 returning id`
      const excluded = () => database.db()`select reason, by from exclusions where lifted_at is null`
      const one = `${path}/testers/${tester?.id}`
      expect((await post(`${one}/exclusion`, { reason: ' ' })).status).toBe(422)
      expect(await excluded()).toHaveLength(0)
      expect((await post(`${one}/exclusion`, { reason: 'clicked through' })).status).toBe(303)
      await post(`${one}/exclusion`, { reason: 'clicked through' })
      expect([...(await excluded())]).toEqual([{ reason: 'clicked through', by: 'owner@example.org' }])
      expect(await (await get(`${path}/testers`)).text()).toContain('Take back in')
      expect((await post(`${one}/readmission`)).status).toBe(303)
      expect(await excluded()).toHaveLength(0)
      await post(`${one}/exclusion`, { reason: 'asleep', replace: 'yes' })
      const replaced = await database.db()`select reason, replaces from exclusions order by id`
      expect([...replaced]).toEqual([
        { reason: 'clicked through', replaces: false },
        { reason: 'asleep', replaces: true },
      ])
      expect((await post(`${one}/readmission`)).status).toBe(303)
      expect(
        (await post(`/studies/first-tides/testers/${tester?.id}/exclusion`, { reason: 'x' })).status,
      ).toBe(404)
      expect((await post(`${one}/withdrawal`)).status).toBe(422)
      expect(await excluded()).toHaveLength(0)
      for (const _ of [1, 2]) expect((await post(`${one}/withdrawal`, { confirm: 'yes' })).status).toBe(303)
      expect([...(await excluded())]).toEqual([
        { reason: 'The tester asked to be withdrawn', by: 'owner@example.org' },
      ])
      await post(`${one}/readmission`)
      expect(await excluded()).toHaveLength(1)
      const acts = (await listActs(database.db(), { limit: 3 })).map((act) => act.act)
      expect(acts).toEqual(['tester.withdraw', 'tester.readmit', 'tester.exclude'])
    })
  })

  describe('results', () => {
    it('says what is missing before there are two models, and before there are votes', async () => {
      const early = await get('/studies/first-tides/results')
      expect(early.status).toBe(200)
      expect(await early.text()).toContain('A comparison takes two models')
      expect(await (await get('/studies/winds/results')).text()).toContain('No votes yet')
    })

    it('ranks the models by the votes, here and as files', async () => {
      const db = database.db()
      const [study] = await db<{ id: number }[]>`select id from studies where slug = 'winds'`
      await db`
        with sides as (
          select o.study_id, o.prompt_id, min(o.id) as lo, max(o.id) as hi from outputs o
          where o.study_id = ${study?.id ?? 0} group by 1, 2
        ), pair as (
          insert into pairs (study_id, prompt_id, output_lo, output_hi, model_lo, model_hi, slots, taken)
          select s.study_id, s.prompt_id, s.lo, s.hi, l.model_id, h.model_id, 3, 1
          from sides s join outputs l on l.id = s.lo join outputs h on h.id = s.hi
          returning study_id, id
        ), shown as (
          insert into comparisons (study_id, id, pair_id, tester_id, swapped, purpose, state, reserved_until,
                                   answered_at, revision)
          select pair.study_id, 'c1', pair.id, t.id, false, 'vote', 'answered', now(), now(), 1
          from pair join testers t on t.study_id = pair.study_id
          returning study_id, id
        ), box as (
          update ballot_boxes set position = 1 from shown where ballot_boxes.study_id = shown.study_id
        )
        insert into votes (study_id, comparison_id, revision, position, outcome, criteria, reasons, comment,
                           seconds, claims, input)
        select study_id, id, 1, 1, 'a', '{}', '{}', '', 12, '{}', 'mouse' from shown`

      const page = await get('/studies/winds/results?sort=-votes&anchor=')
      expect(page.status).toBe(200)
      const text = await page.text()
      expect(text).toContain('1 of 3 votes planned')
      expect(text).toContain('1 vote of 1 tester so far')
      const ranking = (await (await get('/studies/winds/results.json')).json()) as {
        position: number
        models: { model: string; votes: number }[]
      }
      expect(ranking.position).toBe(1)
      expect(ranking.models.map(({ model, votes }) => [model, votes]).sort()).toEqual([
        ['larger', 1],
        ['small', 1],
      ])
      const csvFile = await (await get('/studies/winds/results.csv')).text()
      expect(csvFile).toMatch(/^model,/)
      expect(csvFile.trim().split('\n')).toHaveLength(3)
    })

    it('says which option makes no sense', async () => {
      for (const query of ['level=2', 'anchor=nobody', 'colour=red']) {
        const answer = await get(`/studies/winds/results?${query}`)
        expect([query, answer.status]).toEqual([query, 422])
        expect(await answer.text()).toContain('class="notice notice-bad"')
        expect((await get(`/studies/winds/results.json?${query}`)).status).toBe(422)
      }
    })
  })

  describe('datasets', () => {
    it('links every shape there is, with those of the chosen filters that it takes', async () => {
      const page = await (await get('/studies/winds/exports?clean=1&min_votes=2')).text()
      for (const [name, { extensions }] of Object.entries(exportFormats)) {
        const query = name === 'items' ? '?clean=1' : '?clean=1&amp;min_votes=2'
        for (const extension of Object.keys(extensions)) {
          const path = `/studies/winds/exports/${name}.${extension}${query}`
          expect(page).toContain(`href="${path}"`)
          expect((await get(path.replace('&amp;', '&'))).status).toBe(200)
        }
      }
      expect(page).toContain('http://127.0.0.1:3000/api/v1/studies/winds/exports/votes.jsonl')
      expect(page).toContain('npx tiebreak export winds --format votes.jsonl --clean --min-votes 2')
    })

    it('downloads a file and remembers who took it', async () => {
      const answer = await get('/studies/winds/exports/votes.csv', cookies.data_reader)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="winds-votes.csv"')
      expect(await answer.text()).toMatch(/^vote_id,study,at,/)
      expect(await lastAct()).toMatchObject({ actor: 'data_reader@example.org', act: 'export.download' })
      expect((await get('/studies/winds/exports/votes.exe')).status).toBe(404)
      expect((await get('/studies/winds/exports/votes')).status).toBe(404)
      expect((await get('/studies/winds/exports/votes.csv?min_votes=x')).status).toBe(422)
    })
  })

  describe('people and tokens', () => {
    it('makes an account whose password is shown once', async () => {
      const made = await post('/people', { email: 'new@example.org', role: 'analyst' })
      expect(made.status).toBe(201)
      const first = /class="secret">([\w-]{20})</.exec(await made.text())?.[1] ?? ''
      expect((await signIn('new@example.org', first)).status).toBe(303)
      expect((await post('/people', { email: 'NEW@example.org', role: 'analyst' })).status).toBe(409)
      expect((await post('/people', { email: 'nobody', role: 'analyst' })).status).toBe(422)
      expect((await post('/people', { email: 'x@example.org', role: 'king' })).status).toBe(422)
    })

    it('keeps owners out of the reach of admins', async () => {
      const [owner] = await database.db()<{ id: number }[]>`select id from people where role = 'owner'`
      for (const act of ['password', 'disabling', 'enabling']) {
        expect((await post(`/people/${owner?.id}/${act}`, {}, cookies.admin)).status).toBe(404)
      }
      const promoted = await post('/people', { email: 'x@example.org', role: 'owner' }, cookies.admin)
      expect(promoted.status).toBe(422)
      expect((await post(`/people/${owner?.id}/disabling`)).status).toBe(409)
      expect((await get('/studies')).status).toBe(200)
    })

    it('shows a token once and shuts it out when revoked', async () => {
      const made = await post('/tokens', { name: 'nightly', scopes: ['data:read'], study: 'winds', days: '' })
      expect(made.status).toBe(201)
      const token = /tb_\w{43}_\w{6}/.exec(await made.text())?.[0] ?? ''
      const found = (await useToken(database.db(), token))?.token
      expect(found).toMatchObject({ name: 'nightly', scopes: ['data:read'] })
      expect(found?.studyId).not.toBeNull()
      expect(await (await get('/tokens')).text()).not.toContain(token)
      expect((await post('/tokens', { name: 'none', days: '5' })).status).toBe(422)
      expect((await post('/tokens', { name: 'n', scopes: ['everything'], days: 'x' })).status).toBe(422)
      expect((await post(`/tokens/${found?.id}/revocation`)).status).toBe(303)
      expect(await useToken(database.db(), token)).toBeNull()
    })

    it('lists the acts of one study or of all', async () => {
      expect(await (await get('/audit')).text()).toContain('token.revoke')
      const page = await (await get('/audit?study=winds')).text()
      expect(page).toContain('tester.exclude')
      expect(page).not.toContain('person.create')
      expect((await get('/audit?before=x')).status).toBe(404)
    })
  })

  describe('roles', () => {
    const pages: [path: string, who: Role[]][] = [
      ['/studies', ['owner', 'admin', 'analyst', 'data_reader']],
      ['/account', ['owner', 'admin', 'analyst', 'data_reader']],
      ['/studies/winds', ['owner', 'admin', 'analyst', 'data_reader']],
      ['/studies/winds/settings', ['owner', 'admin', 'analyst', 'data_reader']],
      ['/studies/winds/batches', ['owner', 'admin', 'analyst']],
      ['/studies/winds/results', ['owner', 'admin', 'analyst']],
      ['/studies/winds/results.json', ['owner', 'admin', 'analyst']],
      ['/studies/winds/results.csv', ['owner', 'admin', 'analyst']],
      ['/studies/winds/testers', ['owner', 'admin', 'analyst']],
      ['/studies/winds/exports', ['owner', 'admin', 'analyst', 'data_reader']],
      ['/studies/winds/exports/votes.csv', ['owner', 'admin', 'analyst', 'data_reader']],
      ['/studies/winds/invites', ['owner', 'admin']],
      ['/new-study', ['owner', 'admin']],
      ['/people', ['owner', 'admin']],
      ['/tokens', ['owner', 'admin']],
      ['/audit', ['owner', 'admin']],
    ]

    it.each(pages)('%s is there for %j and for nobody else', async (path, who) => {
      for (const role of roles) {
        expect([role, (await get(path, cookies[role])).status]).toEqual([
          role,
          who.includes(role) ? 200 : 404,
        ])
      }
      for (const stranger of ['', 'tb=', 'tb=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
        const answer = await get(path, stranger)
        expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/login'])
      }
    })

    const writes = [
      '/studies',
      '/studies/winds/state',
      '/studies/winds/settings',
      '/studies/winds/batches',
      '/studies/winds/invites',
      '/studies/winds/invites/1/revocation',
      '/studies/winds/testers/1/exclusion',
      '/studies/winds/testers/1/readmission',
      '/people',
      '/people/1/password',
      '/people/1/disabling',
      '/people/1/enabling',
      '/tokens',
      '/tokens/1/revocation',
    ]

    it.each(writes)('only owners and admins may POST %s', async (path) => {
      const before = await lastAct()
      expect((await post(path, { state: 'closed' }, cookies.analyst)).status).toBe(404)
      expect((await post(path, { state: 'closed' }, cookies.data_reader)).status).toBe(404)
      expect((await post(path, { state: 'closed' }, '')).headers.get('Location')).toBe('/login')
      expect(await lastAct()).toEqual(before)
    })
  })
})
