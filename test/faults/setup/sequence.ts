import fc from 'fast-check'
import { expect } from 'vitest'
import type { Joined } from '../../../bench/setup/testers.ts'
import { joinTesters } from '../../../bench/setup/testers.ts'
import type { Db } from '../../../db/connection/client.ts'
import { isUnavailable } from '../../../db/connection/unavailable.ts'
import { setStudyState } from '../../../db/studies/studies.ts'
import { excludeTester, readmitTester } from '../../../db/testers/exclusions.ts'
import { resumeTester, stopTester } from '../../../db/testers/journey.ts'
import { handOutPair, liveComparison, releaseLapsed } from '../../../db/voting/comparisons.ts'
import { recordVote, reopenLastVote, type VoteResult } from '../../../db/voting/votes.ts'
import type { StudyState } from '../../../server/domain/study-state.ts'
import { answerOf } from '../../setup/made-study.ts'

export type Outcome = 'a' | 'b' | 'tie' | 'both_bad' | 'skip'

/** What a study must look like, kept in plain memory. */
export type Model = {
  state: StudyState
  testers: ModelTester[]
  position: number
}
type ModelTester = {
  reserved: { id: string; lapsed: boolean } | null
  /** an answered showing that was taken up again; it comes before what is reserved */
  reopened: string | null
  answers: Map<string, Outcome>
  /** what was shown, lapsed and has not been taken up again */
  unanswered: Set<string>
  last: string | null
  votes: number
  skips: number
  excluded: boolean
}

export type Real = {
  db: Db
  admin: Db
  studyId: number
  joined: Joined[]
  /** puts a new pool in place of one whose connections were cut */
  reconnect: () => void
}

type Command = fc.AsyncCommand<Model, Real>

const liveOf = (tester: ModelTester) => tester.reopened ?? tester.reserved?.id ?? null
const skipsLeft = ({ votes, skips, unanswered }: ModelTester) => {
  const passed = skips + unanswered.size
  return Math.max(0, Math.max(3, Math.floor((votes + passed + 1) / 10)) - passed)
}
const pick = <T>(list: T[], n: number): T => list[n % list.length] as T
export const newTester = (): ModelTester => ({
  reserved: null,
  reopened: null,
  answers: new Map(),
  unanswered: new Set(),
  last: null,
  votes: 0,
  skips: 0,
  excluded: false,
})

function command(
  name: string,
  {
    check = () => true,
    run,
  }: { check?: (model: Model) => boolean; run: (model: Model, real: Real) => Promise<void> },
): Command {
  return { check, run, toString: () => name }
}

const place = (real: Real, n: number) => {
  const at = n % real.joined.length
  return { at, who: { studyId: real.studyId, testerId: real.joined[at]?.tester.id ?? 0 } }
}

const join = command('join', {
  check: ({ state, testers }) => state === 'open' && testers.length < 3,
  run: async (model, real) => {
    real.joined.push(...(await joinTesters(real.db, { studyId: real.studyId, count: 1 })))
    model.testers.push(newTester())
  },
})

const hasTesters = ({ testers }: Model) => testers.length > 0

const handOut = (n: number) =>
  command(`hand out to ${n}`, {
    check: hasTesters,
    run: async (model, real) => {
      const { at, who } = place(real, n)
      const tester = pick(model.testers, at)
      const current = await liveComparison(real.db, who)
      expect(current?.id ?? null).toBe(liveOf(tester))
      // What is asked for again is held again, even after its time.
      if (tester.reserved && !tester.reopened) tester.reserved.lapsed = false
      if (current) return
      const handed = await handOutPair(real.db, who)
      if (model.state !== 'open') expect(handed).toBeNull()
      if (handed) {
        expect(tester.answers.has(handed.id)).toBe(false)
        tester.unanswered.delete(handed.id)
        tester.reserved = { id: handed.id, lapsed: false }
      }
    },
  })

