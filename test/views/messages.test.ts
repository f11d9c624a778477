import { describe, expect, test } from 'vitest'
import { type MessageKey, t } from '../../views/tester/messages/catalogue.ts'
import { en } from '../../views/tester/messages/en.ts'
import {
  catalogueFor,
  catalogues,
  languageOf,
  type TesterLanguage,
  testerLanguages,
  uiIn,
} from '../../views/tester/messages/index.ts'

const keys = Object.keys(en) as MessageKey[]
const holesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const formsOf = (message: string | object): Record<string, string> =>
  typeof message === 'string' ? { only: message } : (message as Record<string, string>)

describe.each(testerLanguages)('$name ($lang)', ({ lang }) => {
  const messages = catalogues[lang]
  const categories = new Intl.PluralRules(lang).resolvedOptions().pluralCategories

  test('has every message and no other', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort())
    for (const key of keys) {
      for (const text of Object.values(formsOf(messages[key] ?? ''))) expect(text.trim(), key).not.toBe('')
    }
  })

  test('fills in what English fills in, and nothing else', () => {
    for (const key of keys) {
      const wanted = holesIn(Object.values(formsOf(en[key])).join(' '))
      for (const [form, text] of Object.entries(formsOf(messages[key] ?? ''))) {
        const label = `${key} ${form}`
        expect(wanted, label).toEqual(expect.arrayContaining(holesIn(text)))
        // A form for one exact number may say the number in words; the others must fill in everything.
        if (form === 'other' || form === 'only') expect(holesIn(text), label).toEqual(wanted)
      }
    }
  })

  test('counts by the rules of the language', () => {
    for (const key of keys) {
      expect(typeof messages[key], key).toBe(typeof en[key])
      if (typeof messages[key] === 'string') continue
      expect(Object.keys(messages[key] ?? {}).sort(), key).toEqual([...categories].sort())
    }
    const ui = uiIn(lang)
    for (const count of [0, 1, 2, 5, 11, 100, 1_000_000]) {
      expect(t(ui, 'done.votes', { count })).not.toMatch(/[{}]|undefined/)
    }
  })

  test('is not English left standing', () => {
    if (lang === 'en') return
    const same = keys.filter((key) => JSON.stringify(messages[key]) === JSON.stringify(en[key]))
    expect(same.filter((key) => !['ballot.a', 'ballot.b'].includes(key)).length).toBeLessThan(8)
  })
})

/** What a page in the language would not print: its marks are others, or stand otherwise. */
const misprints: Partial<Record<TesterLanguage, RegExp>> = {
  de: /["“][^„“]*["“]/,
  fr: /[ \w)}][;?!»]|[ \w)}]:(?!\d)|«[^\u00a0]|'/,
  'zh-Hans': /[,;:?!]|\p{Script=Han}\./u,
  ja: /[,;:?!]|\p{Script=Han}\.|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}] | [\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ar: /[,;?]/,
}

test.each(Object.entries(misprints))('%s has its own marks and spaces', (lang, misprint) => {
  const texts = Object.values(catalogues[lang as TesterLanguage]).flatMap((text) =>
    Object.values(formsOf(text)),
  )
  expect(texts.filter((text) => misprint.test(text))).toEqual([])
})

describe('the language of a page', () => {
  test('is the best known one of what is asked for', () => {
    for (const [asked, lang] of [
      ['de', 'de'],
      ['pt-PT', 'pt-BR'],
      ['zh-CN', 'zh-Hans'],
      ['AR-eg', 'ar'],
      ['sw, fr;q=0.4, ja;q=0.8', 'ja'],
      ['sw', 'en'],
      ['', 'en'],
      ['*;q=0.1', 'en'],
    ] as const)
      expect(catalogueFor(asked).lang).toBe(lang)
    expect(languageOf('deutsch')).toBeNull()
    expect(languageOf('__proto__')).toBeNull()
  })

  test('runs from right to left where it is written so', () => {
    expect(testerLanguages.filter(({ lang }) => uiIn(lang).dir === 'rtl').map(({ lang }) => lang)).toEqual([
      'ar',
    ])
  })

  test('has its own plurals: Arabic knows six', () => {
    const votes = [0, 1, 2, 5, 15, 100].map((count) => t(uiIn('ar'), 'done.votes', { count }))
    expect(new Set(votes).size).toBe(6)
    expect(t(uiIn('fr'), 'done.votes', { count: 0 })).toContain('paire.')
    expect(t(uiIn('de'), 'done.votes', { count: 0 })).toContain('Paare')
  })
})
