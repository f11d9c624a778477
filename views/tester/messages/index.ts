import type { Messages, Ui } from './catalogue.ts'
import { en } from './en.ts'

const catalogues = { en } satisfies Record<string, Messages>

export type TesterLanguage = keyof typeof catalogues

export const testerLanguages: { lang: TesterLanguage; name: string }[] = [{ lang: 'en', name: 'English' }]

const rightToLeft = new Set(['ar', 'he', 'fa', 'ur'])

/** A study may say single things in its own words. */
export type MessageOverrides = Partial<Messages>

/** @param lang a language tag, of which the first part is looked up; anything unknown speaks English */
export function uiIn(lang: string, overrides: MessageOverrides = {}): Ui {
  const known = languageOf(lang) ?? 'en'
  return {
    lang: known,
    dir: rightToLeft.has(known) ? 'rtl' : 'ltr',
    messages: { ...catalogues[known], ...overrides },
  }
}

export function languageOf(tag: string): TesterLanguage | null {
  const base = tag.toLowerCase().split('-')[0]
  return testerLanguages.find((language) => language.lang === base)?.lang ?? null
}

/** The page's language from a tag or an Accept-Language header: the first known one, else English. */
export function catalogueFor(preferences: string, overrides: MessageOverrides = {}): Ui {
  const wanted = preferences.split(',').map((entry) => {
    const [tag = '', ...settings] = entry.trim().split(';')
    const quality = settings.map((setting) => /^\s*q=([\d.]+)$/.exec(setting)?.[1]).find(Boolean)
    return { tag, quality: Number(quality ?? 1) }
  })
  const best = wanted.sort((x, y) => y.quality - x.quality).find(({ tag }) => languageOf(tag))
  return uiIn(best?.tag ?? 'en', overrides)
}
