import { setTimeout } from 'node:timers/promises'
import { Hono } from 'hono'
import { pino } from 'pino'
import postgres from 'postgres'
import { createPerson } from '../db/accounts/people.ts'
import type { Db } from '../db/connection/client.ts'
import { note } from '../server/cli/terminal/output.ts'
import { readConfig } from '../server/config.ts'
import type { AppEnv } from '../server/http/app-env.ts'
import { studyRanking } from '../server/results/results.ts'
import { adminPages } from '../server/routes/admin.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { median, ms, percentile, table, timed } from './setup/figures.ts'
import { gridStudy } from './setup/grid.ts'
import { insertVotes } from './setup/votes.ts'

const size = { models: 20, prompts: 300, testers: 500, votes: Number(process.env.BENCH_VOTES ?? 1_000_000) }
const looks = 20

/** The page of results of a large study: filled once, then after one new vote at a time. */
export default async function results(): Promise<void> {
  await withThrowAwayDatabase(async ({ db, url }) => {
    // Statements of many seconds are not what the pool of the product is made for.
    const bulk = postgres(url, { max: 1, onnotice: () => {} }) as unknown as Db
    const study = await gridStudy(db, { slug: 'large', ...size })
    const made = await timed(() => insertVotes(bulk, { studyId: study.id, ...size, from: 1 }))
    note(`${size.votes} votes inserted in ${(made.ms / 1000).toFixed(0)} s`)
    const page = await signedIn(db)

    const first = await timed(page)
    const same = await timed(page)
    const after: number[] = []
    const busy: number[] = []
    for (let look = 1; look <= looks; look++) {
      await insertVotes(bulk, { studyId: study.id, ...size, votes: 1, from: size.votes + look })
      const before = process.cpuUsage()
      const { value, ms: took } = await timed(page)
      const { user, system } = process.cpuUsage(before)
      busy.push((user + system) / 1000)
      if (!value.includes('newer answer') && look > 1) note(`The page at look ${look} was up to date`)
      after.push(took)
    }
    const exact = await timed(() => studyRanking(db, { study, options: {}, clean: false }))
    const again = await timed(() => studyRanking(db, { study, options: {}, clean: false }))
    const caughtUp = await timed(async () => {
      while ((await page()).includes('newer answer')) await setTimeout(50)
    })

    await bulk.end()
    table(
      `Results of ${size.votes} votes, ${size.models} models, ${size.testers} testers, ${size.prompts} prompts`,
      ['what', 'ms'],
      [
        ['first page: votes read, everything worked out', ms(first.ms)],
        ['same page again', ms(same.ms)],
        [`page after one new vote, median of ${looks}`, ms(median(after))],
        ['  slowest tenth begins at', ms(percentile(after, 0.9))],
        ['  slowest', ms(Math.max(...after))],
        ['  processor time of all threads, median', ms(median(busy))],
        ['exact ranking at the latest vote, for the API', ms(exact.ms)],
        ['  asked again', ms(again.ms)],
        ['until the page had caught up with all of them', ms(caughtUp.ms)],
        ['memory of the process, MiB', (process.memoryUsage().rss / 2 ** 20).toFixed(0)],
      ],
    )
  })
  process.exit()
}

/** The page as the server makes it, with session, permission and study looked up, without the network. */
async function signedIn(db: Db): Promise<() => Promise<string>> {
  const password = 'a password for a bench'
  await createPerson(db, { email: 'bench@example.org', password, role: 'analyst' })
  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    c.set('db', db)
    c.set('config', readConfig({}))
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
  app.route('/', adminPages)
  const answer = await app.request('/login', {
    method: 'POST',
    headers: { Origin: 'http://127.0.0.1:3000' },
    body: new URLSearchParams({ email: 'bench@example.org', password }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return async () => {
    const page = await app.request('/studies/large/results', { headers: { Cookie: cookie } })
    const html = await page.text()
    if (page.status !== 200) throw new Error(`The page answered ${page.status}: ${html.slice(0, 500)}`)
    return html
  }
}
