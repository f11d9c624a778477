export interface Line {
  line: number
  /** Null where the line is not UTF-8 text. */
  text: string | null
}

/** Whole lines as bytes, as many at a time as the chunks allow, without the newline after the last of them. */
export async function* blocksOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = []
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      rest.push(chunk)
      continue
    }
    yield joined([...rest, chunk.subarray(0, end - 1)])
    rest = end < chunk.length ? [chunk.subarray(end)] : []
  }
  if (rest.length > 0) yield joined(rest)
}

/** Lines of UTF-8 text, chunk by chunk. Split at \n only; a trailing \r is not part of the line, nor a leading BOM. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  let next = 1
  for await (const bytes of blocksOf(chunks)) {
    const lines = linesIn(bytes, next)
    next += lines.length
    yield lines
  }
}

export const NEWLINE = 0x0a
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** No UTF-8 character holds the byte of a newline, so whole lines can be decoded by themselves. */
export function linesIn(bytes: Uint8Array, from: number): Line[] {
  const text = decoded(bytes)
  const texts = text === null ? splitBytes(bytes).map(decoded) : text.split('\n')
  return texts.map((one, k) => ({ line: from + k, text: one && trimmed(one, from + k === 1) }))
}

function trimmed(text: string, isFirst: boolean): string {
  const from = isFirst && text.startsWith('\uFEFF') ? 1 : 0
  return text.endsWith('\r') ? text.slice(from, -1) : from === 0 ? text : text.slice(from)
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  let from = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
    parts.push(bytes.subarray(from, end))
    from = end + 1
  }
  return [...parts, bytes.subarray(from)]
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts)
}
