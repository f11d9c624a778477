import { ar } from './ar.ts'
import type { Translation, Ui } from './catalogue.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { type OwnTexts, ownWordsIn } from './own-words.ts'
import { ptBR } from './pt-BR.ts'
import { zhHans } from './zh-Hans.ts'

export type TesterLanguage = 'en' | 'de' | 'fr' | 'es' | 'pt-BR' | 'zh-Hans' | 'ja' | 'ar'

export const catalogues: Record<TesterLanguage, Translation> = {
  en,
  de,
  fr,
  es,
  'pt-BR': ptBR,
  'zh-Hans': zhHans,
  ja,
  ar,
}

/** Each by its own name, so that whoever needs it can read it. */
export const testerLanguages: { lang: TesterLanguage; name: string }[] = [
  { lang: 'en', name: 'English' },
  { lang: 'de', name: 'Deutsch' },
  { lang: 'fr', name: 'Français' },
  { lang: 'es', name: 'Español' },
  { lang: 'pt-BR', name: 'Português' },
  { lang: 'zh-Hans', name: '中文' },
  { lang: 'ja', name: '日本語' },
  { lang: 'ar', name: 'العربية' },
]

const rightToLeft: ReadonlySet<TesterLanguage> = new Set(['ar'])

/** @param lang a language tag, of which the first part is looked up; anything unknown speaks English */
export function uiIn(lang: string, texts: OwnTexts = {}): Ui {
  const known = languageOf(lang) ?? 'en'
  return {
    lang: known,
    dir: rightToLeft.has(known) ? 'rtl' : 'ltr',
    messages: { ...en, ...catalogues[known], ...ownWordsIn(known, texts) },
  }
}

export function languageOf(tag: string): TesterLanguage | null {
  const base = (whole: string) => whole.toLowerCase().split('-')[0]
  return testerLanguages.find(({ lang }) => base(lang) === base(tag.trim()))?.lang ?? null
}

/** The page's language from a tag or an Accept-Language header: the first known one, else English. */
export function catalogueFor(preferences: string, texts: OwnTexts = {}): Ui {
  const wanted = preferences.split(',').map((entry) => {
    const [tag = '', ...settings] = entry.trim().split(';')
    const quality = settings.map((setting) => /^\s*q=([\d.]+)$/.exec(setting)?.[1]).find(Boolean)
    return { tag, quality: Number(quality ?? 1) }
  })
  const best = wanted.sort((x, y) => y.quality - x.quality).find(({ tag }) => languageOf(tag))
  return uiIn(best?.tag ?? 'en', texts)
}
