import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { verifyPassword } from '../../db/accounts/people.ts'
import { connect, type Db } from '../../db/connection/client.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { useDatabase } from '../setup/database.ts'
import { type Answer, comparisonOf } from './browser.ts'
import { freezeClock } from './frozen-clock.ts'
import { journey } from './journey.ts'
import { type Labels, permuted, plain, renamed, wordsOf } from './labels.ts'
import { leaks, type Secret } from './leaks.ts'
import { reseed, seededRandom } from './seeded.ts'
import { buildStudy } from './study.ts'
import { routeOf, testerRoutesOf } from './tester-routes.ts'

vi.mock('node:crypto', async (original) => {
  const { seededCrypto } = await import('./seeded.ts')
  return seededCrypto(await original())
})

const seed = 20_260_401
const builds = { plain, permuted, renamed }
type Build = keyof typeof builds
const names = Object.keys(builds) as Build[]
const databases = { plain: useDatabase(), permuted: useDatabase(), renamed: useDatabase() }
const seen = {} as Record<Build, { answers: Answer[]; secrets: (Secret | null)[] }>
const config = readConfig({})
let routes: ReturnType<typeof testerRoutesOf> = []

/** Doors for administrators: a tester only ever gets their refusals. */
const doors = ['GET /setup', 'POST /setup', 'POST /login']

/** One connection, so that PostgreSQL's random() runs from the same seed in every build. */
async function walk(url: string, labels: Labels) {
  const db = connect(url, { max: 1 })
  await freezeClock(db)
  await db`select setseed(0.25)`
  await verifyPassword(db, { email: 'warm@up.example', password: '' })
  reseed(seed)
  vi.spyOn(Math, 'random').mockImplementation(seededRandom)
  const study = await buildStudy(db, labels, seededRandom)
  const app = createApp({ db, config, log: createLog('silent') })
  const answers = await journey({ app, db, study })
  vi.restoreAllMocks()
  vi.useRealTimers()
  const secrets = await secretsOf(db, { answers, labels })
  await db.end()
  routes = testerRoutesOf(app)
  return { answers, secrets }
}

/** What the server knew when it answered: which models stood on the page. */
async function secretsOf(db: Db, { answers, labels }: { answers: Answer[]; labels: Labels }) {
  const shown = await db<{ id: string; first: number; second: number; outputs: number[] }[]>`
    select c.id, case when c.swapped then p.model_hi else p.model_lo end as first,
           case when c.swapped then p.model_lo else p.model_hi end as second,
           case when c.swapped then array[p.output_hi, p.output_lo] else array[p.output_lo, p.output_hi] end as outputs
    from comparisons c join pairs p on p.study_id = c.study_id and p.id = c.pair_id`
  const byId = new Map(shown.map((row) => [row.id, row]))
  return answers.map(({ body }): Secret | null => {
    const row = byId.get(comparisonOf(body) ?? '')
    if (!row) return null
    const of = (id: number) => {
      const n = id - labels.firstId
      return {
        id,
        name: labels.models[n] ?? '',
        latency: labels.latencies[n] ?? 0,
        cost: labels.costs[n] ?? 0,
      }
    }
    return { first: of(row.first), second: of(row.second), outputs: row.outputs.map(Number), labels }
  })
}

const bytesOf = ({ status, headers, body }: Answer): Buffer =>
  Buffer.from(
    `${status}\n${headers.map((header) => header.join(': ')).join('\n')}\n\n${body.replace(receipts, '$1')}`,
  )

/** The end of a receipt is made with a number drawn by the database: it is never the same twice. */
const receipts = /("receipt":"\d+-)[0-9a-f]{24}(?=")/g

/** How many bytes of an answer differ, a missing or longer end included. */
function differing(x: Buffer, y: Buffer): number {
  if (x.equals(y)) return 0
  let bytes = Math.abs(x.length - y.length)
  for (let n = 0; n < Math.min(x.length, y.length); n++) if (x[n] !== y[n]) bytes += 1
  return bytes
}

