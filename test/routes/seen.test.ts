import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { findStudy } from '../../db/studies/studies.ts'
import { listTesters } from '../../db/testers/testers.ts'
import { exportStudy } from '../../server/datasets/exporting.ts'
import { flagsOf } from '../../server/report/tester-flags.ts'
import { flagWords } from '../../views/flag-words.ts'
import { collect } from '../formats/exports/made-rows.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()

test('whether both answers were on the screen is kept, exported and remarked, and nothing is made of silence', async () => {
  const db = database.db()
  const study = await openMadeStudy(db, { slug: 'seen', outputs: outputsOf(['calm', 'windy'], 9) })
  const base = `/s/${study.key}`
  const person = visitor(testerApp(db))
  await person.join(await inviteTo(db, { studyId: study.id }))
  const remarks = async () =>
    (await listTesters(db, study.id))
      .flatMap((row) => flagsOf(row).map((flag) => flagWords(flag, row)))
      .join()
  const answer = async (claims: string, route = 'votes') => {
    const { comparison } = await person.see(base)
    const given = route === 'votes' ? { choice: 'b' } : { reason: 'other' }
    expect((await person.post(`${base}/${route}`, { comparison, claims, ...given })).status).toBe(303)
  }
  await answer('')
  await answer('{"a_seen":true,"b_seen":true}')
  expect(await remarks()).toBe('')
  await answer('{"a_seen":true,"b_seen":false}')
  await answer('{"a_seen":"yes","b_seen":1}')
  await answer('{"a_seen":true,"b_seen":false}', 'skips')
  expect(await remarks()).toBe('chose before both answers had been on the screen 1 of 2 times')

  const told = [
    [null, null],
    [true, true],
    [true, false],
    [null, null],
    [true, false],
  ]
  const stored =
    await db`select seen_a, seen_b, claims from votes where study_id = ${study.id} order by position`
  expect(stored.map(({ seen_a, seen_b }) => [seen_a, seen_b])).toEqual(told)
  expect(stored.some(({ claims }) => 'a_seen' in claims)).toBe(false)
  const counted = await findStudy(db, { slug: 'seen', only: null })
  if (!counted) throw new Error('No study')
  const { chunks } = await exportStudy(db, { study: counted, format: 'votes', extension: 'csv', query: {} })
  const rows: Record<string, string>[] = parse(await collect(chunks), { columns: true })
  const inOrder = rows.sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1))
  expect(inOrder.map(({ seen_a, seen_b }) => [seen_a, seen_b])).toEqual(
    told.map((sides) => sides.map((seen) => String(seen ?? ''))),
  )
})
