import type { Limits } from '../reports/limits.ts'
import { parseJson } from './json.ts'

/** The beginning of a JSON document as a value: cut at the last whole member, everything open closed. */
export function partialJson(head: string, limits: Limits): unknown {
  const { text, closers } = closed(head)
  try {
    return parseJson(Buffer.from(text + closers), { ...limits, depth: limits.depth + 8 })
  } catch {
    return null
  }
}

function closed(head: string): { text: string; closers: string } {
  const open: string[] = []
  let cut = { end: 0, depth: 0 }
  let inString = false
  for (let i = 0; i < head.length; i++) {
    const letter = head[i]
    if (inString) {
      if (letter === '\\') i++
      else if (letter === '"') inString = false
    } else if (letter === '"') inString = true
    else if (letter === '{' || letter === '[') {
      open.push(letter === '{' ? '}' : ']')
      cut = { end: i + 1, depth: open.length }
      if (open.length > 200) break
    } else if (letter === '}' || letter === ']') {
      open.pop()
      cut = { end: i + 1, depth: open.length }
      if (open.length === 0) break
    } else if (letter === ',') cut = { end: i, depth: open.length }
  }
  return { text: head.slice(0, cut.end), closers: open.slice(0, cut.depth).reverse().join('') }
}
