import { isUtf8 } from 'node:buffer'
import { type Limits, overLimit } from '../reports/limits.ts'
import { refusal } from '../reports/problem.ts'
import { inflate, isGzip } from './inflate.ts'
import { isZip, refuseBinary, refuseForeign, refuseWebPage } from './kinds.ts'
import { isParquet } from './parquet-file.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'broken-utf-8'

/** What one look at every byte of a file told: how to decode it, how long it is, how it begins. */
export type Survey = Coding & { zip: boolean; parquet: boolean; bytes: number; head: string }

/** What it takes to read the text of a file. */
export type Coding = { gzip: boolean; encoding: Encoding }

/** Bytes left of the allowance all files of an upload share. */
export type Allowance = { left: number }

type Source = { open(): AsyncIterable<Uint8Array> }
/** How much of a file its head holds. */
export const HEAD_BYTES = 1024 * 1024

export async function survey(
  file: Source,
  limits: Limits,
  allowance: Allowance,
  onlyHead = false,
): Promise<Survey> {
  const first = await firstBytes(file)
  const gzip = isGzip(first)
  let head = Buffer.alloc(0)
  let bytes = 0
  let utf8: Utf8Tally = { valid: 0, invalid: 0, rest: Buffer.alloc(0) }
  for await (const chunk of unpacked(file, gzip, limits)) {
    bytes += chunk.length
    take(allowance, chunk.length, limits)
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
      if (head.length >= 8 && (isZip(head) || isParquet(head))) break
    }
    utf8 = tallyUtf8(utf8, chunk)
    if (onlyHead && head.length >= HEAD_BYTES) break
  }
  if (bytes === 0) throw refusal('empty_file', 'This file is empty')
  if (gzip && (isGzip(head) || isZip(head)))
    throw refusal('nested_archive', 'This is an archive inside an archive; upload the inner file')
  refuseForeign(head)
  const zip = isZip(head)
  const parquet = isParquet(head)
  if (zip || parquet) return { gzip, zip, parquet, encoding: 'utf-8', bytes, head: '' }
  if (!onlyHead && utf8.rest.length > 0) utf8.invalid++
  const encoding = encodingOf(head, utf8)
  const text = decodeHead(head, encoding)
  refuseWebPage(text)
  refuseBinary(text.slice(0, 4096))
  return { gzip, zip, parquet, encoding, bytes, head: text }
}

export function take(allowance: Allowance, bytes: number, limits: Limits) {
  allowance.left -= bytes
  if (allowance.left < 0)
    throw refusal(
      'too_large',
      overLimit('The files of this upload are too large together', 'totalBytes', limits),
    )
}

export const unpacked = (file: Source, gzip: boolean, limits: Limits): AsyncIterable<Uint8Array> =>
  gzip ? inflate(file.open(), limits) : file.open()

async function firstBytes(file: Source): Promise<Uint8Array> {
  let first: Uint8Array = Buffer.alloc(0)
  for await (const chunk of file.open()) {
    first = Buffer.concat([first, chunk])
    if (first.length >= 4) break
  }
  return first
}

type Utf8Tally = { valid: number; invalid: number; rest: Buffer }

/** Counts sequences only in chunks that are not plain UTF-8; the usual file costs one fast check. */
function tallyUtf8({ valid, invalid, rest }: Utf8Tally, chunk: Uint8Array): Utf8Tally {
  const bytes =
    rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
  const end = wholeCharacters(bytes)
  const whole = bytes.subarray(0, end)
  const next = Buffer.from(bytes.subarray(end))
  if (isUtf8(whole)) return { valid: valid + 1, invalid, rest: next }
  for (let i = 0; i < whole.length; i++) {
    const byte = whole[i] ?? 0
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (isUtf8(whole.subarray(i, i + length))) {
      valid += 2
      i += length - 1
    } else invalid++
  }
  return { valid, invalid, rest: next }
}

function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function encodingOf(head: Buffer, utf8: Utf8Tally): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const probe = Math.min(head.length, 2000)
  for (let i = 0; i < probe; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (probe >= 8 && odd > probe * 0.3 && even < probe * 0.05) return 'utf-16le'
  if (probe >= 8 && even > probe * 0.3 && odd < probe * 0.05) return 'utf-16be'
  if (utf8.invalid === 0) return 'utf-8'
  return utf8.valid > 2 * utf8.invalid ? 'broken-utf-8' : 'windows-1252'
}

const decodeHead = (head: Buffer, encoding: Encoding) =>
  new TextDecoder(encoding === 'broken-utf-8' ? 'utf-8' : encoding).decode(head)
