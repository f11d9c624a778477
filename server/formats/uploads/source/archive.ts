import { Decompress } from 'fzstd'
import { fromBufferPromise, getFileNameLowLevel, type Entry as ZipEntry, type ZipFile } from 'yauzl'
import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem, refusal } from '../reports/problem.ts'

type Source = { open(): AsyncIterable<Uint8Array> }

/** A file inside an archive. Its name serves display and models named by their file, nothing else. */
export type Entry = { name: string; bytes: number; open(): AsyncIterable<Uint8Array> }

const RATIO_STARTS_AT = 1024 * 1024
const DEFLATED = 8
const ZSTD = 93

/** The files in a zip archive, unless it is a bomb, damaged or locked; that is known before any is unpacked. */
export async function zipEntries(file: Source, limits: Limits): Promise<Entry[]> {
  const packed = await wholeArchive(file, limits)
  try {
    const zip = await fromBufferPromise(packed, { decodeStrings: false })
    if (zip.entryCount > limits.entries)
      throw refusal('too_many_entries', overLimit('This archive holds too many files', 'entries', limits))
    return await listed(zip, limits)
  } catch (error) {
    throw brokenZip(error)
  }
}

async function wholeArchive(file: Source, limits: Limits): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of file.open()) {
    length += chunk.length
    if (length > limits.archiveBytes)
      throw refusal('too_large', overLimit('This archive is too large', 'archiveBytes', limits))
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

async function listed(zip: ZipFile, limits: Limits): Promise<Entry[]> {
  const entries: Entry[] = []
  const seen = new Map<string, number>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    const name = shownName(entry)
    if (isIgnored(name)) continue
    refuseLocked(entry, name)
    unpacked += entry.uncompressedSize
    if (unpacked > limits.totalBytes)
      throw refusal(
        'too_large',
        overLimit('The files of this archive are too large together', 'totalBytes', limits),
      )
    if (isBomb(entry, limits))
      throw refusal(
        'too_compressed',
        overLimit(`"${name}" unpacks to far more than its own size`, 'ratio', limits),
      )
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    entries.push({
      name: count === 1 ? name : `${name} (${count})`,
      bytes: entry.uncompressedSize,
      open: () => contents(zip, entry),
    })
  }
  return entries
}

const isBomb = ({ uncompressedSize, compressedSize }: ZipEntry, { ratio }: Limits) =>
  uncompressedSize > RATIO_STARTS_AT && uncompressedSize > ratio * compressedSize

function refuseLocked(entry: ZipEntry, name: string) {
  if (entry.isEncrypted())
    throw refusal('encrypted', 'This archive is protected by a password; pack it without one')
  const method = entry.compressionMethod
  if (method !== 0 && method !== DEFLATED && method !== ZSTD)
    throw refusal(
      'not_supported',
      `"${name}" is packed in a way this program cannot unpack; use ordinary zip`,
    )
}

async function* contents(zip: ZipFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  try {
    if (entry.compressionMethod === ZSTD)
      yield* zstdContents(await zip.openReadStreamPromise(entry, { decodeFileData: false }), entry)
    else yield* await zip.openReadStreamPromise(entry)
  } catch (error) {
    throw brokenZip(error)
  }
}

/** Node 20 has no zstd of its own, and Inspect packs its logs so. */
async function* zstdContents(
  packed: AsyncIterable<Uint8Array>,
  { uncompressedSize }: ZipEntry,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  let length = 0
  const unpacking = new Decompress((part) => {
    length += part.length
    if (length > uncompressedSize) throw brokenZip(null)
    ready.push(part)
  })
  for await (const chunk of packed) {
    unpacking.push(chunk)
    yield* ready
    ready = []
  }
  unpacking.push(new Uint8Array(0), true)
  yield* ready
  if (length < uncompressedSize) throw brokenZip(null)
}

/** Path tricks lose their meaning: names are split at every slash and parts that lead elsewhere are dropped. */
function shownName(entry: ZipEntry): string {
  const raw = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
  const isFolder = /[\\/]$/.test(raw)
  const parts = raw
    .replace(/\p{Cc}/gu, '')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
  return `${parts.join('/').slice(-255).toWellFormed()}${isFolder ? '/' : ''}` || 'unnamed'
}

const isIgnored = (name: string) =>
  name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)\.[^/]*$/.test(name)

const brokenZip = (error: unknown) =>
  error instanceof Problem
    ? error
    : refusal('broken_zip', 'This zip archive is damaged or was cut off; pack it again, or upload its files')
