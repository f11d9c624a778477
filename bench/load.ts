import { planPairs } from '../server/pairing/planning.ts'
import { compiledProgram, residentMegabytes, startApp, stopApp } from './setup/app-process.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { ms, percentile, table } from './setup/figures.ts'
import { gridStudy } from './setup/grid.ts'
import { joinTesters } from './setup/testers.ts'
import { browser, comparisonIn } from './setup/voter.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 60)
const perSecond = 100
const testers = 200

/** 100 votes and 100 page loads a second, on a clock that does not wait. Goal: p99 ≤ 300 ms, 0 errors, ≤ 300 MB. */
export default async function load(): Promise<void> {
  await withThrowAwayDatabase(async ({ url, db }) => {
    const study = await gridStudy(db, { slug: 'load', models: 8, prompts: 400, settings: { break_after: 0 } })
    for (let plan = 0; plan < 20; plan++) await planPairs(db, { study })
    const joined = await joinTesters(db, { studyId: study.id, count: testers })
    const app = await startApp({ DATABASE_URL: url }, { program: compiledProgram() })
    const voters = joined.map((one) => ({ tester: browser(app.url, one), comparison: null as string | null }))
    for (const voter of voters) voter.comparison = comparisonIn((await voter.tester.page()).html)

    const times = { votes: [] as number[], pages: [] as number[] }
    const errors: string[] = []
    let memory = 0
    let late = 0
    const idle = [...voters]
    const act = async (kind: 'votes' | 'pages', due: number) => {
      const voter = idle.shift()
      if (!voter) return late++
      try {
        const answer =
          kind === 'votes' && voter.comparison
            ? await voter.tester.vote(voter.comparison, 'b')
            : await voter.tester.page()
        times[kind].push(performance.now() - due)
        voter.comparison = comparisonIn(answer.html)
        if (answer.status !== 200 || !voter.comparison) errors.push(`${kind} answered ${answer.status}`)
      } catch (error) {
        errors.push(String(error))
      }
      return idle.push(voter)
    }
    const started = performance.now()
    const acts: Promise<unknown>[] = []
    for (let n = 0; n < seconds * perSecond; n++) {
      const due = started + (1000 * n) / perSecond
      const wait = due - performance.now()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      acts.push(act('votes', due), act('pages', due))
      if (n % perSecond === 0) memory = Math.max(memory, residentMegabytes(app.child.pid))
    }
    await Promise.all(acts)
    const [count] = await db`select count(*)::int as votes from votes where study_id = ${study.id}`
    for (const voter of voters) voter.tester.close()
    await stopApp(app)

    const row = (kind: 'votes' | 'pages') => [
      kind,
      String(times[kind].length),
      ...[0.5, 0.95, 0.99, 1].map((p) => ms(percentile(times[kind], p))),
    ]
    table(
      `${perSecond} votes and ${perSecond} pages a second for ${seconds} s`,
      ['', 'answered', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms'],
      [row('votes'), row('pages')],
    )
    table(
      'And',
      ['errors', 'not sent', 'stored votes', 'RSS MB'],
      [[errors.length, late, String(count?.votes), memory.toFixed(0)]],
    )
    for (const error of new Set(errors)) table('Error', [error], [])
  })
}
