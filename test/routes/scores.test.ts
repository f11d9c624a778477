import { beforeAll, expect, test } from 'vitest'
import { createStudy, findStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites } from '../../db/testers/invites.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { exportStudy } from '../../server/datasets/exporting.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const app = () => createApp({ db: database.db(), config: readConfig({}), log: createLog('silent') })
const studies: Record<'scored' | 'plain', Study | null> = { scored: null, plain: null }

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}

async function makeStudy(slug: 'scored' | 'plain'): Promise<Study> {
  const db = database.db()
  const settings = { name: slug, slug, question: 'Which?', repeat_share: 0, scores: slug === 'scored' }
  const study = await createStudy(db, NewStudy.parse(settings))
  const text = 'prompt,model,output\nAsk,x,One\nAsk,y,Two\nAsk again,x,Three\nAsk again,y,Four\n'
  const files = [{ name: 'outputs.csv', open: () => bytes(text) }]
  await importFiles(db, { study, files, options: {}, dryRun: false, by: 'test' })
  await setStudyState(db, { id: study.id, state: 'open' })
  return study
}

beforeAll(async () => {
  studies.scored = await makeStudy('scored')
  studies.plain = await makeStudy('plain')
})

async function join(study: Study): Promise<{ cookie: string; page: () => Promise<string> }> {
  const invite = { kind: 'open', count: 1, label: '', cap: null, expires: null } as const
  const [link] = await createInvites(database.db(), { studyId: study.id, ...invite })
  const body = new URLSearchParams({ consent: 'yes' })
  const joined = await app().request(`/join/${link?.code}`, { method: 'POST', body })
  const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const page = async () => (await app().request(`/s/${study.key}`, { headers: { Cookie: cookie } })).text()
  return { cookie, page }
}

const vote = (study: Study, cookie: string, fields: Record<string, string>) =>
  app().request(`/s/${study.key}/votes`, {
    method: 'POST',
    headers: { Cookie: cookie },
    body: new URLSearchParams(fields),
  })
const comparisonOn = (html: string) => /name="comparison" value="([\w-]+)"/.exec(html)?.[1] ?? ''

async function votesFile({ slug }: Study): Promise<Record<string, unknown>[]> {
  const study = await findStudy(database.db(), { slug, only: null })
  if (!study) throw new Error('the study is gone')
  const made = await exportStudy(database.db(), { study, format: 'votes', extension: 'jsonl', query: {} })
  let text = ''
  for await (const chunk of made.chunks) text += chunk
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test('a study that asks for scores keeps them with the vote and exports them, given or not', async () => {
  const study = studies.scored as Study
  const { cookie, page } = await join(study)
  const html = await page()
  expect(html.match(/name="score_a"/g)).toHaveLength(5)
  expect(html.match(/name="score_b"/g)).toHaveLength(5)
  const comparison = comparisonOn(html)

  for (const wrong of ['0', '6', '2.5', 'good']) {
    expect((await vote(study, cookie, { comparison, choice: 'a', score_a: wrong })).status, wrong).toBe(400)
  }
  const given = { comparison, choice: 'a', score_a: '5', score_b: '2' }
  expect((await vote(study, cookie, given)).status).toBe(303)
  expect((await vote(study, cookie, given)).status).toBe(303)
  expect((await vote(study, cookie, { ...given, score_b: '3' })).status).toBe(409)
  await vote(study, cookie, { comparison: comparisonOn(await page()), choice: 'tie' })

  const rows = await votesFile(study)
  expect(rows).toHaveLength(2)
  expect(rows).toContainEqual(expect.objectContaining({ winner: 'a', score_a: 5, score_b: 2 }))
  expect(rows).toContainEqual(expect.objectContaining({ winner: 'tie', score_a: 0, score_b: 0 }))
})

test('undo brings the scores back as they were given', async () => {
  const study = studies.scored as Study
  const { cookie, page } = await join(study)
  const comparison = comparisonOn(await page())
  await vote(study, cookie, { comparison, choice: 'b', score_a: '1', score_b: '4' })
  await app().request(`/s/${study.key}/undo`, {
    method: 'POST',
    headers: { Cookie: cookie },
    body: new URLSearchParams({ comparison }),
  })
  const checked = [...(await page()).matchAll(/<input[^>]*name="(score_[ab])" value="(\d)"[^>]*checked/g)]
  expect(checked.map(([, name, value]) => `${name} ${value}`)).toEqual(['score_a 1', 'score_b 4'])
})

test('a study that does not ask refuses scores and exports the plain columns', async () => {
  const study = studies.plain as Study
  const { cookie, page } = await join(study)
  const html = await page()
  expect(html).not.toContain('score_a')
  const comparison = comparisonOn(html)
  expect((await vote(study, cookie, { comparison, choice: 'a', score_a: '3' })).status).toBe(400)
  expect((await vote(study, cookie, { comparison, choice: 'a' })).status).toBe(303)
  const [row] = await votesFile(study)
  expect(Object.keys(row ?? {}).at(-1)).toBe('excluded')
})
