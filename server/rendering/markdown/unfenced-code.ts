import { indentOf } from '../line-ends.ts'

/** What hardly any sentence looks like. */
const sure: RegExp[] = [
  /^(?:async )?def \w+\s*\(|^class \w+(?:\(.*\))?:\s*(?:#.*)?$/,
  /^from [\w.]+ import [\w*(]/,
  /^(?:async )?for \w+(?:, ?\w+)* in .+:\s*(?:#.*)?$|^with .+ as \w+:$/,
  /^(?:if|elif|while) .*(?:[=!<>]=|\w\(|\w\[|__).*:\s*(?:#.*)?$/,
  /^#include\s*[<"]|^#!\/|^#(?:define|ifdef|ifndef|endif|pragma)\b/,
  /^<!doctype\b|^<\?(?:php|xml)\b|^<html\b[^>]*>/i,
  /^>>> \S|^In \[\d+\]: |^\$ [a-z]/,
  /^"[^"]+"\s*:\s*(?:[{[]|(?:["{[\d-]|true|false|null).*,)$/,
  /^(?:[\w$.<>[\]:*&]+ ){0,4}[\w$.<>[\]:*&]*(?:\w\(|\s[-+*/|&]?=\s).*[)\w"'\]}];\s*(?:\/\/.*)?$/,
  /^(?:[\w$]+ ){0,3}[\w$.]+\s?\(.*\)\s*(?::\s*[\w<>[\]]+\s*|->\s*\S+\s*|=>\s*)?\{$|^\}?\s*(?:else|try|finally|do)\s*\{$|^\}\s*(?:else|catch|while)\b.*[{;]$/,
  /^(?:public |private |export |abstract )*(?:class|interface|struct|enum|namespace|trait|impl) \w.*\{$/,
  /^[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*(?:[-+*/%|&^]|\*\*|\/\/)?=\s*(?:[A-Za-z_][\w.]*\(|["'[{]|None$|True$|False$|new |lambda )/,
  /^[A-Za-z_]\w*(?:\.\w+)+\(.*\)\s*;?$|^[a-z]+_\w*\(.*\)\s*;?$|^[A-Za-z_]\w*\(["'].*\)\s*;?$/,
  /^(?:SELECT|INSERT INTO|DELETE FROM|CREATE (?:TABLE|INDEX|VIEW)|ALTER TABLE)\b/,
  /^"""|^'''/,
]

/** What belongs to code beside a line that is sure, and to a sentence elsewhere. */
const likely: RegExp[] = [
  /^(?:if|elif|while|for|with|except|async) .+:\s*(?:#.*)?$|^(?:else|try|finally|except):\s*(?:#.*)?$/,
  /^(?:return|yield|raise|assert|del|await|import|global|nonlocal|package|using)\b/,
  /^(?:pass|break|continue|end|fi|done|do|then|esac)$/,
  /^[}\])]+[;,)]*$|^[{[(]$|[{([]$/,
  /^[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*(?:[-+*/%|&^]|\*\*|\/\/)?=\s*\S/,
  /^[A-Za-z_][\w.]*\(.*\)\s*;?$/,
  /;$/,
  /^@\w[\w.]*(?:\(.*\))?$/,
  /^\.\.\. ?|\s\\$/,
  /^(?:sudo|pip3?|npm|npx|git|docker|kubectl|apt|apt-get|brew|curl|cd|mkdir|echo|export|python3?|conda) \S/,
  /^(?:FROM|WHERE|(?:LEFT |RIGHT |INNER |OUTER |CROSS )*JOIN|GROUP BY|ORDER BY|HAVING|LIMIT|AND|OR|ON|VALUES|SET|UNION)\b/,
  /^<\/?[a-z][^>]*>/i,
  /^[+-]?\d[\d.]*,?$|^(?:true|false|null),?$/,
]

const longest = 400
const mostComments = 20
const comment = /^(?:#(?!#)|\/\/|--(?!-)|\/\*|\*\/|\* )/
const listed = /^(?:[-*+•] |\d{1,9}[.)] |\||>(?!>> ))/
const fence = /^(?:\s|>|[-*+] |\d{1,9}[.)] ){0,20}(`{3,}|~{3,})/

/**
 * Models that answer in code alone often leave the fence out, and Markdown would take its lines for a paragraph, its
 * underscores for emphasis and its comments for headings. Two lines and more that are code get a fence.
 */
export function fenceCode(text: string): string {
  const lines = text.split('\n')
  const shown: string[] = []
  for (let at = 0; at < lines.length; ) {
    const closed = endOfFence(lines, at)
    const end = closed > at ? closed : endOfCode(lines, at)
    const part = lines.slice(at, Math.max(end, at + 1))
    shown.push(...(closed <= at && end > at ? fenced(part) : part))
    at = Math.max(end, at + 1)
  }
  return shown.join('\n')
}

function endOfFence(lines: string[], start: number): number {
  const mark = fence.exec(lines[start] as string)?.[1]
  if (!mark) return start
  const closing = new RegExp(`^[\\s>]*${mark.charAt(0)}{${mark.length},}\\s*$`)
  const end = lines.findIndex((line, at) => at > start && closing.test(line))
  return end < 0 ? lines.length : end + 1
}

/** Where the code that begins at a line stops, or that line where none does. */
function endOfCode(lines: string[], start: number): number {
  const least = indentOf(lines[start] as string)
  const before = lines[start - 1] ?? ''
  if (!opensCode(lines, start) || /^\s*</.test(before) || (least >= 4 && before === '')) return start
  let end = start
  let written = 0
  let hasSure = false
  let quote: string | null = null
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] as string
    const words = line.trim()
    if (words === '') continue
    if (fence.test(line) || (quote === null && !belongs(lines, at, least))) break
    hasSure ||= isSure(words)
    quote = quoteAfter(words, quote)
    written++
    end = at + 1
  }
  return hasSure && written > 1 ? end : start
}

function opensCode(lines: string[], at: number): boolean {
  const words = (lines[at] as string).trim()
  if (words === '') return false
  if (isSure(words)) return true
  if (listed.test(words) || !(comment.test(words) || isLikely(words))) return false
  for (const line of lines.slice(at + 1, at + 4)) {
    const next = line.trim()
    if (isSure(next)) return true
    if (listed.test(next) || !(comment.test(next) || isLikely(next))) return false
  }
  return false
}

function belongs(lines: string[], at: number, least: number): boolean {
  const line = lines[at] as string
  const words = line.trim()
  if (isSure(words)) return true
  if (listed.test(words) && !comment.test(words)) return false
  if (indentOf(line) >= least + 2) return true
  if (comment.test(words)) return belongsNext(lines, at + 1)
  return isLikely(words)
}

/** A comment is one where code comes after it; between empty lines it is a heading. */
function belongsNext(lines: string[], from: number): boolean {
  if ((lines[from - 2] ?? '') === '' && (lines[from] ?? '') === '') return false
  let comments = 0
  for (let at = from; at < lines.length && comments < mostComments; at++) {
    const words = (lines[at] as string).trim()
    if (words === '') continue
    if (!comment.test(words)) return isSure(words) || isLikely(words)
    comments++
  }
  return false
}

const isSure = (words: string) => words.length < longest && sure.some((pattern) => pattern.test(words))
const isLikely = (words: string) => words.length < longest && likely.some((pattern) => pattern.test(words))

/** Which triple quotes or comment a line leaves open, in which anything may stand. */
function quoteAfter(words: string, quote: string | null): string | null {
  let open = quote
  for (const [mark] of words.matchAll(/"""|'''|\/\*|\*\//g)) {
    if (open === null) open = mark === '*/' ? null : mark
    else if (open === mark || (open === '/*' && mark === '*/')) open = null
  }
  return open
}

/** However many empty lines part two pieces of code, they look the same. */
function fenced(lines: string[]): string[] {
  const longest = lines.reduce((most, line) => Math.max(most, /`{3,}/.exec(line)?.[0].length ?? 2), 2)
  const indent = /^\s*/.exec(lines[0] as string)?.[0] ?? ''
  const mark = indent + '`'.repeat(longest + 1)
  const shown = lines.filter((line, at) => line !== '' || lines[at - 1] !== '')
  return [mark, ...shown, mark]
}
