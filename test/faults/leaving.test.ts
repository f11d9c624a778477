import { expect, test } from 'vitest'
import { gridStudy } from '../../bench/setup/grid.ts'
import { joinTesters } from '../../bench/setup/testers.ts'
import { connect, type Db } from '../../db/connection/client.ts'
import { excludeTester, readmitTester } from '../../db/testers/exclusions.ts'
import { stopTester, withdrawTester } from '../../db/testers/journey.ts'
import { handOutPair, releaseLapsed } from '../../db/voting/comparisons.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf } from '../setup/made-study.ts'
import { miscounted } from './setup/assert-safe.ts'

const database = useDatabase()
/** The long form: LEAVING_ROUNDS=1000 npx vitest run test/faults/leaving.test.ts */
const rounds = Number(process.env.LEAVING_ROUNDS ?? 25)

type Who = { studyId: number; testerId: number }
const votes = (db: Db, who: Who, comparison: string) =>
  (['a', 'skip', 'b'] as const).map((outcome) =>
    recordVote(db, { ...who, comparison, answer: answerOf(outcome), claims: {}, input: 'click' }),
  )

/** What can happen to a tester while they vote, each beside the others. */
const happening: ((db: Db, who: Who) => Promise<unknown>)[] = [
  (db, who) => withdrawTester(db, who),
  (db, who) => stopTester(db, who),
  (db, who) => excludeTester(db, { ...who, rule: 'by hand', reason: 'test', by: 'test' }),
  (db, who) => readmitTester(db, who),
  (db, who) => handOutPair(db, who, { patient: true }),
  (db, { studyId }) => releaseLapsed(db, studyId),
]

test(`a vote beside a withdrawal, a finish, an exclusion and a lapse, ${rounds} rounds: nobody is refused and no slot lost`, {
  timeout: 60_000 + rounds * 5000,
}, async () => {
  const admin = database.db()
  const db = connect(database.url(), { max: 16, byKey: true })
  const study = await gridStudy(admin, {
    slug: 'leaving',
    models: 2,
    prompts: 6,
    settings: { votes_per_pair: 100 },
  })
  await planPairs(admin, { study })
  const joined = await joinTesters(admin, { studyId: study.id, count: rounds * 2 })
  for (let round = 0; round < rounds; round++) {
    const beside = joined.slice(2 * round, 2 * round + 2).map(async ({ tester }, n) => {
      const who = { studyId: study.id, testerId: tester.id }
      const live = await handOutPair(db, who)
      if (round % 3 === 1)
        await admin`update comparisons set reserved_until = now() where study_id = ${study.id} and id = ${live?.id ?? ''}`
      const others = happening.filter((_, at) => at !== (round + n) % happening.length)
      await Promise.all([
        ...votes(db, who, live?.id ?? ''),
        ...others.map((happen) => happen(db, who)),
        ...votes(db, who, live?.id ?? ''),
      ])
    })
    await Promise.all(beside)
    expect(await miscounted(admin, study.id)).toEqual([])
  }
  await db.end()
})
