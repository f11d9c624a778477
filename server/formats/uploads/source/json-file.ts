import { type Fields, isFields } from '../content/values.ts'
import type { Limits } from '../reports/limits.ts'
import { Problem } from '../reports/problem.ts'
import { elements } from './elements.ts'
import { parseJson } from './json.ts'
import { lines, type Piece } from './lines.ts'
import { partialJson } from './partial-json.ts'

export type Row = { line: number; value: unknown } | { line: number; problem: Problem }

export const looksLikeJson = (head: string) => {
  const start = head.trimStart().slice(0, 200)
  return /^\{\s*(?:["}]|$)/.test(start) || /^\[\s*(?:[[{"\]\d-]|true\b|false\b|null\b|NaN\b|$)/.test(start)
}

/** Whether each line is a value of its own, or values run over lines as they like. */
export function isLineByLine(head: string, limits: Limits): boolean {
  if (!head.trimStart().startsWith('{')) return false
  const [first = '', second] = head.split('\n').filter((line) => line.trim() !== '')
  if (isWholeValue(first, limits)) return true
  return second?.trimStart().startsWith('{') === true && first.trim() !== '{'
}

export const isOneLine = (head: string) => head.trim().indexOf('\n') === -1

function isWholeValue(line: string, limits: Limits) {
  try {
    parseJson(Buffer.from(line), limits)
    return true
  } catch (error) {
    return error instanceof Problem && error.code === 'too_deep'
  }
}

/** The first bytes of a document as far as they parse; {} for anything but an object. */
export function documentHead(head: string, limits: Limits): Fields {
  const value = partialJson(head, limits)
  return isFields(value) ? value : {}
}

export type JsonLayout = { byLine: boolean; path: readonly string[]; keyed?: boolean }

export async function* jsonRows(
  chunks: AsyncIterable<Buffer>,
  { byLine, path, keyed = false }: JsonLayout,
  limits: Limits,
): AsyncGenerator<Row[]> {
  const pieces = byLine ? lines(chunks, limits) : elements(chunks, { path, keyed, limits })
  for await (const batch of pieces) {
    const rows: Row[] = []
    for (const piece of batch) {
      const row = parsed(piece, limits)
      if (row) rows.push(row)
    }
    if (rows.length > 0) yield rows
  }
}

function parsed(piece: Piece, limits: Limits): Row | null {
  if ('problem' in piece) return piece
  if (isBlank(piece.bytes)) return null
  try {
    const value = parseJson(piece.bytes, limits)
    return { line: piece.line, value: piece.key === undefined ? value : keyedRow(piece.key, value) }
  } catch (error) {
    if (error instanceof Problem) return { line: piece.line, problem: error }
    if (error instanceof RangeError)
      return { line: piece.line, problem: new Problem('bad_json', 'it cannot be parsed as JSON') }
    throw error
  }
}

/** A key that is more than a number names its row. */
const keyedRow = (key: string, value: unknown) =>
  isFields(value) && !('id' in value) && !/^\d+$/.test(key) ? { id: key, ...value } : value

const isBlank = (bytes: Buffer) => bytes.length < 64 && bytes.toString('latin1').trim() === ''

/** Everything of a document but the list its rows are in. */
export async function documentAround(
  chunks: AsyncIterable<Buffer>,
  path: readonly string[],
  limits: Limits,
): Promise<Fields> {
  const parts: Buffer[] = []
  let length = 0
  const rest = (bytes: Buffer) => {
    length += bytes.length
    if (length <= limits.headerBytes) parts.push(Buffer.from(bytes))
  }
  for await (const _ of elements(chunks, { path, limits, rest })) {
    // only what lies around the elements is wanted
  }
  return documentHead(Buffer.concat(parts).toString('utf8'), limits)
}
