import { describe, expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { withdraw } from '../../db/outputs/withdrawals.ts'
import { excludeTester, readmitTester } from '../../db/testers/exclusions.ts'
import { journeyOf, resumeTester, stopTester, withdrawTester } from '../../db/testers/journey.ts'
import { handOutPair, liveComparison, releaseLapsed } from '../../db/voting/comparisons.ts'
import { handOutCheck } from '../../db/voting/item-showings.ts'
import { overtakeUnproven } from '../../db/voting/unproven.ts'
import { type Answer, recordVote } from '../../db/voting/votes.ts'
import { whatIsLeft } from '../../db/voting/what-is-left.ts'
import type { Study } from '../../server/domain/study.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { miscounted } from '../faults/setup/assert-safe.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'

const database = useDatabase()
type Who = { studyId: number; testerId: number }

let made = 0
async function studyOf(pairs: number, votesPerPair: number, settings: Record<string, unknown> = {}) {
  made += 1
  const study = await openMadeStudy(database.db(), {
    slug: `dose-${made}`,
    outputs: outputsOf(['calm', 'windy'], pairs),
    settings: { votes_per_pair: votesPerPair, ...settings },
  })
  await planPairs(database.db(), { study })
  return study
}

const join = (study: Study): Promise<Who> => joinMade(database.db(), study)
const handTo = async (who: Who) => (await handOutPair(database.db(), who))?.id ?? null
const say = (who: Who, comparison: string | null, outcome: Answer['outcome'] = 'a') =>
  recordVote(database.db(), {
    ...who,
    comparison: comparison ?? '',
    answer: answerOf(outcome),
    claims: {},
    input: 'click',
  })
const expire = (db: Db, { studyId, testerId }: Who) => db`
  update comparisons set reserved_until = now() - interval '1 second'
  where study_id = ${studyId} and tester_id = ${testerId} and state = 'reserved'`
const age = (db: Db, { studyId }: Who, minutes: number) => db`
  update comparisons set shown_at = shown_at - make_interval(mins => ${minutes})
  where study_id = ${studyId} and state = 'reserved'`
const slotsOf = async ({ studyId }: Who) => {
  const [row] = await database.db()<{ taken: number; slots: number }[]>`
    select sum(taken)::int as taken, sum(slots)::int as slots from pairs where study_id = ${studyId}`
  return row
}
const skipsLeft = async (who: Who) => (await journeyOf(database.db(), who))?.skipsLeft

const leaving: [string, (who: Who) => Promise<unknown>][] = [
  [
    'finishes and returns',
    async (who) => {
      await stopTester(database.db(), who)
      await resumeTester(database.db(), who)
    },
  ],
  [
    'stays away until it lapses',
    async (who) => {
      await expire(database.db(), who)
      await releaseLapsed(database.db(), who.studyId)
    },
  ],
]

describe('a pair without an answer', () => {
  test.each(leaving)('comes back to whoever %s, on the same sides, ten times', async (_, leave) => {
    const db = database.db()
    const who = await join(await studyOf(50, 3))
    const first = await handTo(who)
    for (let n = 0; n < 10; n++) {
      await leave(who)
      expect(await handTo(who)).toBe(first)
    }
    const showings = await db`select from comparisons where study_id = ${who.studyId}`
    expect(showings).toHaveLength(1)
    const [sides] = await db`
      select sum(shown_lo_first + shown_hi_first)::int as shown from pairs where study_id = ${who.studyId}`
    expect(sides).toEqual({ shown: 1 })
    expect(await say(who, first)).toBe('stored')
    expect(await miscounted(db, who.studyId)).toEqual([])
  })

  test.each(leaving)('that others filled counts like a skip of whoever %s', async (_, leave) => {
    const study = await studyOf(6, 1)
    const who = await join(study)
    for (const left of [2, 1, 0, 0]) {
      const shown = await handTo(who)
      await leave(who)
      await fill(study, shown)
      expect(await handTo(who)).not.toBe(shown)
      expect(await skipsLeft(who)).toBe(left)
      const live = await liveComparison(database.db(), who)
      if (left === 0) expect(await say(who, live?.id ?? null, 'skip')).toBe('no_skips_left')
      await leave(who)
    }
  })

  test('comes back where it is a check, too: another button cannot be had for the asking', async () => {
    const db = database.db()
    const who = await join(await studyOf(5, 3, { check_share: 0.2 }))
    for (let n = 0; n < 2; n++) expect(await say(who, await handTo(who))).toBe('stored')
    const check = await handOutCheck(db, who)
    expect(check).toMatchObject({ purpose: 'check' })
    await stopTester(db, who)
    await resumeTester(db, who)
    expect(await handOutCheck(db, who)).toBeNull()
    expect(await handTo(who)).toBe(check?.id)
  })

  test('of a model that was withdrawn does not come back', async () => {
    const study = await studyOf(5, 3)
    const who = await join(study)
    await handTo(who)
    await stopTester(database.db(), who)
    await resumeTester(database.db(), who)
    await withdraw(database.db(), study.id, { model: 'calm' })
    expect(await handTo(who)).toBeNull()
    expect((await whatIsLeft(database.db(), who)).left).toBe('nothing')
  })
})

/** Another tester answers the pair of this showing. */
async function fill(study: Study, shown: string | null): Promise<void> {
  const db = database.db()
  for (let n = 0; n < 50; n++) {
    const other = await join(study)
    const id = await handTo(other)
    const [pair] = await db`
      select from comparisons a join comparisons b on b.study_id = a.study_id and b.pair_id = a.pair_id
      where a.study_id = ${study.id} and a.id = ${shown} and b.id = ${id}`
    if (pair) {
      expect(await say(other, id)).toBe('stored')
      return
    }
    await stopTester(db, other)
  }
  throw new Error('The pair was never drawn')
}

describe('many who never answer', () => {
  test('keep a pair for a few minutes only where somebody waits', async () => {
    const db = database.db()
    const study = await studyOf(4, 1)
    const visitors = await Promise.all(Array.from({ length: 4 }, () => join(study)))
    for (const visitor of visitors) expect(await handTo(visitor)).not.toBeNull()
    const honest = await join(study)

    expect(await handTo(honest)).toBeNull()
    expect((await whatIsLeft(db, honest)).left).toBe('held')
    expect(await overtakeUnproven(db, honest)).toBe(false)
    await age(db, honest, 4)
    expect(await overtakeUnproven(db, honest)).toBe(true)
    expect(await say(honest, await handTo(honest))).toBe('stored')
    expect(await miscounted(db, study.id)).toEqual([])
  })

  test('and were overtaken overtake nobody, and never somebody who has answered', async () => {
    const db = database.db()
    const study = await studyOf(2, 1)
    const [visitor, honest] = [await join(study), await join(study)]
    const seen = await handTo(visitor)
    expect(await say(honest, await handTo(honest))).toBe('stored')
    await age(db, honest, 4)
    expect(await overtakeUnproven(db, honest)).toBe(true)
    expect(await handTo(honest)).not.toBeNull()
    await age(db, honest, 4)
    expect(await overtakeUnproven(db, visitor)).toBe(false)
    expect(await overtakeUnproven(db, await join(study))).toBe(false)
    expect(await say(visitor, seen)).toBe('lapsed')
  })

  test('lose no answer while their pair has a slot', async () => {
    const db = database.db()
    const study = await studyOf(1, 1)
    const [slow, waiting] = [await join(study), await join(study)]
    const seen = await handTo(slow)
    await age(db, slow, 4)
    expect(await overtakeUnproven(db, waiting)).toBe(true)
    expect(await say(slow, seen)).toBe('stored')
    expect((await whatIsLeft(db, waiting)).left).toBe('nothing')
    expect(await miscounted(db, study.id)).toEqual([])
  })
})

describe('the slots of a tester', () => {
  const out = (who: Who, replaces: boolean) =>
    excludeTester(database.db(), { ...who, rule: 'by hand', reason: 'Asleep', by: 'test', replaces })
  const answerAll = async (who: Who) => {
    let count = 0
    for (let id = await handTo(who); id; id = await handTo(who)) {
      expect(await say(who, id)).toBe('stored')
      count += 1
    }
    return count
  }

  test('who is left out are open to others, and beyond what was wanted once taken back', async () => {
    const db = database.db()
    const study = await studyOf(3, 1)
    const [one, other] = [await join(study), await join(study)]
    expect(await answerAll(one)).toBe(3)
    expect(await answerAll(other)).toBe(0)
    await out(one, true)
    expect(await slotsOf(one)).toEqual({ taken: 0, slots: 3 })
    expect(await say(other, await handTo(other))).toBe('stored')

    await readmitTester(db, one)
    expect(await slotsOf(one)).toEqual({ taken: 4, slots: 4 })
    expect(await miscounted(db, study.id)).toEqual([])
    await out(one, true)
    expect(await slotsOf(one)).toEqual({ taken: 1, slots: 3 })
    expect(await miscounted(db, study.id)).toEqual([])
  })

  test('who is left out and not replaced stay taken', async () => {
    const who = await join(await studyOf(3, 1))
    await answerAll(who)
    await out(who, false)
    expect(await slotsOf(who)).toEqual({ taken: 3, slots: 3 })
    await readmitTester(database.db(), who)
    expect(await slotsOf(who)).toEqual({ taken: 3, slots: 3 })
  })

  test('who is left out and goes on are never taken', async () => {
    const db = database.db()
    const study = await studyOf(4, 1)
    const who = await join(study)
    const before = await handTo(who)
    await out(who, true)
    expect(await slotsOf(who)).toEqual({ taken: 0, slots: 4 })
    expect(await say(who, before)).toBe('stored')
    expect(await say(who, await handTo(who), 'skip')).toBe('stored')
    const held = await handTo(who)
    await stopTester(db, who)
    expect(await slotsOf(who)).toEqual({ taken: 0, slots: 4 })
    await resumeTester(db, who)
    expect(await handTo(who)).toBe(held)
    expect(await answerAll(await join(study))).toBe(4)
    expect(await miscounted(db, study.id)).toEqual([])
  })

  test('who withdraws are open to others for good', async () => {
    const db = database.db()
    const study = await studyOf(3, 1)
    const who = await join(study)
    await answerAll(who)
    await withdrawTester(db, who)
    expect(await slotsOf(who)).toEqual({ taken: 0, slots: 3 })
    expect(await readmitTester(db, who)).toBe(false)
    expect(await answerAll(await join(study))).toBe(3)
    expect(await miscounted(db, study.id)).toEqual([])
  })

  test('stay closed where the model is withdrawn', async () => {
    const db = database.db()
    const study = await studyOf(3, 1)
    const who = await join(study)
    await answerAll(who)
    await withdraw(db, study.id, { model: 'calm' })
    await out(who, true)
    expect(await slotsOf(who)).toEqual({ taken: 0, slots: 0 })
    await readmitTester(db, who)
    expect(await slotsOf(who)).toEqual({ taken: 3, slots: 3 })
    expect(await miscounted(db, study.id)).toEqual([])
  })
})
