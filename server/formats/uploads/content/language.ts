import { WORD_START, wordHash, wordStep } from './word-hash.ts'

const SCRIPTS: [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
]

const WORDS: Record<string, string> = {
  en: 'the of and to in is that it for you with are this be not what how have from your can was write explain which will should a i do my me we an at by if or on as but does',
  de: 'der die das und ist nicht ein eine mit für auf den von zu im sich wie was werden auch oder wenn sie ich kann bitte',
  fr: 'le la les des et est une un dans que pour qui pas sur avec au ce plus vous il sont comment être ou nous',
  es: 'el la los las de que y en un una es por con para no se del como más su qué cómo pero son está',
  it: 'il lo la gli di che è un una per non con sono del della come più anche nel questo cosa si ma al',
  pt: 'o a os as de que e em um uma é para com não por do da como mais se na no ao são você',
  nl: 'de het een en van is dat op te in niet met voor zijn die er aan hoe wat ook maar worden je als bij',
  pl: 'i w na z do nie się jest to że jak co od po dla są oraz czy przez może ale być tym',
}
const LANGUAGES = Object.keys(WORDS)
/** Hash of a small word → one bit for each language that has it. */
const COMMON = new Map<number, number>()
for (const [i, language] of LANGUAGES.entries())
  for (const word of (WORDS[language] ?? '').split(' '))
    COMMON.set(wordHash(word), (COMMON.get(wordHash(word)) ?? 0) | (1 << i))

const LONGEST = 7
const BEYOND_LATIN = /[^\0-\u036f\u1e00-\u1eff\u2000-\u2bff]/

/** The likely language of a text as an ISO 639-1 code, from its script or its small words; `und` if unclear. */
export function languageOf(text: string): string {
  const sample = text.slice(0, 1500)
  const script = BEYOND_LATIN.test(sample) ? scriptOf(sample) : null
  if (script !== null) return script
  const { hits, words, letters } = smallWords(sample)
  if (words < 3 && letters < 3) return 'und'
  let best = -1
  let second = 0
  for (const [language, count] of hits.entries()) {
    const most = best < 0 ? 0 : (hits[best] ?? 0)
    if (count > most) {
      second = most
      best = language
    } else if (count > second) second = count
  }
  const most = best < 0 ? 0 : (hits[best] ?? 0)
  const isClear = most >= 2 && most >= words * 0.08 && most > second * 1.2
  return isClear || (most > 0 && second === 0) ? (LANGUAGES[best] ?? 'und') : 'und'
}

/** How often small words of each language stand in a text of Latin letters. */
function smallWords(text: string): { hits: number[]; words: number; letters: number } {
  const hits = new Array<number>(LANGUAGES.length).fill(0)
  let words = 0
  let letters = 0
  let from = -1
  let hash = WORD_START
  for (let i = 0; i <= text.length; i++) {
    const letter = i < text.length ? smallLetter(text.charCodeAt(i)) : 0
    if (letter > 0) {
      if (from < 0) from = i
      hash = wordStep(hash, letter)
      continue
    }
    if (from < 0) continue
    words++
    letters += i - from
    const languages = i - from > LONGEST ? 0 : (COMMON.get(hash) ?? 0)
    for (let language = 0; languages >> language !== 0; language++)
      if ((languages >> language) & 1) hits[language] = (hits[language] ?? 0) + 1
    from = -1
    hash = WORD_START
  }
  return { hits, words, letters }
}

/** The code of a letter in lower case, 0 for anything else. Case matters for the letters of small words alone. */
function smallLetter(code: number): number {
  if (code < 0x80) {
    const lower = code | 0x20
    return lower >= 0x61 && lower <= 0x7a ? lower : 0
  }
  if (code >= 0xc0 && code <= 0xde && code !== 0xd7) return code + 0x20
  return (code >= 0xdf && code <= 0x24f && code !== 0xf7) || (code >= 0x1e00 && code <= 0x1eff) ? code : 0
}

function scriptOf(sample: string): string | null {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 3) return 'und'
  for (const [language, script] of SCRIPTS)
    if ((sample.match(script)?.length ?? 0) > letters * 0.3) return language
  return null
}
