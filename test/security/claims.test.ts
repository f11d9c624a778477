import { expect, test } from 'vitest'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()

test('what a browser claims cannot pass for an answer, nor break the page of who undoes it', async () => {
  const outputs = outputsOf(['calm', 'windy'], 4)
  const study = await openMadeStudy(database.db(), { slug: 'claims', outputs })
  const base = `/s/${study.key}`
  const person = visitor(testerApp(database.db()))
  await person.join(await inviteTo(database.db(), { studyId: study.id }))
  const { comparison } = await person.see(base)
  const claims = JSON.stringify({ confidence: 'very', visible_ms: 10 })
  expect((await person.post(`${base}/votes`, { comparison, choice: 'a', claims })).status).toBe(303)
  const file = await person.see(`${base}/votes.json`)
  expect(JSON.parse(file.body).votes[0].confidence).toBeNull()
  expect((await person.post(`${base}/undo`, { comparison })).status).toBe(303)
  expect((await person.see(base)).status).toBe(200)
})
