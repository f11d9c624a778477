import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { buildNext } from '../../server/datasets/snapshots.ts'
import { exportFormats } from '../../server/formats/exports/index.ts'
import { useDatabase } from '../setup/database.ts'
import { answer, join, openStudy } from '../setup/voted-study.ts'

const database = useDatabase()
const log = pino({ level: 'silent' })
const cookies = { admin: '', reader: '' }

function get(
  path: string,
  {
    form,
    who = 'admin' as 'admin' | 'reader',
  }: { form?: Record<string, string>; who?: 'admin' | 'reader' } = {},
) {
  const app = createApp({ db: database.db(), config: readConfig({}), log })
  return app.request(`/studies/shown${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { Cookie: cookies[who], Origin: 'http://127.0.0.1:3000' },
    ...(form && { body: new URLSearchParams(form) }),
  })
}

beforeAll(async () => {
  const db = database.db()
  const study = await openStudy(db, { slug: 'shown', models: ['=cmd()', '<b>y</b>'], prompts: 4 })
  await answer(db, await join(db, study), { count: 4, choose: ({ number }) => (number === 0 ? 'tie' : 'a') })
  for (const [name, role] of [
    ['admin', 'admin'],
    ['reader', 'data_reader'],
  ] as const) {
    const person = await createPerson(db, { email: `${name}@example.org`, password: 'eight or more', role })
    cookies[name] = `tb=${await startSession(db, { personId: person.id })}`
  }
})

describe('the page of datasets', () => {
  test.each(Object.keys(exportFormats))(
    'shows what %s holds, counts it and says how to take it',
    async (format) => {
      const page = await (await get(`/exports?format=${format}`)).text()
      for (const tab of ['Browser', 'curl', 'CLI', 'Python', 'TRL', 'OpenAI', 'MLflow']) {
        expect(page).toContain(`value="${tab}"`)
      }
      expect(page).toContain(`http://127.0.0.1:3000/api/v1/studies/shown/exports/${format}.`)
      expect(page).toMatch(/\d+ rows from \d+/)
      if (format !== 'llamafactory') expect(page).toContain('The first rows')
      expect(page).not.toContain('<b>y</b>')
      expect(page).not.toContain('<script>')
    },
  )

  test('counts what is left out by rule, and keeps the filters in every address', async () => {
    const page = await (await get('/exports?format=dpo&min_votes=&clean=1')).text()
    expect(page).toContain('3 rows from 4 answers')
    expect(page).toMatch(/1 pairs by <code>tie<\/code>/)
    expect(page).toContain('/exports/dpo.jsonl?clean=1')
  })

  test('says which filter makes no sense, and knows no other shape', async () => {
    const refused = await get('/exports?format=dpo&min_agreement=7')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('must be at most 1')
    expect((await get('/exports?format=excel')).status).toBe(404)
  })
})

describe('a snapshot from the page', () => {
  test('is made, downloaded, shared, compared and revoked', async () => {
    const made = await get('/snapshots', { form: { clean: '1' }, who: 'reader' })
    expect(made.status).toBe(303)
    const path = (made.headers.get('Location') ?? '').replace('/studies/shown', '')
    const again = await get('/snapshots', { form: { clean: '1' } })
    const later = (again.headers.get('Location') ?? '').replace('/studies/shown', '')
    await built(later)
    await built(path)
    const page = await (await get(path)).text()
    expect(page).toContain('data/dpo/train-00000-of-00001.parquet')
    expect((await get(`${path}/files/README.md`, { who: 'reader' })).status).toBe(200)
    expect((await get(`${path}/zip`)).headers.get('Content-Type')).toBe('application/zip')
    const compared = await (await get(`${later}?since=${path.split('/').at(-1)}`)).text()
    expect(compared).toContain('answered otherwise')
    expect(await (await get(`${path}/links`, { form: {} })).text()).toContain('/shared/shown/')
    expect((await get(`${path}/links`, { form: {}, who: 'reader' })).status).toBe(404)
    expect((await get(`${path}/revocation`, { form: { reason: '' } })).status).toBe(422)
    expect((await get(`${path}/revocation`, { form: { reason: 'Wrong file' } })).status).toBe(303)
    expect(await (await get(path)).text()).toContain('Revoked: Wrong file')
    expect((await get(`${path}/files/README.md`)).status).toBe(410)
    expect((await get(`${path}/links`, { form: {} })).status).toBe(409)
  })

  test('is refused for a filter that makes no sense', async () => {
    expect((await get('/snapshots', { form: { min_agreement: 'x' } })).status).toBe(422)
  })
})

async function built(path: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await (await get(path)).text()).includes('manifest.json')) return
    await buildNext(database.db(), log)
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('The snapshot was not built')
}

test('the API is described on a page of its own, without a script and from no other host', async () => {
  const app = createApp({ db: database.db(), config: readConfig({}), log })
  const page = await (await app.request('/api/docs')).text()
  expect(page).toContain('POST /studies/{slug}/snapshots')
  expect(page).toContain('id="object-Study"')
  expect(page).not.toMatch(/<script|src="http/)
})
