import { expect, test } from 'vitest'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, textOf, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
const code = 'TIDE-9'
let made = 0

/** One pair, wanted once: the first tester has it before them, the second finds none. */
async function secondOfTwo() {
  made += 1
  const study = await openMadeStudy(database.db(), {
    slug: `waiting-${made}`,
    outputs: outputsOf(['calm', 'windy'], 1),
    settings: { votes_per_pair: 1, completion_code: code },
  })
  const app = testerApp(database.db())
  const base = `/s/${study.key}`
  const invite = await inviteTo(database.db(), { studyId: study.id })
  const [first, second] = [visitor(app), visitor(app)]
  for (const person of [first, second]) await person.join(invite)
  const shown = await first.see(base)
  expect(shown.screen).toBe('comparison')
  return { study, base, first, second, shown }
}

const looksAgain = { headers: { 'HX-Request': 'true' } }

test('whoever finds the last pairs with others waits, is given no code, and goes on when one comes back', async () => {
  const { base, first, second, shown, study } = await secondOfTwo()
  const waiting = await second.see(base)
  expect(waiting.screen).toBe('break')
  expect(textOf(waiting.body)).toContain('Others hold the last pairs')
  expect(waiting.body).not.toContain(code)
  expect(waiting.body.match(/data-continue/g)).toHaveLength(1)
  expect(waiting.body).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"/)
  expect((await second.goOn(waiting)).status).toBe(303)
  expect((await second.send(`${base}?again`, looksAgain)).status).toBe(204)
  const [tester] = await database.db()`
    select finished_at from testers where study_id = ${study.id} order by id desc limit 1`
  expect(tester).toEqual({ finished_at: null })
  expect((await second.see(`${base}/done`)).status).toBe(303)

  await first.post(`${base}/skips`, { comparison: shown.comparison, reason: 'cannot_judge' })
  const handed = await second.send(`${base}?again`, looksAgain)
  expect(handed.body).toMatch(/^<main[^>]*data-screen="comparison"/)
})

test('and is told that nothing is left once it is answered, without a code for what was not done', async () => {
  const { base, first, second, shown } = await secondOfTwo()
  expect((await second.see(base)).screen).toBe('break')
  await first.post(`${base}/votes`, { comparison: shown.comparison, choice: 'a' })
  expect((await first.see(base)).body).toContain(code)
  const done = await second.see(base)
  expect(done.screen).toBe('done')
  expect(textOf(done.body)).toContain('nothing left to compare')
  expect(done.body).not.toContain(code)
})
