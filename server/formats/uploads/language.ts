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
const COMMON = Object.entries(WORDS).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}))

/** The likely language of a text as an ISO 639-1 code, from its script or its small words; `und` if unclear. */
export function languageOf(text: string): string {
  const sample = text.slice(0, 1500)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < 3) return 'und'
  if (/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(sample))
    for (const [language, script] of SCRIPTS)
      if ((sample.match(script)?.length ?? 0) > letters * 0.3) return language
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  let best = { language: 'und', hits: 0 }
  let second = 0
  for (const { language, words: common } of COMMON) {
    let hits = 0
    for (const word of words) if (common.has(word)) hits++
    if (hits > best.hits) {
      second = best.hits
      best = { language, hits }
    } else if (hits > second) second = hits
  }
  const isClear = best.hits >= 2 && best.hits >= words.length * 0.08 && best.hits > second * 1.2
  return isClear ? best.language : words.length >= 1 && best.hits > 0 && second === 0 ? best.language : 'und'
}
