import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { manyVotes } from '../bench/setup/many-votes.ts'
import { createToken } from '../db/accounts/tokens.ts'
import { createApp } from '../server/app.tsx'
import { readConfig } from '../server/config.ts'
import { exportStudy } from '../server/datasets/exporting.ts'
import { useDatabase } from './setup/database.ts'
import { answer, join, openStudy, reread } from './setup/voted-study.ts'

const database = useDatabase()
let server: ReturnType<typeof serve> | null = null
let address = ''
let token = ''

beforeAll(async () => {
  const db = database.db()
  await manyVotes(db, { slug: 'many', votes: 20_000 })
  token = (await createToken(db, { name: 't', scopes: ['data:read'], studyId: null, days: null, by: 'test' }))
    .token
  const app = createApp({ db, config: readConfig({}), log: pino({ level: 'silent' }) })
  address = await new Promise((done) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      done(`http://127.0.0.1:${port}`),
    )
  })
}, 120_000)
afterAll(() => {
  server?.close()
})

/** Transactions of this database that are open or at work, other than the one that asks. */
async function busy(): Promise<number> {
  const [row] = await database.db()<{ n: number }[]>`
    select count(*) as n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and (state = 'active' or state like 'idle in transaction%')`
  return row?.n ?? -1
}

/** Breaks a download off at its first bytes; says how many were at work then, and 200 ms later. */
async function breakOff(): Promise<{ during: number; after: number }> {
  const headers = { Authorization: `Bearer ${token}` }
  const during = await new Promise<number>((done, fail) => {
    const download = request(`${address}/api/v1/studies/many/exports/votes.jsonl`, { headers }, (answer) => {
      answer.once('data', async () => {
        answer.pause()
        const atWork = await busy()
        download.destroy()
        done(atWork)
      })
    })
    download.on('error', () => {})
    download.setTimeout(60_000, () => fail(new Error('no answer')))
    download.end()
  })
  await pause(200)
  return { during, after: await busy() }
}

test('a download that is broken off leaves no query and no transaction after 200 ms', async () => {
  const seen: { during: number; after: number }[] = []
  // A machine that is busy with other tests may stand still for 200 ms; not five times.
  for (let tries = 0; tries < 5 && !seen.some(({ after }) => after === 0); tries += 1) {
    seen.push(await breakOff())
    for (let looks = 0; looks < 50 && (await busy()) > 0; looks += 1) await pause(200)
  }
  for (const { during } of seen) expect(during).toBeGreaterThan(0)
  expect(seen.at(-1)?.after).toBe(0)
  expect(await busy()).toBe(0)
}, 120_000)

test('a HEAD request opens nothing', async () => {
  const answer = await fetch(`${address}/api/v1/studies/many/exports/votes.csv`, {
    method: 'HEAD',
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Vote-Position')).toBe('20000')
  expect(await busy()).toBe(0)
})

test('an export taken while votes arrive holds exactly the votes of one position', async () => {
  const db = database.db()
  const study = await openStudy(db, { slug: 'busy', models: ['x', 'y', 'z'], prompts: 60 })
  const testers = await Promise.all(Array.from({ length: 4 }, () => join(db, study)))
  let isVoting = true
  const voting = Promise.all(testers.map((who) => answer(db, who, { count: 45, choose: () => 'a' }))).finally(
    () => {
      isVoting = false
    },
  )
  const taken: { position: number; rows: number }[] = []
  while (isVoting) {
    const now = await reread(db, 'busy')
    const { chunks, position } = await exportStudy(db, {
      study: now,
      format: 'votes',
      extension: 'jsonl',
      query: {},
    })
    let text = ''
    for await (const chunk of chunks) {
      text += chunk
      await pause(1)
    }
    taken.push({ position, rows: text.split('\n').length - 1 })
  }
  await voting
  expect(taken.some(({ position }) => position > 0 && position < 180)).toBe(true)
  for (const { position, rows } of taken) expect(rows).toBe(position)
}, 120_000)
