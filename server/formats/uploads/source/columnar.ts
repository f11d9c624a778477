import { at, type Fields, isFields } from '../content/values.ts'
import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem, refusal } from '../reports/problem.ts'
import { parseJson } from './json.ts'
import type { Row } from './json-file.ts'

/** Whether an object holds columns, each a list of plain values or an object from row number to value, as pandas writes. */
export function isColumnar(document: Fields, fewest = 2): boolean {
  const columns = Object.values(document)
  return columns.length >= fewest && columns.every(isColumn)
}

const isPlain = (value: unknown) => value === null || typeof value !== 'object'

const isColumn = (column: unknown) =>
  Array.isArray(column)
    ? column.length > 0 && column.every(isPlain)
    : isFields(column) &&
      Object.keys(column).length > 0 &&
      Object.entries(column).every(([key, value]) => /^\d+$/.test(key) && isPlain(value))

/** The rows that columns make, as long as the longest of them, or the first of them. */
export function rowsOfColumns(document: Fields, most = Number.POSITIVE_INFINITY): Fields[] {
  const names = Object.keys(document)
  const keys = new Set<string>()
  for (const column of Object.values(document)) for (const key of Object.keys(column as object)) keys.add(key)
  return [...keys]
    .slice(0, most)
    .map((key) => Object.fromEntries(names.map((name) => [name, at(document[name], key) ?? null])))
}

/** As `rowsOfColumns`, of a whole file, which must be held in memory for it. */
export async function* columnarRows(chunks: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<Row[]> {
  const document = await wholeDocument(chunks, limits)
  if (document === null || !isColumnar(document))
    throw new Problem('bad_json', 'its columns do not all hold plain values', { wholeFile: true })
  yield rowsOfColumns(document).map((value, i) => ({ line: i + 1, value }))
}

/** A document read as one value; null where it is no object. */
export async function wholeDocument(chunks: AsyncIterable<Buffer>, limits: Limits): Promise<Fields | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > limits.sheetBytes)
      throw refusal(
        'too_large',
        overLimit('A document of columns cannot be that large', 'sheetBytes', limits),
      )
    parts.push(Buffer.from(chunk))
  }
  const document = parseJson(Buffer.concat(parts), limits)
  return isFields(document) ? document : null
}
