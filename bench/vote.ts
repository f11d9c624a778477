import type { Db } from '../db/connection/client.ts'
import { connect } from '../db/connection/client.ts'
import { journeyOf } from '../db/testers/journey.ts'
import { testerAndStudy } from '../db/testers/tester-study.ts'
import { blindContent, handOutPair, handOutRepeat } from '../db/voting/comparisons.ts'
import { recordVote } from '../db/voting/votes.ts'
import { planPairs } from '../server/pairing/planning.ts'
import { compiledProgram, startApp, stopApp } from './setup/app-process.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { ms, percentile, table } from './setup/figures.ts'
import { gridStudy } from './setup/grid.ts'
import { type Joined, joinTesters } from './setup/testers.ts'
import { browser, comparisonIn } from './setup/voter.ts'

const concurrencies = [1, 8, 16]
const seconds = Number(process.env.BENCH_SECONDS ?? 8)

type Round = (joined: Joined) => Promise<{ step: () => Promise<boolean>; close: () => void }>
type Figures = { votes: number; perSecond: number; times: number[] }

/**
 * Votes a second over HTTP (vote, hand-out of the next pair, its page) beside the same SQL statements from a bare
 * driver, in the same run on the same database. Goal: HTTP ≥ 50 % of the driver; p95 ≤ 50 ms.
 */
export default async function vote(): Promise<void> {
  await withThrowAwayDatabase(async ({ url, db }) => {
    const app = await startApp({ DATABASE_URL: url }, { program: compiledProgram() })
    await warmUp(url, db)
    const rows: string[][] = []
    const times: string[][] = []
    for (const concurrency of concurrencies) {
      const bare = connect(url, { applicationName: 'tiebreak bench driver', byKey: true })
      const driver = await run(db, { concurrency, slug: `driver-${concurrency}`, round: bareRound(bare) })
      const http = await run(db, { concurrency, slug: `http-${concurrency}`, round: httpRound(app.url) })
      await bare.end()
      const share = (100 * http.perSecond) / driver.perSecond
      rows.push([concurrency, driver.perSecond, http.perSecond, share].map((value) => value.toFixed(0)))
      times.push([String(concurrency), ...[0.5, 0.95, 0.99].map((p) => ms(percentile(http.times, p)))])
    }
    await stopApp(app)
    table('Votes a second', ['at once', 'bare driver', 'HTTP', 'HTTP / driver %'], rows)
    table('Vote and next page over HTTP', ['at once', 'p50 ms', 'p95 ms', 'p99 ms'], times)
  })
}

/** As after a first minute of use: tables that are not empty, and counted. */
async function warmUp(url: string, db: Db): Promise<void> {
  const bare = connect(url, { applicationName: 'tiebreak bench warm-up', byKey: true })
  await run(db, { concurrency: 2, slug: 'warm-up', round: bareRound(bare) })
  await bare.end()
  await db`analyze`
}

type Run = { concurrency: number; slug: string; round: Round }

async function run(db: Db, { concurrency, slug, round }: Run): Promise<Figures> {
  const study = await gridStudy(db, { slug, models: 8, prompts: 200 })
  for (let plan = 0; plan < 20; plan++) await planPairs(db, { study })
  const testers = await joinTesters(db, { studyId: study.id, count: concurrency * 60 })
  const times: number[] = []
  await Promise.all(
    Array.from({ length: concurrency }, async (_, n) => {
      const until = performance.now() + 1000 * seconds
      for (let at = n; at < testers.length && performance.now() < until; at += concurrency) {
        const voter = await round(testers[at] as Joined)
        for (let vote = 0; vote < 50 && performance.now() < until; vote++) {
          const started = performance.now()
          if (!(await voter.step())) break
          times.push(performance.now() - started)
        }
        voter.close()
      }
    }),
  )
  return { votes: times.length, perSecond: times.length / seconds, times }
}

const httpRound =
  (url: string): Round =>
  async (joined) => {
    const tester = browser(url, joined)
    let comparison = comparisonIn((await tester.page()).html)
    const step = async () => {
      if (!comparison) return false
      const answer = await tester.vote(comparison, 'a')
      if (answer.status !== 200)
        throw new Error(`A vote answered ${answer.status}: ${answer.html.slice(0, 300)}`)
      comparison = comparisonIn(answer.html)
      return comparison !== null
    }
    return { step, close: tester.close }
  }

/** What one vote over HTTP asks of the database, in the same order, without a server around it. */
const bareRound =
  (db: Db): Round =>
  async ({ tester, token, key }) => {
    const who = { studyId: tester.studyId, testerId: tester.id }
    const next = async () => {
      const isRepeatDue = (await journeyOf(db, who))?.isRepeatDue
      const live = (isRepeatDue ? await handOutRepeat(db, who) : null) ?? (await handOutPair(db, who))
      if (live) await blindContent(db, { ...who, comparison: live.id })
      return live
    }
    let live = await next()
    const empty = { strength: null, criteria: {}, reasons: [], comment: '' }
    const step = async () => {
      if (!live) return false
      await testerAndStudy(db, { key, token })
      const answer = { outcome: 'a' as const, ...empty }
      await recordVote(db, { ...who, comparison: live.id, answer, claims: {}, input: 'script' })
      live = await next()
      return live !== null
    }
    return { step, close: () => {} }
  }
