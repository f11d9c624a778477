import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { masked } from '../../server/formats/uploads/content/masking.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { useDatabase } from '../setup/database.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()

async function maskedStudy(): Promise<Study> {
  const db = database.db()
  const study = await createStudy(db, NewStudy.parse({ name: 'Masks', slug: 'masks', question: 'Which?' }))
  const rows = ['calm-7b', 'windy-13b'].map((model) => ({
    id: 'p',
    prompt: 'Who are you?',
    model,
    output: `I am ${model}, made to help.`,
  }))
  const text = rows.map((row) => JSON.stringify(row)).join('\n')
  const { state } = await importFiles(db, {
    study,
    files: [{ name: 'rows.jsonl', open: () => Readable.from([Buffer.from(text)]) }],
    options: {},
    dryRun: false,
    decisions: { names_a_study_model: 'mask' },
    by: 'test',
  })
  expect(state).toBe('published')
  await setStudyState(db, { id: study.id, state: 'open' })
  return study
}

test('what is hidden on the screen is hidden in the file of own votes, too', async () => {
  const study = await maskedStudy()
  const person = visitor(testerApp(database.db()))
  await person.join(await inviteTo(database.db(), { studyId: study.id }))
  const { body } = await person.see(`/s/${study.key}`)
  expect(body).toContain('▇▇▇')
  await person.answer(`/s/${study.key}`, 1)
  const file = await person.see(`/s/${study.key}/votes.json`)
  for (const page of [body, file.body]) expect(page).not.toMatch(/calm-7b|windy-13b/)
  expect(JSON.parse(file.body).votes[0].answer_a).toBe('I am ▇▇▇, made to help.')
})

test('a name is hidden wherever an output shows it: in tool calls, their answers and other turns', () => {
  const turns = masked(
    [
      {
        role: 'assistant',
        content: 'Let me look.',
        tool_calls: [{ name: 'ask_calm-7b', arguments: '{"model":"calm-7b"}' }],
      },
      { role: 'tool', name: 'calm-7b', content: 'calm-7b says hello' },
      { role: 'system', content: 'You are calm-7b.' },
      { role: 'assistant', content: 'calm-7b it is.' },
    ],
    { kinds: ['names_a_study_model'], labels: ['calm-7b'] },
  )
  expect(JSON.stringify(turns)).not.toContain('"calm-7b')
  expect(JSON.stringify(turns)).not.toContain('calm-7b ')
})

test('a name in a tool call is found by the audit, so that it can be hidden', async () => {
  const study = await createStudy(database.db(), NewStudy.parse({ name: 'Tools', question: 'Which?' }))
  const row = (model: string) => ({
    messages: [{ role: 'user', content: 'Look it up.' }],
    model,
    output: [
      {
        role: 'assistant',
        content: 'One moment.',
        tool_calls: [{ function: { name: 'search', arguments: JSON.stringify({ agent: model }) } }],
      },
      { role: 'assistant', content: 'It is warm.' },
    ],
  })
  const text = ['calm-7b', 'windy-13b'].map((model) => JSON.stringify(row(model))).join('\n')
  const { report } = await importFiles(database.db(), {
    study,
    files: [{ name: 'rows.jsonl', open: () => Readable.from([Buffer.from(text)]) }],
    options: {},
    dryRun: true,
    by: 'test',
  })
  expect(report.leaks.map(({ kind }) => kind)).toEqual(['names_a_study_model', 'names_a_study_model'])
})

test.each([
  [['names_a_study_model', 'invisible_characters'] as const],
  [['invisible_characters', 'names_a_study_model'] as const],
])('a name with an unseen character in it is hidden: %j', (kinds) => {
  const [turn] = masked([{ role: 'assistant', content: 'Signed, ca\u200blm-7b.' }], {
    kinds: [...kinds],
    labels: ['calm-7b'],
  })
  expect(turn?.content).toBe('Signed, ▇▇▇.')
})
