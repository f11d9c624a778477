import { expect, test } from 'vitest'
import type { Db } from '../../db/connection/client.ts'
import { excludeTester, readmitTester } from '../../db/testers/exclusions.ts'
import { stopTester, withdrawTester } from '../../db/testers/journey.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { miscounted } from '../faults/setup/assert-safe.ts'
import { useDatabase } from '../setup/database.ts'
import { answerOf, joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'

const database = useDatabase()
type Who = { studyId: number; testerId: number }

const exclusion = { rule: 'by hand', reason: 'test', by: 'test' }
const skip = (db: Db, { who, comparison }: { who: Who; comparison: string }) =>
  recordVote(db, { ...who, comparison, answer: answerOf('skip'), claims: {}, input: 'click' })

/** What gives a slot back, begun while the same tester is being taken back in, which takes that slot. */
const waiting: [string, (db: Db, held: { who: Who; comparison: string }) => Promise<unknown>][] = [
  ['a withdrawal', (db, { who }) => withdrawTester(db, who)],
  ['a finish', (db, { who }) => stopTester(db, who)],
  ['a skip', skip],
]

test.each(waiting)('%s that waited counts the slot that was taken meanwhile', async (name, giveBack) => {
  const db = database.db()
  const slug = name.replace(/\W/g, '-')
  const study = await openMadeStudy(db, { slug, outputs: outputsOf(['calm', 'windy'], 1) })
  await planPairs(db, { study })
  const who = await joinMade(db, study)
  const comparison = (await handOutPair(db, who))?.id ?? ''
  await excludeTester(db, { ...who, ...exclusion })
  let given: Promise<unknown> = Promise.resolve()
  await db.begin(async (readmitting) => {
    await readmitTester(readmitting as unknown as Db, who)
    given = giveBack(db, { who, comparison })
    await waited(db)
  })
  await given
  expect(await miscounted(db, study.id)).toEqual([])
})

/** Until a statement waits for a row. */
async function waited(db: Db): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await db<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      return row?.waiting
    })
    .toBe(1)
}
