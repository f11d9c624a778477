import fc from 'fast-check'
import { pino } from 'pino'
import { beforeAll, expect, it } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { excludeTester, readmitTester } from '../../db/testers/exclusions.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { recordVote, reopenLastVote } from '../../db/voting/votes.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import type { Study } from '../../server/domain/study.ts'
import { breach } from '../api/contract.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf } from '../setup/made-study.ts'
import { join, openStudy } from '../setup/voted-study.ts'

const database = useDatabase()
const models = ['one', 'two', 'three']
const seed = 20261201
let token = ''
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  app = createApp({ db: database.db(), config: readConfig({}), log: pino({ level: 'silent' }) })
  const asked = { name: 'follower', scopes: ['data:read' as const], studyId: null, days: null, by: 'test' }
  token = (await createToken(database.db(), asked)).token
})

type Line = { position: number; supersedes: number | null; winner: string; model_a: string; tester: string }
type Who = { studyId: number; testerId: number }

async function feed(study: Study, after: number): Promise<{ lines: Line[]; changes: string | null }> {
  const path = `/studies/${study.slug}/votes?after=${after}`
  const answer = await app.request(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })
  expect(await breach('GET', path, answer)).toBeNull()
  const text = await answer.text()
  const lines = text === '' ? [] : text.trim().split('\n')
  return {
    lines: lines.map((line) => JSON.parse(line) as Line),
    changes: answer.headers.get('Exclusion-Changes'),
  }
}

/** As the description of the feed tells a program to: each line takes the place of the one it supersedes. */
class Follower {
  readonly held = new Map<number, Line>()
  position: number

  constructor(after = 0) {
    this.position = after
  }

  async read(study: Study, most = Number.POSITIVE_INFINITY): Promise<void> {
    const { lines } = await feed(study, this.position)
    for (const line of lines.slice(0, most)) {
      expect(line.position).toBeGreaterThan(this.position)
      if (line.supersedes !== null) this.held.delete(line.supersedes)
      this.held.set(line.position, line)
      this.position = line.position
    }
  }
}

const choices = ['a', 'b', 'tie', 'both_bad', 'skip'] as const
type Choice = (typeof choices)[number]
type Act = { by: 0 | 1; does: 'answer' | 'change' | 'change twice' | 'read'; choice: Choice; most: number }

const act: fc.Arbitrary<Act> = fc.record({
  by: fc.constantFrom(0, 1),
  does: fc.constantFrom('answer', 'change', 'change twice', 'read'),
  choice: fc.constantFrom(...choices),
  most: fc.integer({ min: 1, max: 4 }),
})

/** Answers the next pair, or takes back the last answer and gives another. */
async function perform(who: Who, { does, choice }: Act, last: { comparison: string }): Promise<void> {
  const db = database.db()
  if (does === 'answer') last.comparison = (await handOutPair(db, who))?.id ?? ''
  const { comparison } = last
  if (!comparison) return
  if (does !== 'answer' && (await reopenLastVote(db, { ...who, comparison })) !== 'reopened') return
  const vote = { ...who, comparison, answer: answerOf(choice), claims: {}, input: 'key' }
  const result = await recordVote(db, vote)
  if (result === 'no_skips_left') await recordVote(db, { ...vote, answer: answerOf('tie') })
}

let made = 0
const newStudy = () =>
  openStudy(database.db(), { slug: `feed-${++made}`, models, prompts: 8, votes_per_pair: 60 })

it('a program that follows the votes counts what a fresh reader counts, wherever it stopped reading', async () => {
  const study = await newStudy()
  let start = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 20 }), async (acts) => {
      const voters = await Promise.all([join(database.db(), study), join(database.db(), study)])
      const lasts = [{ comparison: '' }, { comparison: '' }]
      const follower = new Follower(start)
      for (const one of acts) {
        const [who, last] = [voters[one.by] as Who, lasts[one.by] as { comparison: string }]
        if (one.does === 'read') await follower.read(study, one.most)
        else await perform(who, one, last)
        if (one.does === 'change twice') await perform(who, { ...one, choice: 'tie' }, last)
      }
      await follower.read(study)
      const fresh = await feed(study, start)
      expect([...follower.held.values()]).toEqual(fresh.lines)
      start = follower.position
    }),
    { numRuns: 8, seed, endOnFailure: true },
  )
})

it('says of a changed answer which position it replaces, and every link of a chain to who holds an early one', async () => {
  const db = database.db()
  const study = await newStudy()
  const who = await join(db, study)
  const last = { comparison: '' }
  const say = (does: Act['does'], choice: Choice) => perform(who, { by: 0, does, choice, most: 1 }, last)
  await say('answer', 'a')
  expect((await feed(study, 0)).lines).toMatchObject([{ position: 1, supersedes: null, winner: 'a' }])
  await say('change', 'b')
  await say('change', 'skip')
  expect((await feed(study, 1)).lines).toMatchObject([
    { position: 2, supersedes: 1, winner: 'b' },
    { position: 3, supersedes: 2, winner: 'skip' },
  ])
  expect((await feed(study, 0)).lines).toMatchObject([{ position: 3, supersedes: 2 }])
})

it('a position that was read is never followed by a lower one, with voters side by side', async () => {
  const db = database.db()
  const study = await newStudy()
  const voters = await Promise.all(Array.from({ length: 6 }, () => join(db, study)))
  const follower = new Follower()
  let voting = true
  const votes = Promise.all(
    voters.map(async (who, n) => {
      const last = { comparison: '' }
      for (const does of ['answer', 'change', 'answer', 'answer', 'change', 'answer'] as const)
        await perform(who, { by: 0, does, choice: choices[n % 4] as Choice, most: 1 }, last)
    }),
  ).finally(() => {
    voting = false
  })
  while (voting) await follower.read(study)
  await votes
  await follower.read(study)
  const { lines } = await feed(study, 0)
  expect(lines.length).toBeGreaterThanOrEqual(18)
  expect([...follower.held.values()]).toEqual(lines)
})

it('tells by a number that who is left out has changed', async () => {
  const db = database.db()
  const study = await newStudy()
  const who = await join(db, study)
  expect((await feed(study, 0)).changes).toBe('0')
  await excludeTester(db, { ...who, rule: 'manual', reason: 'Answers at random', by: 'test' })
  expect((await feed(study, 0)).changes).toBe('1')
  await readmitTester(db, who)
  expect((await feed(study, 0)).changes).toBe('2')
})