/** What the rules say of an answer to a comparison, given what happened before. */
function verdict(
  model: Model,
  tester: ModelTester,
  { id, outcome }: { id: string; outcome: Outcome },
): VoteResult {
  if (liveOf(tester) === id) {
    if (!tester.reopened && tester.reserved?.lapsed) return 'lapsed'
    if (model.state !== 'open') return 'not_open'
    return outcome === 'skip' && skipsLeft(tester) === 0 ? 'no_skips_left' : 'stored'
  }
  const stored = tester.answers.get(id)
  if (stored === undefined) return 'lapsed'
  return stored === outcome ? 'repeated' : 'other_answer'
}

async function send(
  model: Model,
  real: Real,
  { at, id, outcome }: { at: number; id: string; outcome: Outcome },
) {
  const { who } = place(real, at)
  const tester = pick(model.testers, at)
  const expected = verdict(model, tester, { id, outcome })
  const vote = { ...who, comparison: id, answer: answerOf(outcome), claims: {}, input: 'click' }
  expect(await recordVote(real.db, vote)).toBe(expected)
  if (expected !== 'stored') return
  keep(model, tester, { id, outcome })
}

function keep(model: Model, tester: ModelTester, { id, outcome }: { id: string; outcome: Outcome }): void {
  model.position += 1
  if (tester.reopened) tester.votes -= 1
  if (outcome === 'skip') tester.skips += 1
  else tester.votes += 1
  tester.answers.set(id, outcome)
  tester.last = id
  if (tester.reopened) tester.reopened = null
  else tester.reserved = null
}

const vote = (n: number, outcome: Outcome) =>
  command(`${outcome} by ${n}`, {
    check: (model) => {
      if (!hasTesters(model)) return false
      const tester = pick(model.testers, n)
      return liveOf(tester) !== null
    },
    run: async (model, real) => {
      const at = n % model.testers.length
      await send(model, real, { at, id: liveOf(pick(model.testers, n)) ?? '', outcome })
    },
  })

const visit = (n: number, outcome: Outcome) =>
  command(`visit of ${n}, who says ${outcome}`, {
    check: hasTesters,
    run: async (model, real) => {
      await handOut(n).run(model, real)
      if (liveOf(pick(model.testers, n)) !== null) await vote(n, outcome).run(model, real)
    },
  })

const retry = (n: number, outcome: Outcome) =>
  command(`${outcome} again by ${n}`, {
    check: (model) => hasTesters(model) && pick(model.testers, n).last !== null,
    run: async (model, real) => {
      const tester = pick(model.testers, n)
      if (liveOf(tester) === tester.last) return
      await send(model, real, { at: n % model.testers.length, id: tester.last ?? '', outcome })
    },
  })

const undo = (n: number) =>
  command(`undo by ${n}`, {
    check: (model) => hasTesters(model) && pick(model.testers, n).last !== null,
    run: async (model, real) => {
      const { at, who } = place(real, n)
      const tester = pick(model.testers, at)
      const result = await reopenLastVote(real.db, { ...who, comparison: tester.last ?? '' })
      // A skip gave its slot away: there is nothing to come back to.
      const isSkip = tester.answers.get(tester.last ?? '') === 'skip'
      const expected = isSkip ? 'not_last' : 'reopened'
      expect(result).toBe(model.state === 'open' ? expected : 'not_open')
      if (result === 'reopened') tester.reopened = tester.last
    },
  })

const expire = (n: number) =>
  command(`expire ${n}`, {
    check: (model) => hasTesters(model) && pick(model.testers, n).reserved !== null,
    run: async (model, real) => {
      const { who } = place(real, n)
      const tester = pick(model.testers, n)
      await real.admin`
        update comparisons set reserved_until = now() - interval '1 second'
        where study_id = ${who.studyId} and tester_id = ${who.testerId} and state = 'reserved'`
      if (tester.reserved) tester.reserved.lapsed = true
    },
  })

const sweep = command('release lapsed', {
  run: async (model, real) => {
    await releaseLapsed(real.db, real.studyId)
    for (const tester of model.testers) {
      if (!tester.reserved?.lapsed) continue
      tester.unanswered.add(tester.reserved.id)
      tester.reserved = null
    }
  },
})

