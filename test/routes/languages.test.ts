import { beforeAll, describe, expect, test } from 'vitest'
import type { Study } from '../../server/domain/study.ts'

import { contentsOf } from '../setup/contents.ts'
import { useDatabase } from '../setup/database.ts'
import { openMadeStudy, outputsOf } from '../setup/made-study.ts'
import { inviteTo, testerApp, visitor } from '../setup/tester-visit.ts'

const database = useDatabase()
let study: Study
let code = ''

beforeAll(async () => {
  study = await openMadeStudy(database.db(), { slug: 'languages', outputs: outputsOf(['x', 'y'], 4) })
  code = await inviteTo(database.db(), { studyId: study.id })
})
const someone = () => visitor(testerApp(database.db()))
const langOf = (html: string) => /<html lang="([\w-]+)" dir="(\w+)"/.exec(html)?.slice(1)

describe('the language of the pages', () => {
  test('is asked for in the address, then remembered, then what the browser prefers', async () => {
    const person = someone()
    const wanting = { headers: { 'Accept-Language': 'fr-CH, en;q=0.5' } }
    expect(langOf((await person.send(`/join/${code}`, wanting)).body)).toEqual(['fr', 'ltr'])
    const before = await contentsOf(database.db())
    expect(langOf((await person.send(`/join/${code}?lang=ar`, wanting)).body)).toEqual(['ar', 'rtl'])
    expect(await contentsOf(database.db())).toEqual(before)
    await person.join(code)
    expect(langOf((await person.send(`/s/${study.key}`, wanting)).body)).toEqual(['ar', 'rtl'])
    expect(langOf((await person.send(`/s/${study.key}?lang=de`, wanting)).body)).toEqual(['de', 'ltr'])
    expect(langOf((await person.send(`/s/${study.key}?lang=nonsense`, wanting)).body)).toEqual(['de', 'ltr'])
    const [tester] = await database.db()`select locale from testers where study_id = ${study.id}`
    expect(tester?.locale).toBe('ar')
  })

  test('can be changed on every page by a link, also on one that a form led to', async () => {
    const person = someone()
    const landing = await person.see(`/join/${code}`)
    expect(landing.body).toContain(`href="/join/${code}?lang=ja"`)
    const refused = await person.post(`/join/${code}`, {})
    expect(refused.status).toBe(400)
    expect(refused.body).toContain(`href="/join/${code}?lang=ja"`)
    const declined = `/join/${code}/declined`
    expect((await person.see(declined)).body).toContain(`href="${declined}?lang=ja"`)
    await person.join(code)
    const vote = await person.post(`/s/${study.key}/votes`, { choice: 'nothing' })
    expect(vote.body).toContain(`href="/s/${study.key}?lang=ja"`)
    expect((await person.see(`/s/${study.key}`)).body).toContain(`href="/s/${study.key}?lang=zh-Hans"`)
  })

  test('leaves prompt and answers their own direction, laid out or plain', async () => {
    const person = someone()
    await person.join(code)
    const { body } = await person.see(`/s/${study.key}?lang=ar`)
    for (const id of ['prompt', 'response-a', 'response-b', 'raw-a', 'raw-b'])
      expect(body).toMatch(new RegExp(`<\\w+ id="${id}"[^>]* dir="auto"`))
  })

  test('tells each answer’s own, also where it is not that of the prompt', async () => {
    const prompt = 'Please translate this into French, and tell us what it is about: the tide is high today.'
    const said = {
      fr: 'La marée est haute aujourd’hui, et le texte parle de la mer et du temps qu’il fait.',
      en: 'The tide is high today, and the text is about the sea and what it does to the harbour.',
    }
    const outputs = Object.entries(said).flatMap(([model, output]) =>
      [1, 2, 3].map((n) => ({ id: `p${n}`, model, prompt: `${prompt} ${n}`, output: `${output} ${n}` })),
    )
    const translating = await openMadeStudy(database.db(), { slug: 'translating', outputs })
    const person = someone()
    await person.join(await inviteTo(database.db(), { studyId: translating.id }))
    const { body } = await person.see(`/s/${translating.key}?lang=ar`)
    const blocks = [
      ...body.matchAll(/id="(?:response|raw)-(?:a|b)"[^>]* lang="(\w+)"[^>]*>([\s\S]*?)<\/(?:div|pre)>/g),
    ]
    expect(blocks).toHaveLength(4)
    for (const [, lang, words] of blocks) expect(words).toContain(lang === 'fr' ? 'La marée' : 'The tide')
    expect(new Set(blocks.map(([, lang]) => lang))).toEqual(new Set(['fr', 'en']))
    expect(body).toMatch(/id="prompt"[^>]* lang="en"/)
  })

  test('names what scrolls sideways in an answer, and no text that looks like it', async () => {
    const output =
      'Say `<pre tabindex="0">`:\n\n```\n<div tabindex="0">\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |'
    const outputs = ['x', 'y'].flatMap((model) =>
      [1, 2].map((n) => ({ id: `p${n}`, model, prompt: `Code ${n}?`, output: `${output}\n\n${model}` })),
    )
    const settings = { texts: { 'ballot.code': 'Wide "text" <b>' } }
    const coded = await openMadeStudy(database.db(), { slug: 'coded', outputs, settings })
    const person = someone()
    await person.join(await inviteTo(database.db(), { studyId: coded.id }))
    const { body } = await person.see(`/s/${coded.key}`)
    const labels = body.match(/<(?:pre|div)[^>]* role="group" aria-label="[^"]*"/g) ?? []
    expect(labels).toHaveLength(4)
    for (const label of labels) expect(label).toContain('aria-label="Wide &quot;text&quot; &lt;b>"')
    expect(body).not.toMatch(/&lt;(?:pre|div)[^&]*role="group"/)
  })

  test('keeps the contract of fields and values in all of them', async () => {
    const person = someone()
    await person.join(code)
    for (const lang of ['de', 'fr', 'es', 'pt-BR', 'zh-Hans', 'ja', 'ar']) {
      const page = await person.see(`/s/${study.key}?lang=${lang}`)
      expect(page.screen).toBe('comparison')
      for (const value of ['a', 'b', 'tie', 'both_bad'])
        expect(page.body).toContain(`name="choice" value="${value}"`)
      expect(page.body).not.toMatch(/\{\w+\}/)
    }
  })
})
