import { beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const tokens: Record<string, string> = {}

const app = () => createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })

type Sent = { token?: string; study?: string; json?: unknown; form?: FormData }

function call(method: string, path: string, { token = 'writer', study = 'tides', json, form }: Sent = {}) {
  const headers: Record<string, string> = { Authorization: `Bearer ${tokens[token]}` }
  if (json !== undefined) headers['Content-Type'] = 'application/json'
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json))
  return app().request(`/api/v1/studies/${study}/drafts${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: body as never }),
  })
}

function files(texts: Record<string, string>, options?: unknown): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(texts)) form.append('file', new Blob([text]), name)
  if (options !== undefined) form.append('options', JSON.stringify(options))
  return form
}

type DraftJson = {
  id: number
  state: string
  settings: Record<string, unknown>
  recognition: { format: string; files: { name: string; mapping: Record<string, string> }[] }
  report: { outputs: number; problem_count: number; models: { name: string }[] } | null
}

async function draftOf(form: FormData): Promise<DraftJson> {
  const answer = await call('POST', '', { form })
  expect(answer.status).toBe(201)
  return whenRead(((await answer.json()) as DraftJson).id)
}

async function whenRead(id: number): Promise<DraftJson> {
  for (let tries = 0; tries < 200; tries++) {
    const draft = (await (await call('GET', `/${id}`)).json()) as DraftJson
    if (draft.state !== 'reading') return draft
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The files were never read')
}

const outputs = async () => {
  const [row] = await database.db()<{ n: number }[]>`select count(*)::int as n from outputs`
  return row?.n
}

const tides =
  'frage,wer,antwort\nWhat makes tides?,one,The moon\nWhat makes tides?,two,The sun and the moon\n'
const broken =
  '{"prompt":"What makes wind?","model":"one","output":"Warm air"}\n{"prompt":"What makes wind?","model":"two","output":7}\n'

beforeAll(async () => {
  const db = database.db()
  await createStudy(db, NewStudy.parse({ name: 'Tides', slug: 'tides', question: 'Which?' }))
  const other = await createStudy(db, NewStudy.parse({ name: 'Other', slug: 'other', question: 'Which?' }))
  const make = async (name: string, scope: 'studies:write' | 'results:read', studyId: number | null) => {
    tokens[name] = (await createToken(db, { name, scopes: [scope], studyId, days: 1, by: 'test' })).token
  }
  await make('writer', 'studies:write', null)
  await make('reader', 'results:read', null)
  await make('writer of another study', 'studies:write', other.id)
})

describe('a draft by API', () => {
  it('is recognised, mapped anew, renamed and published, and nobody sees it before', async () => {
    const first = await draftOf(
      files({ 'tides.csv': tides }, { map: { prompt: 'frage', output: 'antwort' } }),
    )
    expect(first).toMatchObject({ state: 'read', settings: { map: { prompt: 'frage' } } })
    expect(first.recognition.files[0]?.mapping).toMatchObject({ prompt: 'frage', output: 'antwort' })

    const settings = {
      map: { prompt: 'frage', output: 'antwort', model: 'wer' },
      rename: { one: 'Moon model' },
      cost: { two: 0.5 },
      approach: { two: 'rag' },
    }
    expect((await call('PUT', `/${first.id}/settings`, { json: settings })).status).toBe(200)
    const again = await whenRead(first.id)
    expect(again.settings).toEqual(settings)
    expect(again.report?.models.map(({ name }) => name)).toEqual(['Moon model', 'two'])
    expect(await outputs()).toBe(0)

    const answer = await call('POST', `/${first.id}/publication`, { json: {} })
    expect(answer.status).toBe(201)
    expect(await outputs()).toBe(2)
    const [model] = await database.db()`select approach, cost from models where name = 'two'`
    expect(model).toEqual({ approach: 'rag', cost: 0.5 })
    expect((await call('POST', `/${first.id}/publication`, { json: {} })).status).toBe(409)
    expect((await call('PUT', `/${first.id}/settings`, { json: {} })).status).toBe(409)
    expect(await (await call('GET', `/${first.id}`)).json()).toMatchObject({ state: 'published' })
  })

  it('with problems is published only when the good rows are asked for', async () => {
    const { id, report } = await draftOf(files({ 'wind.jsonl': broken }))
    expect(report).toMatchObject({ outputs: 1, problem_count: 1 })
    expect((await call('POST', `/${id}/publication`, { json: {} })).status).toBe(422)
    expect((await call('POST', `/${id}/publication`, { json: { good_rows: true } })).status).toBe(201)
  })

  it('takes a decision about each finding, and refuses those that make no sense', async () => {
    const row = (model: string, output: string) =>
      JSON.stringify({ prompt: 'Why is the sea salt?', model, output })
    const lines = [
      row('one', '<think>rain</think>Rivers bring it'),
      row('two', 'Rivers wash salt out of the rocks'),
    ]
    const { id } = await draftOf(files({ 'salt.jsonl': lines.join('\n') }))
    const decide = (decisions: unknown) => call('POST', `/${id}/publication`, { json: { decisions } })
    expect((await decide({ reasoning: 'burn' })).status).toBe(422)
    expect((await decide({ weather: 'drop' })).status).toBe(422)
    const before = await outputs()
    expect((await decide({ reasoning: 'drop' })).status).toBe(201)
    expect(await outputs()).toBe((before ?? 0) + 1)
  })

  it('is thrown away once', async () => {
    const { id } = await draftOf(
      files(
        { 'tides.csv': tides.replaceAll('tides', 'waves') },
        { map: { prompt: 'frage', output: 'antwort' } },
      ),
    )
    expect((await call('POST', `/${id}/discarding`, {})).status).toBe(200)
    expect((await call('POST', `/${id}/discarding`, {})).status).toBe(409)
    expect((await call('POST', `/${id}/publication`, { json: {} })).status).toBe(409)
    const [kept] = await database.db()`
      select (select count(*)::int from batch_chunks where batch_id = ${id}) as chunks,
             (select count(*)::int from staged_rows where batch_id = ${id}) as rows`
    expect(kept).toEqual({ chunks: 0, rows: 0 })
  })

  it('is not for others', async () => {
    const { id } = await draftOf(files({ 'wind.jsonl': broken }))
    const paths = [
      ['GET', `/${id}`],
      ['PUT', `/${id}/settings`],
      ['POST', `/${id}/publication`],
      ['POST', `/${id}/discarding`],
    ] as const
    for (const [method, path] of paths) {
      const json = method === 'GET' ? undefined : {}
      expect((await call(method, path, { token: 'reader', json })).status).toBe(403)
      expect((await call(method, path, { token: 'writer of another study', json })).status).toBe(404)
      const elsewhere = { token: 'writer of another study', study: 'other', json }
      expect((await call(method, path, elsewhere)).status).toBe(404)
    }
    expect((await call('POST', '', { token: 'reader', form: files({ 'a.csv': tides }) })).status).toBe(403)
    expect(await (await call('GET', `/${id}`)).json()).toMatchObject({ state: 'read' })
  })

  it('of nothing, of unknown options or of no files is refused and leaves nothing behind', async () => {
    const refused = async (form: FormData) => (await call('POST', '', { form })).status
    expect(await refused(files({}))).toBe(422)
    expect(await refused(files({ 'a.csv': tides }, { dry_run: true }))).toBe(422)
    expect(await refused(files({ 'a.csv': tides }, { map: 7 }))).toBe(422)
    const strange = files({ 'a.csv': tides })
    strange.append('file', 'no file')
    expect(await refused(strange)).toBe(422)
    const [left] = await database.db()`
      select count(*)::int as n from batches b join batch_chunks c on c.study_id = b.study_id and c.batch_id = b.id
      where b.state in ('discarded', 'rejected')`
    expect(left).toEqual({ n: 0 })
    expect((await call('GET', '/999999')).status).toBe(404)
    expect((await call('GET', '/x')).status).toBe(404)
  })
})
