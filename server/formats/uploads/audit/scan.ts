import { WORD_START, wordHash, wordStep } from '../content/word-hash.ts'
import { NAME_WORDS } from './names.ts'

export const TOKEN_BITS = 12
const TOKENS = 1 << TOKEN_BITS
const LONGEST = 200_000

/** What one pass over a text finds: where names may stand, its look, and which words it uses. */
export type Scan = {
  /** where words stand that may be a model's or a vendor's name, or a label of the study */
  names: number[]
  hasAngle: boolean
  hasBracket: boolean
  hasInvisible: boolean
  hasImage: boolean
  headings: number
  listItems: number
  tableRows: number
  fences: number
  bold: number
  emoji: number
  exclamations: number
  paragraphs: number
  lines: number
  /** distinct words, hashed to `TOKEN_BITS` bits; valid until the next scan */
  tokens: Uint16Array
  tokenCount: number
}

const OTHER = 0
const LETTER = 1
const DIGIT = 2
const KINDS = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const letter = String.fromCharCode(code)
  if (/[a-z]/i.test(letter)) KINDS[code] = LETTER
  else if (/\d/.test(letter)) KINDS[code] = DIGIT
}

const bucketOf = (hash: number) => (hash ^ (hash >>> TOKEN_BITS) ^ (hash >>> 24)) & (TOKENS - 1)

const NAME_HASHES = new Set([...NAME_WORDS].map(wordHash))
const noWords: ReadonlySet<number> = new Set()
const stamps = new Uint32Array(TOKENS)
const tokens = new Uint16Array(TOKENS)
let stamp = 0

/** @param labels hashes of further words to report among the names */
export function scanText(whole: string, labels: ReadonlySet<number> = noWords): Scan {
  const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole
  const scan: Scan = {
    names: [],
    hasAngle: false,
    hasBracket: false,
    hasInvisible: false,
    hasImage: false,
    headings: 0,
    listItems: 0,
    tableRows: 0,
    fences: 0,
    bold: 0,
    emoji: 0,
    exclamations: 0,
    paragraphs: 0,
    lines: 1,
    tokens,
    tokenCount: 0,
  }
  stamp++
  let hash = WORD_START
  let from = -1
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x20
    const kind = code < 128 ? (KINDS[code] as number) : kindBeyondAscii(code, scan)
    if (kind === LETTER) {
      if (from < 0) from = i
      hash = wordStep(hash, code < 128 ? code | 0x20 : code)
      continue
    }
    if (from >= 0) {
      if (NAME_HASHES.has(hash) || labels.has(hash)) scan.names.push(from)
      addToken(scan, hash)
      hash = WORD_START
      from = -1
    }
    if (kind === OTHER && code > 0x20 && code < 128) {
      mark(text, i, code, scan)
      addToken(scan, code)
    } else if (code === 0x0a) lineStart(text, i + 1, scan)
  }
  if (text.length > 0) lineStart(text, 0, scan)
  scan.lines--
  return scan
}

function addToken(scan: Scan, hash: number) {
  const bucket = bucketOf(hash)
  if (stamps[bucket] === stamp) return
  stamps[bucket] = stamp
  tokens[scan.tokenCount++] = bucket
}

function mark(text: string, at: number, code: number, scan: Scan) {
  if (code === 0x3c) scan.hasAngle = true
  else if (code === 0x5b) scan.hasBracket = true
  else if (code === 0x21) {
    if (text.charCodeAt(at + 1) === 0x5b) scan.hasImage = true
    else scan.exclamations++
  } else if (code === 0x2a && text.charCodeAt(at + 1) === 0x2a) scan.bold += 0.5
}

function kindBeyondAscii(code: number, scan: Scan): number {
  if (isInvisible(code)) {
    scan.hasInvisible = true
    return OTHER
  }
  if (code >= 0xd83c && code <= 0xd83e) scan.emoji++
  if (code >= 0x2010 && code <= 0x206f) return OTHER
  if (code >= 0x3000 && code <= 0x9fff) {
    addToken(scan, wordStep(WORD_START, code))
    return OTHER
  }
  return code === 0xa0 ? OTHER : LETTER
}

const isInvisible = (code: number) =>
  code === 0xad ||
  code === 0x61c ||
  code === 0x180e ||
  code === 0xfeff ||
  code === 0xdb40 ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x2069)

/** Markdown shows at the beginning of lines. */
function lineStart(text: string, start: number, scan: Scan) {
  scan.lines++
  let at = start
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++
  const code = text.charCodeAt(at)
  if (code === 0x0a) scan.paragraphs++
  else if (code === 0x60 || code === 0x7e) {
    if (text.startsWith(code === 0x60 ? '```' : '~~~', at)) scan.fences++
  } else if (scan.fences % 2 === 1 && start > 0) return
  else if (code === 0x23) {
    if (/^#{1,6} /.test(text.slice(at, at + 7))) scan.headings++
  } else if (code === 0x2d || code === 0x2a || code === 0x2b) {
    if (text.charCodeAt(at + 1) === 0x20) scan.listItems++
  } else if (code === 0x7c) scan.tableRows++
  else if (code >= 0x30 && code <= 0x39 && /^\d{1,3}[.)] /.test(text.slice(at, at + 5))) scan.listItems++
}
