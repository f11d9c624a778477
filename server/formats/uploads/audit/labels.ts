import { wordHash } from '../content/word-hash.ts'
import type { Span } from './naming.ts'

const PLAIN =
  /^(?:fine|tuned|finetuned|base|baseline|line|prompt|prompted|prompting|careful|simple|retrieval|augmented|rag|agent|model|models|system|new|old|control|test|version|default|chat|instruct|long|short|few|zero|shot|shots|with|without|and|no|the|a|b|c|v|large|small|medium|mini|pre|post|trained|training|set|up|one|two|our|ours|their|human|reference|gold|output|response|answer|first|second|final|draft)$/

/** The labels of a study that nobody would write by chance, found in texts as whole words. */
export class Labels {
  readonly words = new Set<number>()
  private readonly known = new Set<string>()
  private readonly byWord = new Map<number, string[]>()

  add(label: string) {
    if (this.known.has(label) || this.known.size > 5000) return
    this.known.add(label)
    for (const name of new Set([label, label.split(/[\\/:]/).pop() ?? label])) {
      const lower = name.trim().toLowerCase()
      if (!isDistinctive(lower)) continue
      const word = /[a-z\u0080-\uffff]{2,}/.exec(lower)?.[0]
      if (!word) continue
      const hash = wordHash(word)
      this.words.add(hash)
      this.byWord.set(hash, [...(this.byWord.get(hash) ?? []), lower])
    }
  }

  /** The labels searched for, in lower case. */
  get forms(): string[] {
    return [...new Set([...this.byWord.values()].flat())]
  }

  /** As `spansIn`, without the labels that the prompt has already: to repeat them tells nothing. */
  unaskedSpansIn(text: string, places: number[], asked: () => string): Span[] {
    const spans = this.spansIn(text, places)
    const known = spans.length > 0 ? asked().toLowerCase() : ''
    return spans.filter(({ start, end }) => !known.includes(text.slice(start, end).toLowerCase()))
  }

  /** Where labels stand, among the places where one of their words does. */
  spansIn(text: string, places: number[]): Span[] {
    if (this.words.size === 0 || places.length === 0) return []
    const spans: Span[] = []
    for (const at of places) {
      const word = /^[a-z\u0080-\uffff]+/.exec(text.slice(at, at + 60).toLowerCase())?.[0] ?? ''
      for (const label of this.byWord.get(wordHash(word)) ?? []) {
        const start = at - label.indexOf(word)
        const end = start + label.length
        if (start < 0 || text.slice(start, end).toLowerCase() !== label) continue
        if (isWithinWord(text, start, end)) continue
        spans.push({ start, end })
      }
    }
    return spans
  }
}

const isWithinWord = (text: string, start: number, end: number) =>
  /[\p{L}\p{N}]/u.test(text[start - 1] ?? '') || /^(?:[\p{L}\p{N}]|[-.]\p{N})/u.test(text.slice(end, end + 2))

/** A digit beside letters, or several words of which one is no everyday word of this trade. */
function isDistinctive(label: string): boolean {
  if (label.length < 4 || label.length > 200) return false
  const parts = label.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const odd = parts.filter((part) => !PLAIN.test(part))
  if (odd.length === 0) return false
  return (
    (/\d/.test(label) && /\p{L}{2}/u.test(label)) ||
    (odd.length >= 1 && parts.length >= 2 && /[-_/.:]/.test(label))
  )
}
