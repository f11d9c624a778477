import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as pause } from 'node:timers/promises'
import { createToken } from '../db/accounts/tokens.ts'
import type { Db } from '../db/connection/client.ts'
import { note } from '../server/cli/terminal/output.ts'
import {
  type AppProcess,
  compiledProgram,
  residentMegabytes,
  startApp,
  stopApp,
} from './setup/app-process.ts'
import { copyOfJoin } from './setup/copy-of-join.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { median, ms, table, timed } from './setup/figures.ts'
import { manyVotes } from './setup/many-votes.ts'
import { databaseSeconds, endedSeconds, processSeconds } from './setup/processor-seconds.ts'
import { steadyVotes } from './setup/steady-votes.ts'

const votes = Number(process.env.BENCH_VOTES ?? 1_000_000)
const files = ['votes.jsonl', 'votes.csv', 'votes.parquet', 'dpo.jsonl', 'dpo.parquet', 'arena.csv']

/** `processor`: seconds of the database and of the server, or of psql */
type Figure = { name: string; bytes: number; ms: number; firstByte: number; rss: number; processor: number }

/**
 * Exports of a served study, downloaded over HTTP, beside psql's `\copy` of the same join in the same run. Goals: JSON
 * Lines and CSV at least half as fast, Parquet a quarter, first byte in 300 ms, the server in 300 MB.
 */
export default async function exports(): Promise<void> {
  const program = compiledProgram()
  await withThrowAwayDatabase(async ({ url, db }) => {
    const { value: study, ms: made } = await timed(() => manyVotes(db, { slug: 'many', votes }))
    note(`Made ${study.position} votes in ${(made / 1000).toFixed(0)} s`)
    const app = await startApp({ DATABASE_URL: url }, { program })
    try {
      const headers = { Authorization: `Bearer ${await tokenOf(db)}` }
      const copied = await copy({ url, db }, study.id)
      const figures = [copied]
      for (const file of files) {
        figures.push(await download(db, { app, path: `/api/v1/studies/many/exports/${file}`, headers }))
      }
      figures.push({ ...(await copy({ url, db }, study.id)), name: `${copied.name}, again` })
      table(
        `Exports of ${study.position.toLocaleString('en')} votes`,
        [
          'file',
          'MB',
          'seconds',
          'votes/s',
          'of COPY',
          'processor s',
          'of COPY',
          'first byte ms',
          'server MB',
        ],
        figures.map((figure) => rowOf(figure, copied)),
      )
      table('Downloads broken off', ['', 'ms'], await brokenOff(db, { app, headers }))
      table('Exports while votes arrive', ['', ''], await whileVotesArrive(db, { app, headers }))
    } finally {
      await stopApp(app)
    }
  })
}

type Served = { app: AppProcess; headers: Record<string, string> }

/** How long after the connection is gone until nothing of the export is at work in the database. */
async function brokenOff(db: Db, { app, headers }: Served): Promise<string[][]> {
  const taken: number[] = []
  for (let n = 0; n < 10; n += 1) {
    const stopping = new AbortController()
    const path = `${app.url}/api/v1/studies/many/exports/votes.csv`
    const answer = await fetch(path, { headers, signal: stopping.signal })
    await answer.body?.getReader().read()
    const started = performance.now()
    stopping.abort()
    while ((await transactionsOf(db)) > 0) await pause(5)
    taken.push(performance.now() - started)
  }
  return [
    ['median', ms(median(taken))],
    ['longest of 10', ms(Math.max(...taken))],
  ]
}

async function transactionsOf(db: Db): Promise<number> {
  const [row] = await db<{ n: number }[]>`
    select count(*) as n from pg_stat_activity
    where application_name <> 'tiebreak bench' and xact_start is not null and backend_type = 'client backend'`
  return row?.n ?? 0
}

/** Every export must hold as many votes as the position in its header says. */
async function whileVotesArrive(db: Db, { app, headers }: Served): Promise<string[][]> {
  const steady = await steadyVotes(db, { slug: 'steady', perSecond: 100 })
  const path = `${app.url}/api/v1/studies/${steady.slug}/exports/votes.jsonl`
  const torn: string[] = []
  let exported = 0
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    const answer = await fetch(path, { headers })
    const lines = (await answer.text()).split('\n').length - 1
    const position = answer.headers.get('Vote-Position')
    if (position !== String(lines)) torn.push(`${lines} votes at ${position}`)
    exported += 1
  }
  const { votes, perSecond } = await steady.stop()
  return [
    ['votes given, a second', `${votes}, ${perSecond.toFixed(0)}`],
    ['exports taken', String(exported)],
    ['of them not one position', torn.length === 0 ? '0' : torn.join(', ')],
  ]
}

async function tokenOf(db: Db): Promise<string> {
  const made = { name: 'bench', scopes: ['data:read' as const], studyId: null, days: null, by: 'bench' }
  return (await createToken(db, made)).token
}

async function copy(place: { url: string; db: Db }, studyId: number): Promise<Figure> {
  const before = (await databaseSeconds(place.db)) + endedSeconds()
  const started = performance.now()
  const { client, chunks } = await copyOfJoin(place, studyId)
  const figure = await drained(chunks, started)
  await pause(200)
  const processor = (await databaseSeconds(place.db)) + endedSeconds() - before
  return { name: client, rss: Number.NaN, processor, ...figure }
}

async function download(
  db: Db,
  { app: { url, child }, path, headers }: Served & { path: string },
): Promise<Figure> {
  let rss = 0
  const used = async () => (await databaseSeconds(db)) + processSeconds(child.pid)
  const before = await used()
  const watch = setInterval(() => {
    rss = Math.max(rss, residentMegabytes(child.pid))
  }, 50)
  try {
    const started = performance.now()
    const answer = await fetch(`${url}${path}`, { headers })
    if (!answer.ok || !answer.body) throw new Error(`${path} answered ${answer.status}`)
    const figure = await drained(Readable.fromWeb(answer.body as ReadableStream), started)
    return { name: path.split('/').at(-1) ?? '', rss, processor: (await used()) - before, ...figure }
  } finally {
    clearInterval(watch)
  }
}

async function drained(chunks: AsyncIterable<Uint8Array>, started: number) {
  let firstByte = 0
  let bytes = 0
  for await (const chunk of chunks) {
    if (bytes === 0) firstByte = performance.now() - started
    bytes += chunk.length
  }
  return { bytes, firstByte, ms: performance.now() - started }
}

const rowOf = (figure: Figure, copied: Figure): string[] => [
  figure.name,
  (figure.bytes / 1e6).toFixed(0),
  (figure.ms / 1000).toFixed(1),
  Math.round(votes / (figure.ms / 1000)).toLocaleString('en'),
  `${Math.round((100 * copied.ms) / figure.ms)} %`,
  figure.processor.toFixed(1),
  `${Math.round((100 * copied.processor) / figure.processor)} %`,
  ms(figure.firstByte),
  Number.isNaN(figure.rss) ? '' : figure.rss.toFixed(0),
]
