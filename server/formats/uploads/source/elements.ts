import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem, refusal } from '../reports/problem.ts'
import type { Piece } from './lines.ts'

export type ElementOptions = {
  /** keys that lead to the list whose elements are wanted; [] for lists, or values, at the top */
  path: readonly string[]
  /** the document is an object whose values are the elements, each with its key */
  keyed?: boolean
  limits: Limits
  /** receives everything that is not an element */
  rest?: (bytes: Buffer) => void
}

/**
 * Cuts JSON text into the elements of one list without holding the text: any number of documents one after the
 * other, pretty-printed or not. It finds where values begin and end; whether they are valid is for the parser.
 */
export async function* elements(
  chunks: AsyncIterable<Buffer>,
  options: ElementOptions,
): AsyncGenerator<Piece[]> {
  const cutter = new ElementCutter(options)
  for await (const chunk of chunks) {
    const pieces = cutter.push(chunk)
    if (pieces.length > 0) yield pieces
  }
  const last = cutter.end()
  if (last.length > 0) yield last
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const NEWLINE = 0x0a
/** No key on a path is as long; of a longer one the rest need not be kept. */
const LONGEST_KEY = 1000
const isSpace = (byte: number) => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09

class ElementCutter {
  private readonly options: ElementOptions
  private readonly isList: boolean[] = []
  private readonly keys: string[] = []
  private target = -1
  private line = 1
  private inString = false
  private escaped = false
  private expectsKey = false
  private keyBytes: number[] | null = null
  private element: { line: number; depth: number; scalar: boolean; length: number; parts: Buffer[] } | null =
    null
  private chunk: Buffer = Buffer.alloc(0)
  private from = 0
  private pieces: Piece[] = []

  constructor(options: ElementOptions) {
    this.options = options
  }

  push(chunk: Buffer): Piece[] {
    this.chunk = chunk
    this.from = 0
    this.pieces = []
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (byte === NEWLINE) this.line++
      if (this.inString) this.withinString(byte, at)
      else this.betweenStrings(byte, at)
    }
    this.handOver(chunk.length)
    return this.pieces
  }

  end(): Piece[] {
    this.pieces = []
    this.chunk = Buffer.alloc(0)
    this.from = 0
    if (this.element?.scalar && !this.inString && this.isList.length === 0) this.finishElement(0)
    else if (this.inString || this.isList.length > 0)
      this.pieces.push({ line: this.line, problem: endsTooEarly(this.element?.line ?? this.line, this.line) })
    return this.pieces
  }

  private withinString(byte: number, at: number) {
    if (this.escaped) this.escaped = false
    else if (byte === BACKSLASH) this.escaped = true
    else if (byte === QUOTE) {
      this.inString = false
      if (this.keyBytes) this.keys[this.isList.length - 1] = Buffer.from(this.keyBytes).toString('utf8')
      this.keyBytes = null
      if (this.element?.scalar) this.finishElement(at + 1)
      return
    }
    if (this.keyBytes && this.keyBytes.length < LONGEST_KEY) this.keyBytes.push(byte)
  }

  private betweenStrings(byte: number, at: number) {
    if (isSpace(byte)) {
      if (this.element?.scalar) this.finishElement(at)
    } else if (byte === QUOTE) this.openString(at)
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.open(byte === OPEN_LIST, at)
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.close(byte === CLOSE_LIST, at)
    else if (byte === COMMA) this.comma(at)
    else if (byte === COLON) this.expectsKey = false
    else if (this.startsElement(false)) this.beginElement(at, true)
  }

  private openString(at: number) {
    this.inString = true
    if (this.element) return
    if (this.startsElement(false)) this.beginElement(at, true)
    else if (this.expectsKey && this.isList.length <= this.deepestKey()) this.keyBytes = []
  }

  private open(isList: boolean, at: number) {
    if (this.element?.scalar) this.finishElement(at)
    const depth = this.isList.length
    if (depth > this.options.limits.depth + this.options.path.length + 1)
      throw refusal(
        'too_deep',
        overLimit('its values are nested too deep', 'depth', this.options.limits),
        this.line,
      )
    if (!this.element) {
      if (this.startsElement(isList)) this.beginElement(at, false)
      else if (this.options.keyed ? depth === 0 : isList && this.isOnPath()) this.target = depth
    }
    this.isList.push(isList)
    this.expectsKey = !isList
  }

  private close(isList: boolean, at: number) {
    if (this.element?.scalar) this.finishElement(at)
    const opened = this.isList.pop()
    if (opened !== isList)
      throw refusal('bad_json', 'it is not valid JSON: its brackets do not match', this.line)
    if (this.element && this.isList.length === this.element.depth) this.finishElement(at + 1)
    else if (this.isList.length === this.target) this.target = -1
    this.expectsKey = false
  }

  private comma(at: number) {
    if (this.element?.scalar) this.finishElement(at)
    this.expectsKey = this.isList[this.isList.length - 1] === false
    if (!this.element && this.isInTarget()) {
      this.handOver(at)
      this.from = at + 1
    }
  }

  private isInTarget() {
    return this.target >= 0 && this.isList.length === this.target + 1
  }

  private startsElement(isList: boolean) {
    if (this.element) return false
    if (this.isInTarget()) return !this.expectsKey
    const { path, keyed } = this.options
    return this.isList.length === 0 && path.length === 0 && !isList && !keyed
  }

  private deepestKey() {
    return this.options.keyed ? 1 : this.options.path.length
  }

  private isOnPath() {
    const { path } = this.options
    return (
      this.isList.length === path.length && path.every((key, i) => !this.isList[i] && this.keys[i] === key)
    )
  }

  private beginElement(at: number, scalar: boolean) {
    this.handOver(at)
    this.element = { line: this.line, depth: this.isList.length, scalar, length: 0, parts: [] }
  }

  private finishElement(at: number) {
    this.handOver(at)
    if (!this.element) return
    const { line, length, parts } = this.element
    this.element = null
    if (length > this.options.limits.lineBytes)
      this.pieces.push({ line, problem: elementTooLong(line, this.options.limits) })
    else this.pieces.push({ line, bytes: Buffer.concat(parts), ...this.keyOfElement() })
  }

  private keyOfElement() {
    const key = this.options.keyed ? this.keys[0] : undefined
    return key === undefined ? {} : { key }
  }

  private handOver(to: number) {
    const bytes = this.chunk.subarray(this.from, to)
    this.from = to
    if (bytes.length === 0) return
    if (!this.element) {
      this.options.rest?.(bytes)
      return
    }
    this.element.length += bytes.length
    if (this.element.length > this.options.limits.lineBytes) this.element.parts = []
    else this.element.parts.push(bytes)
  }
}

const endsTooEarly = (line: number, end: number) =>
  new Problem('truncated', `the file ends at line ${end} in the middle of a value; was it cut off?`, { line })

const elementTooLong = (line: number, limits: Limits) =>
  new Problem('line_too_long', overLimit('it is too long', 'lineBytes', limits), { line })
