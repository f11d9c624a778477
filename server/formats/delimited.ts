import { type Line, linesOf } from './text-lines.ts'

/** `fields` of a record that begins on `line`, or what is wrong with it. */
export type DelimitedRecord = { line: number; fields: string[]; error: null } | BrokenRecord
type BrokenRecord = { line: number; fields: null; error: string }

/**
 * Records of delimited text (RFC 4180), line by line: a field that begins with a quote may hold the delimiter, doubled
 * quotes and line ends; a quote elsewhere is a quote. Without a delimiter the header decides between comma, semicolon
 * and tab.
 *
 * A quote that is never closed breaks the line it stands on, not the rest of the file.
 */
export class RecordReader {
  #open: OpenRecord | null = null

  constructor(public delimiter: string | null) {}

  /** Whether the last line ended inside a quoted field. */
  get isOpen(): boolean {
    return this.#open !== null
  }

  /** The record that ends on this line, if one does. */
  take({ line, text }: Line): DelimitedRecord | null {
    if (text === null) {
      const from = this.#open?.line ?? line
      this.#open = null
      return broken(from, 'it is not UTF-8 text')
    }
    this.delimiter ??= delimiterOf(text)
    if (!this.#open && !text.includes('"')) return { line, fields: text.split(this.delimiter), error: null }
    this.#open ??= { line, fields: [], quoted: null, texts: [] }
    const open = this.#open
    const error = addLine(open, text, this.delimiter)
    if (open.quoted !== null) return null
    this.#open = null
    return error === null ? { line: open.line, fields: open.fields, error } : broken(open.line, error)
  }

  /** What is left when no line follows. */
  end(): DelimitedRecord[] {
    const records: DelimitedRecord[] = []
    for (let open = this.#open; open; open = this.#open) {
      const { line, texts } = open
      this.#open = null
      records.push(broken(line, 'a quoted field is never closed'))
      for (const [k, text] of texts.slice(1).entries()) {
        const record = this.take({ line: line + 1 + k, text })
        if (record) records.push(record)
      }
    }
    return records
  }
}

/** Records of delimited text, chunk by chunk. */
export async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string | null,
): AsyncGenerator<DelimitedRecord[]> {
  const reader = new RecordReader(delimiter)
  for await (const lines of linesOf(chunks)) yield lines.flatMap((line) => reader.take(line) ?? [])
  yield reader.end()
}

type OpenRecord = {
  line: number
  fields: string[]
  /** The parts of the quoted field that is still open; null when none is. */
  quoted: string[] | null
  texts: string[]
}

const broken = (line: number, error: string): BrokenRecord => ({ line, fields: null, error })

/** Reads one more line into a record. @returns what is wrong with it, or null. */
function addLine(record: OpenRecord, text: string, delimiter: string): string | null {
  record.texts.push(text)
  let at = 0
  for (;;) {
    if (record.quoted === null && text[at] !== '"') {
      const end = text.indexOf(delimiter, at)
      record.fields.push(text.slice(at, end < 0 ? text.length : end))
      if (end < 0) return null
      at = end + 1
      continue
    }
    at = record.quoted === null ? at + 1 : at
    record.quoted ??= []
    const end = closingQuote(text, at)
    record.quoted.push(text.slice(at, end < 0 ? text.length : end).replaceAll('""', '"'))
    if (end < 0) return null
    record.fields.push(record.quoted.join('\n'))
    record.quoted = null
    at = end + 1
    if (at >= text.length) return null
    if (text[at] !== delimiter) return 'a quoted field goes on after its closing quote'
    at += 1
  }
}

/** The first quote from `at` on that is not doubled, or −1. */
function closingQuote(text: string, at: number): number {
  for (let end = text.indexOf('"', at); end >= 0; end = text.indexOf('"', end + 2)) {
    if (text[end + 1] !== '"') return end
  }
  return -1
}

function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark
}
