import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridStudy } from '../../bench/setup/grid.ts'
import { joinTesters } from '../../bench/setup/testers.ts'
import { connect, type Db } from '../../db/connection/client.ts'
import { checkSeals } from '../../db/results/seal-check.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { sealAll } from '../../server/sealing/sealing.ts'
import { useDatabase } from '../setup/database.ts'
import { miscounted } from './setup/assert-safe.ts'
import { commands, type Model, newTester, type Real } from './setup/sequence.ts'

const database = useDatabase()
/** The same sequences at every run. The long form: SEQUENCES=10000 SEED=… npx vitest run test/faults/sequences.test.ts */
const sequences = Number(process.env.SEQUENCES ?? 100)
const seed = Number(process.env.SEED ?? 20261125)

test(`${sequences} random sequences of joining, voting, undoing, lapsing, closing and crashing, seed ${seed}`, {
  timeout: 120_000 + sequences * 1000,
}, async () => {
  const admin = database.db()
  const open = () => connect(database.url(), { max: 4, applicationName: 'sequence' })
  let number = 0
  let answers = 0
  const check = fc.asyncProperty(commands, async (steps) => {
    number += 1
    const study = await gridStudy(admin, {
      slug: `sequence-${number}`,
      models: 3,
      prompts: 4,
      settings: { votes_per_pair: 2, repeat_share: 0 },
      analyze: false,
    })
    await planPairs(admin, { study })
    const model: Model = { state: 'open', testers: [newTester(), newTester()], position: 0 }
    const real: Real = {
      db: open(),
      admin,
      studyId: study.id,
      joined: await joinTesters(admin, { studyId: study.id, count: 2 }),
      reconnect: () => {
        real.db.end({ timeout: 0 }).catch(() => {})
        real.db = open()
      },
    }
    await fc.asyncModelRun(() => ({ model, real }), steps)
    await agree(admin, { model, real })
    answers += model.position
    await real.db.end({ timeout: 1 })
  })
  await fc.assert(check, { numRuns: sequences, seed, endOnFailure: true })
  expect(answers / sequences, 'answers a sequence').toBeGreaterThan(3)
})

async function agree(
  db: Db,
  { model, real: { studyId, joined } }: { model: Model; real: Real },
): Promise<void> {
  expect(await miscounted(db, studyId)).toEqual([])
  await sealAll(db)
  expect(await checkSeals(db, studyId)).toMatchObject({ votes: model.position, problems: [] })
  const rows = await db<{ tester: number; comparison: string; outcome: string }[]>`
    select c.tester_id as tester, c.id as comparison, v.outcome from comparisons c
    join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
    where c.study_id = ${studyId}`
  for (const [at, tester] of model.testers.entries()) {
    const own = rows.filter((row) => row.tester === joined[at]?.tester.id)
    expect(Object.fromEntries(own.map((row) => [row.comparison, row.outcome]))).toEqual(
      Object.fromEntries(tester.answers),
    )
    const [counts] = await db`
      select votes, skips from testers where study_id = ${studyId} and id = ${joined[at]?.tester.id ?? 0}`
    expect(counts).toEqual({ votes: tester.votes, skips: tester.skips })
  }
}
