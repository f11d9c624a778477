import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem } from '../reports/problem.ts'

/** One piece of a file: its bytes, or why they cannot be had. */
export type Piece = { line: number; bytes: Buffer; key?: string } | { line: number; problem: Problem }

const NEWLINE = 0x0a

/**
 * Lines split at `\n` alone: U+2028 stands inside strings of real files. A line over the limit is reported and
 * passed over without being held in memory.
 */
export async function* lines(chunks: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<Piece[]> {
  let line = 1
  let parts: Buffer[] = []
  let length = 0
  const tooLong = () => length > limits.lineBytes
  const take = (bytes: Buffer) => {
    length += bytes.length
    if (tooLong()) parts = []
    else if (bytes.length > 0) parts.push(bytes)
  }
  const finish = (): Piece => {
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    const piece: Piece = tooLong() ? { line, problem: lineTooLong(line, limits) } : { line, bytes }
    parts = []
    length = 0
    line++
    return piece
  }
  for await (const chunk of chunks) {
    const done: Piece[] = []
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, at))
      done.push(finish())
      from = at + 1
    }
    take(chunk.subarray(from))
    if (done.length > 0) yield done
  }
  if (length > 0) yield [finish()]
}

const lineTooLong = (line: number, limits: Limits) =>
  new Problem('line_too_long', overLimit('it is too long', 'lineBytes', limits), { line })