/** Each answer that differs, with the place where it begins to. */
function unlike(one: Answer[], other: Answer[]): string[] {
  return one.flatMap((answer, n) => {
    const [x, y] = [bytesOf(answer), bytesOf(other[n] as Answer)]
    const bytes = differing(x, y)
    if (bytes === 0) return []
    const at = x.findIndex((byte, place) => byte !== y[place])
    const around = (text: Buffer) => JSON.stringify(text.subarray(Math.max(0, at - 60), at + 30).toString())
    return [`${answer.method} ${answer.path} ${answer.status}, ${bytes} bytes: ${around(x)} / ${around(y)}`]
  })
}

beforeAll(async () => {
  for (const name of names) seen[name] = await walk(databases[name].url(), builds[name])
}, 300_000)

describe('the journey', () => {
  test('gets an answer and a refusal from every route a tester can reach', () => {
    const answers = seen.plain.answers
    const unanswered = routes.filter(
      (route) => !answers.some((one) => one.status < 400 && routeOf(routes, one) === route),
    )
    expect(unanswered.map(({ method, path }) => `${method} ${path}`)).toEqual(doors)
    const forTesters = routes.filter(({ path }) => /^\/(s|join)\/:\w+(\/(?!declined)|$)/.test(path))
    const unrefused = forTesters.filter(
      (route) => !answers.some((one) => one.status >= 400 && routeOf(routes, one) === route),
    )
    expect(unrefused.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('brings a file of own votes, each with its time and a receipt', () => {
    const files = seen.plain.answers.filter(
      ({ path, status }) => path.endsWith('/votes.json') && status === 200,
    )
    const full = files.map(({ body }) => JSON.parse(body).votes).find((votes) => votes.length > 0)
    for (const { at, receipt } of full) {
      expect(at).toMatch(/^2026-04-01T1\d:/)
      expect(receipt).toMatch(/^\d+-[0-9a-f]{24}$/)
    }
  })

  test('meets every kind of screen and status', () => {
    const statuses = new Set(seen.plain.answers.map(({ status }) => status))
    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 303, 400, 403, 404, 409, 413, 500]))
    const bodies = seen.plain.answers.map(({ body }) => body)
    expect(bodies.some((body) => body.includes('data-screen="done"'))).toBe(true)
    expect(bodies.filter((body) => body.includes('data-screen="comparison"')).length).toBeGreaterThan(50)
  })
})

describe('three studies that differ in labels only', () => {
  test.each(['permuted', 'renamed'] as const)('send the same bytes, headers included: %s', (name) => {
    expect(seen[name].answers.length).toBe(seen.plain.answers.length)
    expect(unlike(seen.plain.answers, seen[name].answers).slice(0, 3)).toEqual([])
  })

  test.each(Object.keys(leaks))('would differ if the server leaked by %s', (name) => {
    const leak = leaks[name] as (typeof leaks)[string]
    const leaking = (build: Build) =>
      seen[build].answers.map((answer, n) => {
        const secret = seen[build].secrets[n]
        return secret ? leak(answer, secret) : answer
      })
    const [one, two, three] = [leaking('plain'), leaking('permuted'), leaking('renamed')]
    expect(unlike(one, two).length + unlike(one, three).length).toBeGreaterThan(20)
  })
})

describe('in no byte of a tester’s answers', () => {
  const unsaid = wordsOf(plain)
  test('occurs a model, a slug, a file, a batch, a source row or a cost', () => {
    const found = seen.plain.answers.flatMap((answer) => {
      const text = bytesOf(answer).toString().toLowerCase()
      return unsaid
        .filter((word) => text.includes(word.toLowerCase()))
        .map((word) => `${answer.method} ${answer.path}: ${word}`)
    })
    expect(found).toEqual([])
  })
})

afterAll(() => vi.restoreAllMocks())
