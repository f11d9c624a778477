import { expect, test } from 'vitest'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { miscounted } from '../faults/setup/assert-safe.ts'
import { useDatabase } from '../setup/database.ts'
import { joinMade, openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
const pairs = 6
let made = 0

/** A small study, and so many who look at a pair and never answer; the first of them with a browser. */
async function visitedBy(silent: number) {
  const db = database.db()
  made += 1
  const study = await openMadeStudy(db, {
    slug: `silent-${made}`,
    outputs: outputsOf(['calm', 'windy'], pairs),
    settings: { votes_per_pair: 1 },
  })
  const app = testerApp(db)
  const base = `/s/${study.key}`
  const invite = await inviteTo(db, { studyId: study.id })
  const come = async () => {
    const person = visitor(app)
    await person.join(invite)
    return { ...person, shown: await person.see(base) }
  }
  const first = await come()
  for (let n = 1; n < silent; n++) await handOutPair(db, await joinMade(db, study))
  const later = (seconds: number) => db`
    update comparisons set shown_at = shown_at - make_interval(secs => ${seconds}) where study_id = ${study.id}`
  return { study, base, first, come, later }
}

test('359 who never answer keep nobody from answering', { timeout: 120_000 }, async () => {
  const { study, base, first, come, later } = await visitedBy(359)
  expect((await come()).shown.screen).toBe('break')
  await later(30)
  const willing = await come()
  expect(willing.shown.screen).toBe('comparison')
  await willing.answer(base, pairs - 1)
  expect((await willing.see(base)).screen).toBe('break')
  await later(180)
  await willing.answer(base, 1)

  const late = await first.post(`${base}/votes`, { comparison: first.shown.comparison, choice: 'a' })
  expect(late.status).toBe(409)
  expect((await first.see(base)).screen).toBe('done')
  const [votes] = await database.db()`select count(*)::int as given from votes where study_id = ${study.id}`
  expect(votes).toEqual({ given: pairs })
  expect(await miscounted(database.db(), study.id)).toEqual([])
})

test('a first answer that comes late is stored while nobody else has answered', async () => {
  const { study, base, first, come, later } = await visitedBy(pairs)
  await later(30)
  const [slot] = await database.db()`
    update comparisons set shown_at = shown_at - interval '1 second'
    where study_id = ${study.id} and id = ${first.shown.comparison} returning pair_id as pair`
  const next = await come()
  const holder = await database.db()`
    select id from comparisons where study_id = ${study.id} and pair_id = ${slot?.pair} and state = 'reserved'`
  expect(holder).toEqual([{ id: next.shown.comparison }])

  const vote = (person: typeof first) =>
    person.post(`${base}/votes`, { comparison: person.shown.comparison, choice: 'a' })
  expect((await vote(first)).status).toBe(303)
  const count = () =>
    database.db()`select taken, slots from pairs where study_id = ${study.id} and id = ${slot?.pair}`
  expect(await count()).toEqual([{ taken: 1, slots: 1 }])
  expect(await miscounted(database.db(), study.id)).toEqual([])
  expect((await vote(next)).status).toBe(303)
  expect(await count()).toEqual([{ taken: 2, slots: 2 }])
  expect(await miscounted(database.db(), study.id)).toEqual([])
})
