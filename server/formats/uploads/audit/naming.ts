import { EVERY_NAME, SURE_NAME, SURE_VENDOR } from './names.ts'
import {
  A_PERSON,
  LIKELY_ONLY,
  OTHER_SCRIPTS,
  OWN_NAME,
  RULE_OF_LINES,
  RULE_OF_NAMES,
  RULE_OF_WORDS,
  SPEAKS_OF_A_MODEL,
} from './naming-rules.ts'
import { scanText } from './scan.ts'

export type Span = { start: number; end: number }

const NAMES = new RegExp(EVERY_NAME, 'giu')
const AROUND = 160
const NEAR = 60
const SENTENCE = 300
const SURE = new RegExp(`${SURE_NAME}|${SURE_VENDOR}`, 'giu')
const ABOUT_ME =
  /\b(?:i['’]m|i am|i was|i run|i come|i['’]ve been|i have been|my (?:purpose|role|design|training|creators?|makers?|developers?|model|name|knowledge|version|system|architecture)|(?:made|created|trained|built|designed|developed|taught|told|gave|asked|wants?) me|like all|(?:model|assistant|ai|chat-?bot|bot) you(?: are|['’]re) (?:using|talking|speaking|chatting))\b/i
const A_USER =
  /\b(?:(?:i|we|they|he|she|can|to|by|of|in|and) us(?:e|ed|ing)\b|(?:i['’]m|i am|i was) (?:\w+ly )?(?:us|read|learn|writ|work|train|stud|test|try|build|compar|call|hear|apply|think|look|talk|ask|happy|tired|glad|sorry|sure|afraid|interested|excited|impressed|worried|curious|familiar|aware|new)(?:ing)?\b|engineers? at|researcher at|developer at|employ|customer|fan of|job|interview|my (?:boss|brother|sister|friend|colleague|wife|husband|teacher|uncle|aunt|son|daughter|company|project|code|app|phone|laptop|product|account|favou?rite)|your own|api\b|https?:|import |=)/i
const ITS_WORD =
  /\b(?:i|me|my|we|our|us|myself|as|being|unlike|you|you['’]re|this|above|generated|written|produced|powered|created|signed|yours|sincerely|regards|best|cheers|here|name|model|assistant|company|team|ich|als|je|j['’]|en|par|soy|por|como|sono|da|sou|pela|ik|door|jestem|przez|jag|jeg|saya|ben|mi|mein|mon|meu|mijn|mitt|moje|olen|jsem|jmenuji|eu|io|yo|ich|hey|hi|hello|they|answering|helping|text|answer|tôi)\b|^\W{0,4}[\p{L}\p{N} .-]{2,20}:|[^\0-\u024f]/u

/**
 * Where a text says which model wrote it, or whose model: one span per telling phrase.
 *
 * @param names where words stand that may be names; found here if not given
 */
export function namingSpans(text: string, names = scanText(text).names): Span[] {
  const spans = windowsAround(text, names).flatMap((window) => spansWithin(text, window, names))
  if (/[^\0-\u052f]/.test(text))
    for (const match of text.matchAll(OTHER_SCRIPTS)) spans.push(spanOf(match, 0))
  return spans.sort((a, b) => a.start - b.start)
}

/** The lines around the names, as far as they matter; telling phrases are short. */
function windowsAround(text: string, names: number[]): Span[] {
  const windows: Span[] = []
  for (const at of names) {
    const last = windows[windows.length - 1]
    if (last && at < last.end - AROUND / 2) continue
    const lineStart = text.lastIndexOf('\n', Math.max(0, at - 1))
    const signs = text.lastIndexOf('\n', Math.max(0, lineStart - 1))
    const start = Math.max(0, at - AROUND, lineStart - signs < 40 ? signs + 1 : lineStart + 1)
    const newline = text.indexOf('\n', at)
    const end = Math.min(newline < 0 ? text.length : newline, at + 2 * AROUND)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else windows.push({ start, end })
  }
  return windows
}

function spansWithin(text: string, { start, end }: Span, names: number[]): Span[] {
  const isLineStart = start === 0 || text[start - 1] === '\n'
  const lower = lowerCase(text.slice(start, end))
  if (!ITS_WORD.test(lower)) return []
  // A word before a cut beginning, so that what stands there is not taken for the start of a line.
  const words = isLineStart ? lower : `x${lower}`
  const offset = isLineStart ? start : start - 1
  const spans: Span[] = []
  for (const match of claimsIn(words, names, offset)) {
    const span = spanOf(match, offset)
    if (isOwnWord(text, span)) spans.push(span)
  }
  for (const match of words.matchAll(OWN_NAME))
    if (isItsName(text, match, spanOf(match, offset))) spans.push(spanOf(match, offset))
  return spans
}

/**
 * A sentence about the speaker that has a name nobody else bears, unless it tells of what people do with models or
 * for their makers: whatever its words, it most likely says who speaks.
 */
function* nearClaims(words: string): Generator<RegExpMatchArray> {
  for (const match of words.matchAll(SURE)) {
    const before = words.slice(Math.max(0, match.index - SENTENCE), match.index)
    const after = words.slice(match.index, match.index + match[0].length + SENTENCE)
    const from = Math.max(...['. ', '\n', '? ', '! ', '; '].map((mark) => before.lastIndexOf(mark))) + 1
    const stop = after.slice(match[0].length).search(/[.!?;\n](?:\s|$)/)
    const to = stop < 0 ? after.length : match[0].length + stop
    const around =
      before.slice(Math.max(from, before.length - NEAR)) +
      after.slice(0, Math.min(to, match[0].length + NEAR))
    if (ABOUT_ME.test(around) && !A_USER.test(before.slice(from) + after.slice(0, to))) yield match
  }
}

function* claimsIn(words: string, names: number[], offset: number): Generator<RegExpMatchArray> {
  yield* words.matchAll(RULE_OF_WORDS)
  yield* words.matchAll(RULE_OF_LINES)
  yield* nearClaims(words)
  for (const at of names) {
    if (at < offset || at >= offset + words.length) continue
    RULE_OF_NAMES.lastIndex = at - offset
    const match = RULE_OF_NAMES.exec(words)
    if (match) yield match
  }
}

/** Lower case without change of length, so that places stay places. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

const spanOf = (match: RegExpMatchArray, offset: number): Span => ({
  start: (match.index ?? 0) + offset,
  end: (match.index ?? 0) + offset + match[0].length,
})

const SOMEBODY_ELSE =
  /^(?:['’]s)? (?:users?|customers?|employees?|partners?|subscribers?|fans?|plus|engineers?|researchers?|developers?|experts?|headquarters|competitors?|student|graduate)\b/i

/** "I am writing about ChatGPT" has the words, not the claim; a sentence about somebody else is no claim. */
function isOwnWord(text: string, { start, end }: Span): boolean {
  if (SOMEBODY_ELSE.test(text.slice(end, end + 40)) && !/as an?/i.test(text.slice(start, start + 5)))
    return false
  const opening = text.slice(start, Math.min(end, start + 24))
  if (!NOUN_OR_DEED.test(opening)) return true
  return isFirstPerson(sentenceAround(text, start, end))
}

/** What could be said of anybody: only a sentence in the first person makes it a claim. */
const NOUN_OR_DEED =
  /^(?:\W*)(?:AI|model|assistant|chat-?bot|bot|network|LLM|intelligence|one|modelo|modèle|modello|taalmodel|Sprachmodell|KI|IA|(?:cré|développ|entraîn|conç)[ué]{1,2}e?s?|(?:cread|entrenad|desarrollad|diseñad|treinad|criad|desenvolvid)[oa]|addestrato|sviluppato|creato|ontwikkeld|getraind|gemaakt|stworzony|wytrenowany)(?![\p{L}])/iu

const FIRST_PERSON =
  /(?:^|[^\p{L}])(?:I|I['’]m|I['’]ve|me|my|myself|j['’]|je|suis|yo|ich|soy|sou|fui|sono|mi|eu|ik|jestem|zostałem)(?:[^\p{L}]|$)|you(?: are|['’]re) (?:talking|chatting|speaking|using)|^\W*(?:as|being|you(?: are|['’]re))\b/iu

/** "GPT-4 is a model developed by OpenAI" speaks of another; "As a model developed by OpenAI, I" does not. */
const isFirstPerson = (sentence: string) => FIRST_PERSON.test(sentence)

function sentenceAround(text: string, start: number, end: number): string {
  const begin = Math.max(...['. ', '\n', '? ', '! '].map((mark) => text.lastIndexOf(mark, start))) + 1
  const stop = text.slice(end, end + 300).search(/[.!?\n]/)
  return text.slice(Math.max(begin, start - 300), stop < 0 ? end + 300 : end + stop)
}

function isItsName(text: string, match: RegExpMatchArray, { end }: Span): boolean {
  const name = match[1] ?? ''
  const opening = match[0].slice(0, -name.length)
  const rest = text.slice(end, end + 100)
  const sentence = /^[^.!?\n]*/.exec(rest)?.[0] ?? ''
  const speaks = SPEAKS_OF_A_MODEL.test(sentence)
  const isLikely = LIKELY_ONLY.test(name)
  if (/\b(?:as|being) $/.test(opening))
    return isLikely && /^,?\s*(?:I\b|my\b|an? (?:AI|language|artificial))/i.test(rest)
  if (A_PERSON.test(rest) && !speaks) return false
  if (speaks && /^,? (?:an?|the|your|and|from|by)\b/i.test(sentence)) return true
  if (isLikely && /^ and (?:I\b|how|what)/i.test(rest)) return true
  if (/^this is /.test(match[0])) return isLikely && /^[.!]/.test(rest)
  return isLikely && /^\s*(?:$|[.!?,;:)—–-])/.test(rest)
}

/** The names inside telling phrases, to the end of their sentences: what a mask has to hide. Each place once. */
export function namesWithin(text: string, spans: Span[]): Span[] {
  const told: Span[] = []
  let stop = -1
  for (const { start, end } of spans) {
    if (stop < end) {
      const mark = text.slice(end).search(/[.!?\n]/)
      stop = mark < 0 ? text.length : end + mark
    }
    const last = told.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, stop)
    else told.push({ start, end: stop })
  }
  return told.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(NAMES)].map((match) => spanOf(match, start)),
  )
}
