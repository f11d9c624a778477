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
  en: 'the of and to in is that it for you with are this be not what how have from your can was write explain which will should',
  de: 'der die das und ist nicht ein eine mit für auf den von zu im sich wie was werden auch oder wenn sie ich kann bitte',
  fr: 'le la les des et est une un dans que pour qui pas sur avec au ce plus vous il sont comment être ou nous',
  es: 'el la los las de que y en un una es por con para no se del como más su qué cómo pero son está',
  it: 'il lo la gli di che è un una per non con sono del della come più anche nel questo cosa si ma al',
  pt: 'o a os as de que e em um uma é para com não por do da como mais se na no ao são você',
  nl: 'de het een en van is dat op te in niet met voor zijn die er aan hoe wat ook maar worden je als bij',
  pl: 'i w na z do nie się jest to że jak co od po dla są oraz czy przez może ale być tym',
}
const LANGUAGES = Object.keys(WORDS)
/** Small word → the languages that have it. */
const COMMON = new Map<string, number[]>()
for (const [i, language] of LANGUAGES.entries())
  for (const word of (WORDS[language] ?? '').split(' ')) COMMON.set(word, [...(COMMON.get(word) ?? []), i])

const BEYOND_LATIN = /[^\0-\u036f\u1e00-\u1eff\u2000-\u2bff]/

/** The likely language of a text as an ISO 639-1 code, from its script or its small words; `und` if unclear. */
export function languageOf(text: string): string {
  const sample = text.slice(0, 1500)
  const script = BEYOND_LATIN.test(sample) ? scriptOf(sample) : null
  if (script !== null) return script
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < 3 && words.join('').length < 3) return 'und'
  const hits = new Array<number>(LANGUAGES.length).fill(0)
  for (const word of words)
    for (const language of COMMON.get(word) ?? []) hits[language] = (hits[language] ?? 0) + 1
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
  const isClear = most >= 2 && most >= words.length * 0.08 && most > second * 1.2
  return isClear || (most > 0 && second === 0) ? (LANGUAGES[best] ?? 'und') : 'und'
}

function scriptOf(sample: string): string | null {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 3) return 'und'
  for (const [language, script] of SCRIPTS)
    if ((sample.match(script)?.length ?? 0) > letters * 0.3) return language
  return null
}
