import { isUtf8 } from 'node:buffer'
import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem } from '../reports/problem.ts'

/** Parses one JSON value. Python's NaN and Infinity read as null; depth is limited. */
export function parseJson(bytes: Buffer, limits: Limits): unknown {
  if (!isUtf8(bytes)) throw new Problem('not_utf8', 'it is not valid UTF-8; save the file as UTF-8')
  const text = bytes.toString('utf8')
  const value = parseText(text)
  if (isDeeperThan(value, limits.depth))
    throw new Problem('too_deep', overLimit('its values are nested too deep', 'depth', limits))
  return value
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const mended = withoutNaN(text)
    if (mended !== text) {
      try {
        return JSON.parse(mended)
      } catch {
        // the first error names the place in the text as it was
      }
    }
    throw new Problem('bad_json', `it is not valid JSON: ${reason(error)}`)
  }
}

const reason = (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  return message.length > 120 ? `${message.slice(0, 117)}...` : message
}

/** A text that is never closed goes to the end, so that no quote in it is tried as a beginning. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\bInfinity\b|\bNaN\b/gs

const withoutNaN = (text: string) =>
  /NaN|Infinity/.test(text) ? text.replace(TOKENS, (token) => (token.startsWith('"') ? token : 'null')) : text

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth === 0) return true
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], depth - 1)) return true
  return false
}
