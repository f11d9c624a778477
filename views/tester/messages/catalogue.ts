import type { en } from './en.ts'

export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
export type MessageKey = keyof typeof en
export type Messages = Record<MessageKey, string | Plural>
/** What a language has so far; a test asks for all of it, and English stands in meanwhile. */
export type Translation = Record<string, string | Plural>

export type Ui = {
  /** The language a page speaks. */
  lang: string
  dir: 'ltr' | 'rtl'
  messages: Messages
  /** The language of what the study itself says, where that is known. */
  studyLang?: string | undefined
}

/** The message in the page's language: `{name}` filled in, its plural chosen by `count`. */
export function t(ui: Ui, key: MessageKey, params: Record<string, string | number> = {}): string {
  const message = ui.messages[key]
  const pattern = typeof message === 'string' ? message : pluralForm(ui.lang, message, Number(params.count))
  return pattern.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    return value === undefined ? hole : typeof value === 'number' ? number(ui, value) : value
  })
}

export function number(ui: Ui, value: number): string {
  return numberFormats(ui.lang).format(value)
}

/** Nothing where a full stop is as wide as a letter. */
export const betweenSentences = (ui: Ui) => (/^(zh|ja)/.test(ui.lang) ? '' : ' ')

function pluralForm(lang: string, plural: Plural, count: number): string {
  return plural[pluralRules(lang).select(count)] ?? plural.other
}

/** Made once for each of the few languages: making one costs more than a page's use of it. */
const numberFormats = oncePerLanguage((lang) => new Intl.NumberFormat(lang))
const pluralRules = oncePerLanguage((lang) => new Intl.PluralRules(lang))

function oncePerLanguage<T>(make: (lang: string) => T): (lang: string) => T {
  const made = new Map<string, T>()
  return (lang) => {
    const known = made.get(lang) ?? make(lang)
    made.set(lang, known)
    return known
  }
}
