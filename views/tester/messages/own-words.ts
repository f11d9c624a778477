import type { Messages } from './catalogue.ts'

/** What a study says in its own words: `ballot.tie` for the pages of every language, `de:ballot.tie` for those of one. */
export type OwnTexts = Record<string, string>

export function placeOf(name: string): { lang: string | null; key: string } {
  const at = name.indexOf(':')
  return at < 0 ? { lang: null, key: name } : { lang: name.slice(0, at), key: name.slice(at + 1) }
}

/** Those for one language go before those for all. */
export function ownWordsIn(lang: string, texts: OwnTexts): Partial<Messages> {
  const placed = Object.entries(texts).map(([name, text]) => ({ ...placeOf(name), text }))
  const meantFor = (wanted: string | null) => placed.filter((word) => word.lang === wanted)
  return Object.fromEntries([...meantFor(null), ...meantFor(lang)].map(({ key, text }) => [key, text]))
}
