import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { createApp } from '../../server/app.tsx'
import { localDoor } from '../../server/cli/client/local-client.ts'
import { readConfig } from '../../server/config.ts'
import type { Study } from '../../server/domain/study.ts'
import { UploadSettings } from '../../server/importing/upload-options.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'
import { answer, join, openStudy } from '../setup/voted-study.ts'

/** The same act by a page, a program and the command line leaves the same record. */
const database = useDatabase()
const config = readConfig({})
const folder = mkdtempSync(joinPath(tmpdir(), 'doors-'))
let cookie = ''
let token = ''
const app = () => createApp({ db: database.db(), config, log: createLog('silent') })

beforeAll(async () => {
  const db = database.db()
  const owner = await createPerson(db, { email: 'o@example.org', password: 'eight or more', role: 'owner' })
  cookie = `tb=${await startSession(db, { personId: owner.id })}`
  const asked = { name: 't', scopes: ['admin'], studyId: null, days: 1, by: 'test' } as const
  token = (await createToken(db, asked)).token
  writeFileSync(joinPath(folder, 'late.csv'), late)
  writeFileSync(joinPath(folder, 'verdicts.csv'), verdicts)
})
afterAll(() => rmSync(folder, { recursive: true }))

const late = 'prompt,model,output\nQuestion 0?,late,An answer that came late\n'
const verdicts = 'prompt,model_a,model_b,winner\np0,good,poor,a\n'

const post = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  expect(
    (await app().request(path, { method: 'POST', headers: { Cookie: cookie }, body })).status,
  ).toBeLessThan(400)
}
const send = async (path: string, form: FormData) => {
  const body = form as unknown as BodyInit
  expect(
    (await app().request(path, { method: 'POST', headers: { Cookie: cookie }, body })).status,
  ).toBeLessThan(400)
}
const ask = async (method: string, path: string, body: unknown) => {
  const answered = await app().request(`/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(!(body instanceof FormData) && { 'Content-Type': 'application/json' }),
    },
    body: body instanceof FormData ? (body as unknown as BodyInit) : JSON.stringify(body),
  })
  expect(answered.status).toBeLessThan(400)
}
const fileForm = (name: string, text: string, more: Record<string, string> = {}) => {
  const form = new FormData()
  form.append('file', new File([text], name))
  for (const [field, value] of Object.entries(more)) form.append(field, value)
  return form
}
const cli = () => localDoor(database.db(), config)
const at = (name: string) => ({ name, path: joinPath(folder, name) })

type Doors = { page: (study: Study) => Promise<unknown>; api: (study: Study) => Promise<unknown> } & {
  cli?: (study: Study) => Promise<unknown>
}

const doors: Record<string, Doors> = {
  'study.state': {
    page: ({ slug }) => post(`/studies/${slug}/state`, { state: 'paused' }),
    api: ({ slug }) => ask('PUT', `/studies/${slug}/state`, { state: 'paused' }),
    cli: ({ slug }) => cli().setState(slug, 'paused'),
  },
  'study.edit': {
    page: ({ slug }) => post(`/studies/${slug}/votes-per-pair`, { votes_per_pair: '9' }),
    api: ({ slug }) => ask('PATCH', `/studies/${slug}`, { votes_per_pair: 9 }),
    cli: ({ slug }) => cli().editStudy(slug, { votes_per_pair: 9 }),
  },
  'model.withdraw': {
    page: ({ slug }) => post(`/studies/${slug}/withdrawals`, { model: 'poor' }),
    api: ({ slug }) => ask('POST', `/studies/${slug}/withdrawals`, { model: 'poor' }),
    cli: ({ slug }) => cli().withdraw(slug, { model: 'poor' }),
  },
  'invite.create': {
    page: ({ slug }) => post(`/studies/${slug}/invites`, { kind: 'personal', count: '2', label: 'Ann' }),
    api: ({ slug }) => ask('POST', `/studies/${slug}/invites`, { kind: 'personal', count: 2, label: 'Ann' }),
    cli: ({ slug }) => cli().invite(slug, { kind: 'personal', count: 2, label: 'Ann' }),
  },
  'batch.publish': {
    page: ({ slug }) => send(`/studies/${slug}/batches`, fileForm('late.csv', late)),
    api: ({ slug }) => ask('POST', `/studies/${slug}/batches`, fileForm('late.csv', late)),
    cli: ({ slug }) => cli().importFiles(slug, [at('late.csv')], UploadSettings.parse({})),
  },
  'judge.upload': {
    page: ({ slug }) =>
      send(`/studies/${slug}/judges`, fileForm('verdicts.csv', verdicts, { judge: 'strict' })),
    api: ({ slug }) => ask('PUT', `/studies/${slug}/judges/strict`, fileForm('verdicts.csv', verdicts)),
    cli: ({ slug }) => cli().uploadVerdicts(slug, 'strict', at('verdicts.csv')),
  },
  'snapshot.create': {
    page: ({ slug }) => post(`/studies/${slug}/snapshots`, {}),
    api: ({ slug }) => ask('POST', `/studies/${slug}/snapshots`, {}),
    cli: ({ slug }) => cli().snapshots.create(slug, {}),
  },
  'tester.exclude': {
    page: async (study) =>
      post(`/studies/${study.slug}/testers/${(await tester(study)).id}/exclusion`, {
        reason: 'x',
        replace: 'yes',
      }),
    api: async (study) =>
      ask('POST', `/studies/${study.slug}/testers/${(await tester(study)).pseudonym}/exclusion`, {
        reason: 'x',
      }),
  },
}

async function tester({ id }: Study) {
  const [row] = await database.db()<{ id: number; pseudonym: string }[]>`
    select id, pseudonym from testers where study_id = ${id}`
  return row ?? { id: 0, pseudonym: '' }
}

/** The one record of an act, with what differs from study to study left out. */
async function recordOf({ id, slug }: Study) {
  const { pseudonym } = await tester({ id } as Study)
  const rows = await database.db()<{ act: string; subject: string; details: Record<string, unknown> }[]>`
    select act, subject, details from audit where study_id = ${id} and actor <> 'test'`
  return rows.map(({ act, subject, details: { batch, snapshot, ...details } }) => ({
    act,
    subject: subject === slug ? 'the study' : subject === pseudonym ? 'the tester' : subject,
    details: { ...details, ...(batch ? { batch: true } : {}), ...(snapshot ? { snapshot: true } : {}) },
  }))
}

test.each(Object.keys(doors))('%s is written down alike at every door', async (act) => {
  const records: unknown[] = []
  for (const [door, go] of Object.entries(doors[act] as Doors)) {
    const slug = `${act.replace('.', '-')}-${door}`
    const study = await openStudy(database.db(), { slug, models: ['good', 'poor'], prompts: 1 })
    const who = await join(database.db(), study)
    await answer(database.db(), who, { count: 1, choose: () => 'a' })
    await go(study)
    records.push(await recordOf(study))
  }
  expect(records[0]).toHaveLength(1)
  expect(records[0]).toMatchObject([{ act }])
  for (const record of records) expect(record).toEqual(records[0])
})
