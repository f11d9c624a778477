import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
const written = {
  question: 'Welche Antwort hilft Ihnen mehr?',
  instructions: 'Lesen Sie beide Antworten und wählen Sie die, die Ihnen mehr hilft.',
  asked_by: 'Das Hafenamt',
  pay: 'Drei Euro',
  criteria: ['Höflichkeit'],
  reasons: ['Nützlich'],
  consent: 'Ihre Antworten werden gespeichert und nicht mit Ihrem Namen verbunden.',
  example: { prompt: 'Ist Wasser nass?', a: 'Gewiss.', b: 'Wer weiß?', expected: 'a', why: 'Das stimmt.' },
  practice: [{ prompt: 'Ist Feuer kalt?', a: 'Mitnichten.', b: 'Jawohl.', expected: 'a', why: 'Es brennt.' }],
}

/** The pages of a tester who reads Arabic, from the link to the first pair. */
async function pagesIn(slug: string, settings: object) {
  const made = { slug, outputs: outputsOf(['x', 'y'], 2), settings: { ...written, ...settings } }
  const study = await openMadeStudy(database.db(), made)
  const link = await inviteTo(database.db(), { studyId: study.id })
  const person = visitor(testerApp(database.db()))
  const landing = await person.see(`/join/${link}?lang=ar`)
  await person.join(link)
  const practice = await person.see(`/s/${study.key}`)
  await person.post(`/s/${study.key}/practice`, { comparison: practice.comparison, choice: 'b' })
  const feedback = await person.see(`/s/${study.key}`)
  await person.goOn(feedback)
  const comparison = await person.see(`/s/${study.key}`)
  expect([practice.screen, feedback.screen, comparison.screen]).toEqual([
    'practice',
    'practice',
    'comparison',
  ])
  return [landing, practice, feedback, comparison].map(({ body }) => wordsByLanguage(body))
}

/** Every word in Latin letters outside the menu of languages, by the nearest element that names a language. */
function wordsByLanguage(html: string): Record<string, string> {
  const { document } = parseHTML(html)
  document.querySelector('nav')?.remove()
  const words: Record<string, string> = {}
  const texts = document.createTreeWalker(document.body, 4)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const lang = node.parentElement?.closest('[lang]')?.getAttribute('lang') ?? ''
    const latin = node.textContent?.match(/\p{Script=Latin}{3,}/gu) ?? []
    if (latin.length > 0) words[lang] = [...(words[lang]?.split(' ') ?? []), ...latin].join(' ')
  }
  return words
}

const allWritten = JSON.stringify(written).match(/\p{Script=Latin}{3,}/gu) ?? []
const keys =
  /^(expected|prompt|question|instructions|asked|pay|criteria|reasons|consent|example|practice|why)$/

describe("a study's own words", () => {
  test('are marked with the language they are in, wherever they stand on a page in another', async () => {
    const pages = await pagesIn('own-words', {})
    for (const page of pages) expect(page.ar ?? '').toMatch(/^(Enter|Alt| )*$/)
    const german = pages.map((page) => page.de).join(' ')
    for (const word of allWritten.filter((one) => !keys.test(one))) expect(german).toContain(word)
  })

  test('are of the language that the study names, whatever they look like', async () => {
    const pages = await pagesIn('own-words-named', { language: 'nds' })
    for (const page of pages) expect(page.nds).toContain('Welche Antwort')
    for (const page of pages) expect(page).not.toHaveProperty('de')
    expect(pages[0]?.nds).toContain('gespeichert')
  })

  test('leave the consent that every study starts with in English', async () => {
    const [landing] = await pagesIn('own-words-consent', { consent: undefined, language: 'de' })
    expect(landing?.en).toMatch(/network address/)
    expect(landing?.de).not.toMatch(/network/)
  })

  test('claim no language where none can be read from them', async () => {
    const nothing = { question: 'X7?', instructions: '', consent: 'OK', example: null, asked_by: '', pay: '' }
    const [landing] = await pagesIn('own-words-unknown', nothing)
    expect(landing).toEqual({})
  })
})
