import { consentTemplate } from '../domain/settings/consent-template.ts'
import type { TesterSettings } from '../domain/settings/tester-settings.ts'
import { languageOf } from '../formats/uploads/content/language.ts'

/** What a study says in words of its own. */
export type OwnWords = {
  question: string
  instructions: string
  around: Pick<TesterSettings, 'language' | 'texts'>
}

/** The language of a study's own words: as it was set, else as they read, else undefined. */
export function languageOfStudy({ question, instructions, around }: OwnWords): string | undefined {
  return around.language || readLanguage(`${question}\n${instructions}`)
}

/** Of the text that is agreed to, which may still be the one every study starts with, in English. */
export function languageOfConsent(consent: string, { around }: OwnWords): string | undefined {
  return consent === consentTemplate ? 'en' : around.language || readLanguage(consent)
}

/** The language a text reads as, where it tells. */
export function readLanguage(text: string): string | undefined {
  const language = languageOf(text)
  return language === 'und' ? undefined : language
}