const finishAndReturn = (n: number) =>
  command(`${n} finishes and returns`, {
    check: hasTesters,
    run: async (model, real) => {
      const { at, who } = place(real, n)
      const tester = pick(model.testers, at)
      await stopTester(real.db, who)
      await resumeTester(real.db, who)
      if (tester.reserved) tester.unanswered.add(tester.reserved.id)
      tester.reserved = null
      tester.reopened = null
    },
  })

const become = (state: StudyState) =>
  command(state, {
    check: (model) => state !== 'paused' || model.state !== 'closed',
    run: async (model, real) => {
      await setStudyState(real.db, { id: real.studyId, state })
      model.state = state
    },
  })

const exclude = (n: number) =>
  command(`exclude ${n}`, {
    check: hasTesters,
    run: async (model, real) => {
      const { who } = place(real, n)
      const tester = pick(model.testers, n)
      const details = { rule: 'manual', reason: 'test', by: 'test' }
      const done = tester.excluded
        ? await readmitTester(real.db, who)
        : await excludeTester(real.db, { ...who, ...details })
      expect(done).toBe(true)
      tester.excluded = !tester.excluded
    },
  })

/** Every connection of the app is cut; what was on its way when that happened is told as lost, never as stored. */
const crash = (n: number, outcome: Outcome) =>
  command(`crash while ${n} sends ${outcome}`, {
    check: (model) => {
      if (!hasTesters(model) || outcome === 'skip') return false
      const { reserved, reopened } = pick(model.testers, n)
      return reserved !== null && reopened === null
    },
    run: async (model, real) => {
      const { at, who } = place(real, n)
      const id = pick(model.testers, n).reserved?.id ?? ''
      const cast = { ...who, comparison: id, answer: answerOf(outcome), claims: {}, input: 'key' }
      const sent = answeredInTime(recordVote(real.db, cast))
      const cut = real.admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'sequence'`
      const [result] = await Promise.all([sent.catch((error) => error), cut])
      if (result instanceof Error)
        expect(isUnavailable(result) || result === unanswered, String(result)).toBe(true)
      real.reconnect()
      settle(model, at, { id, outcome, again: await recordVote(real.db, cast) })
    },
  })

const unanswered = new Error('no answer in time')

/** The driver may never answer what was under way on a connection that broke; the app gives up on it, and so do we. */
const answeredInTime = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([answer, new Promise<never>((_, fail) => setTimeout(fail, 3000, unanswered).unref())])

/** The same answer sent again after a crash: stored now, or found stored. */
function settle(
  model: Model,
  at: number,
  { id, outcome, again }: { id: string; outcome: Outcome; again: VoteResult },
) {
  const tester = pick(model.testers, at)
  const expected = verdict(model, tester, { id, outcome })
  if (expected !== 'stored') return expect(again).toBe(expected)
  expect(['stored', 'repeated']).toContain(again)
  return keep(model, tester, { id, outcome })
}

const who = fc.integer({ min: 0, max: 2 })
const outcome = fc.constantFrom<Outcome>('a', 'b', 'tie', 'both_bad', 'skip')

/** `weight` times as often as a command of weight one. */
const often = (weight: number, one: fc.Arbitrary<Command>) => Array.from({ length: weight }, () => one)
const answered = (make: (n: number, choice: Outcome) => Command) =>
  fc.tuple(who, outcome).map(([n, choice]) => make(n, choice))

/** Most steps hand out and vote, a few break things; what is paused is mostly opened again soon. */
export const commands = fc.commands(
  [
    ...often(1, fc.constant(join)),
    ...often(3, who.map(handOut)),
    ...often(3, answered(vote)),
    ...often(8, answered(visit)),
    ...often(2, answered(retry)),
    ...often(2, who.map(undo)),
    ...often(1, who.map(expire)),
    ...often(1, fc.constant(sweep)),
    ...often(1, who.map(finishAndReturn)),
    ...often(1, fc.constantFrom<StudyState>('open', 'paused', 'paused', 'closed').map(become)),
    ...often(2, fc.constant(become('open'))),
    ...often(1, who.map(exclude)),
    ...often(1, answered(crash)),
  ],
  { maxCommands: 40, size: 'max' },
)
