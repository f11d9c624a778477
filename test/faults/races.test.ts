import { describe, expect, test } from 'vitest'
import { gridStudy } from '../../bench/setup/grid.ts'
import { joinTesters } from '../../bench/setup/testers.ts'
import { handOutPair, releaseLapsed } from '../../db/voting/comparisons.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf } from '../setup/made-study.ts'
import { miscounted } from './setup/assert-safe.ts'

const database = useDatabase()
/** The long form: RACE_ROUNDS=1000 RACE_SEEDS=20 RACE_TESTERS=100 npx vitest run test/faults/races.test.ts */
const rounds = Number(process.env.RACE_ROUNDS ?? 20)
const seeds = Number(process.env.RACE_SEEDS ?? 2)
const testers = Number(process.env.RACE_TESTERS ?? 40)
const timeout = 600_000

describe('at the same moment', () => {
  test(`fifty sends of one vote store one, ${rounds} rounds`, { timeout }, async () => {
    const db = database.db()
    const study = await gridStudy(db, { slug: 'sends', models: 4, prompts: Math.ceil(rounds / 6) + 1 })
    while ((await planPairs(db, { study })) > 0);
    const [one] = await joinTesters(db, { studyId: study.id, count: 1 })
    const who = { studyId: study.id, testerId: one?.tester.id ?? 0 }
    for (let round = 1; round <= rounds; round++) {
      const comparison = (await handOutPair(db, who))?.id ?? ''
      const send = (n: number) =>
        recordVote(db, {
          ...who,
          comparison,
          answer: answerOf(n % 10 === 9 ? 'b' : 'a'),
          claims: {},
          input: 'click',
        })
      const results = await Promise.all(Array.from({ length: 50 }, (_, n) => send(n)))
      const count = (wanted: string) => results.filter((result) => result === wanted).length
      expect(count('stored')).toBe(1)
      const [stored] =
        await db`select outcome from votes where study_id = ${study.id} and comparison_id = ${comparison}`
      const [same, other] = stored?.outcome === 'a' ? [44, 5] : [4, 45]
      expect([count('repeated'), count('other_answer')]).toEqual([same, other])
      const [row] = await db`select count(*)::int as votes from votes where study_id = ${study.id}`
      expect(row).toEqual({ votes: round })
    }
    expect(await miscounted(db, study.id)).toEqual([])
  })

  test.each(Array.from({ length: seeds }, (_, n) => n + 1))(
    `${testers} testers get no slot too many and leave none open, seed %s`,
    { timeout },
    async (seed) => {
      const db = database.db()
      const random = createRandom(seed)
      const study = await gridStudy(db, {
        slug: `slots-${seed}`,
        models: 5,
        prompts: 5,
        settings: { votes_per_pair: 3 },
      })
      while ((await planPairs(db, { study })) > 0);
      const joined = await joinTesters(db, { studyId: study.id, count: testers })
      const visit = async (testerId: number): Promise<number> => {
        const who = { studyId: study.id, testerId }
        for (let shown = 0; ; shown++) {
          const live = await handOutPair(db, who)
          if (!live) return shown
          const fate = random()
          const comparison = live.id
          if (fate < 0.1) {
            await db`update comparisons set reserved_until = now() - interval '1 second'
                     where study_id = ${study.id} and id = ${comparison} and state = 'reserved'`
            await releaseLapsed(db, study.id)
          } else {
            const say = (outcome: 'skip' | 'a') =>
              recordVote(db, { ...who, comparison, answer: answerOf(outcome), claims: {}, input: 'click' })
            if ((await say(fate < 0.2 ? 'skip' : 'a')) === 'no_skips_left') await say('a')
          }
        }
      }
      // A slot given back when everybody has gone is there for whoever comes by again.
      for (let shown = 1; shown > 0; ) {
        const visits = await Promise.all(joined.map(({ tester }) => visit(tester.id)))
        shown = visits.reduce((sum, one) => sum + one, 0)
      }
      const open = await db`select from pairs where study_id = ${study.id} and taken <> slots`
      expect(open).toHaveLength(0)
      const [votes] =
        await db`select count(*)::int as given from votes where study_id = ${study.id} and outcome <> 'skip'`
      expect(votes).toEqual({ given: 5 * 10 * 3 })
      expect(await miscounted(db, study.id)).toEqual([])
    },
  )
})
