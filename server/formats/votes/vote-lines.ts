import { isUtf8 } from 'node:buffer'
import { ByteNames } from '../byte-names.ts'
import { blocksOf, linesIn, NEWLINE } from '../text-lines.ts'
import type { TableReader, VoteRow } from './vote-rows.ts'

/** Takes a row of fields that all have a meaning (−1: no such column); false if there is more to say about it. */
export type PlainRow = (meanings: Int32Array) => boolean

export interface LineOptions {
  table: TableReader
  /** For each wanted column what a field of it stands for; negative sends the row to `row`. */
  meanings: readonly ((text: string) => number)[]
  plain: PlainRow
  /** Takes every other row, field by field. */
  row: (row: VoteRow) => void
}

const [QUOTE, RETURN] = [0x22, 0x0d]
const FNV = { start: 0x811c9dc5 | 0, prime: 0x01000193 }

/**
 * Reads delimited votes by their bytes. A line without quotes whose fields all have a meaning never becomes text;
 * any other goes the long way, which alone decides what is wrong with it.
 */
export async function readVoteLines(chunks: AsyncIterable<Uint8Array>, options: LineOptions): Promise<void> {
  const { table, row } = options
  const scan = scanner(options)
  let number = 1
  for await (const bytes of blocksOf(chunks)) {
    const isText = isUtf8(bytes)
    for (let from = 0; from <= bytes.length; number++) {
      const next = isText && table.delimiter !== null ? scan(bytes, from, table.delimiter) : -1
      if (next >= 0) {
        from = next
        continue
      }
      const newline = bytes.indexOf(NEWLINE, from)
      const end = newline < 0 ? bytes.length : newline
      for (const one of linesIn(bytes.subarray(from, end), number)) {
        const found = table.take(one)
        if (found) row(found)
      }
      from = end + 1
    }
  }
  for (const left of table.end()) row(left)
}

/** A function that takes the line at `from` and says where the next begins, or −1 for a line it cannot take. */
function scanner({ table, meanings, plain }: LineOptions) {
  const names = meanings.map((meaning) => new ByteNames(meaning))
  const found = new Int32Array(meanings.length).fill(-1)
  let columns: Int32Array | null = null
  return (bytes: Uint8Array, from: number, delimiter: string): number => {
    columns ??= columnsOf(table)
    const mark = delimiter.charCodeAt(0)
    let [start, place, hash] = [from, 0, FNV.start]
    for (let at = from; ; at++) {
      const byte = at < bytes.length ? (bytes[at] as number) : NEWLINE
      if (byte === QUOTE) return -1
      if (byte !== mark && byte !== NEWLINE) {
        if (byte !== RETURN) hash = Math.imul(hash ^ byte, FNV.prime)
        else if (at + 1 < bytes.length && bytes[at + 1] !== NEWLINE) return -1
        continue
      }
      const wanted = place < columns.length ? (columns[place] as number) : -1
      if (wanted >= 0) {
        const end = byte === NEWLINE && at > start && bytes[at - 1] === RETURN ? at - 1 : at
        const meaning = (names[wanted] as ByteNames).meaning(bytes, start, end, hash)
        if (meaning < 0) return -1
        found[wanted] = meaning
      }
      place++
      if (byte === NEWLINE) {
        return place === columns.length && plain(found) ? at + 1 : -1
      }
      start = at + 1
      hash = FNV.start
    }
  }
}

/** For each column of the file which wanted one it is; −1 for none. */
function columnsOf({ width, places }: TableReader): Int32Array {
  const columns = new Int32Array(width).fill(-1)
  for (const [wanted, place] of places.entries()) if (place >= 0) columns[place] = wanted
  return columns
}
