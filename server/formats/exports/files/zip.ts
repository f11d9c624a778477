import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Chunk } from '../format.ts'

export type FolderFile = { path: string; chunks: AsyncIterable<Chunk> }
type Entry = { name: Buffer; offset: number; crc: number; packed: number; size: number }

const utf8AndSizesAfter = 0x0808
const deflated = 8
/** 1 January 1980, the first day a zip knows: the same folder gives the same bytes. */
const date = 0x21

/**
 * Files as one zip, streamed: sizes and checksum follow each file (APPNOTE.TXT 4.3.9).
 * @throws RangeError beyond 4 GB, where readers disagree about the format
 */
export async function* zip(files: Iterable<FolderFile>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let offset = 0
  for (const { path, chunks } of files) {
    const entry = { name: Buffer.from(path), offset, crc: 0, packed: 0, size: 0 }
    const head = Buffer.concat([localHeader(), sized(entry.name.length, 2), sized(0, 2), entry.name])
    yield head
    for await (const packed of deflate(measured(chunks, entry))) {
      entry.packed += packed.length
      yield packed
    }
    const tail = Buffer.concat([sized(0x08074b50, 4), sums(entry)])
    yield tail
    offset += head.length + entry.packed + tail.length
    entries.push(entry)
    if (offset > 0xffff_ffff || entry.size > 0xffff_ffff) {
      throw new RangeError('This folder passes 4 GB as a zip: narrow it with filters')
    }
  }
  yield directory(entries, offset)
}

function deflate(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  const source = Readable.from(chunks)
  const packed = createDeflateRaw()
  source.on('error', (error) => packed.destroy(error))
  packed.on('close', () => source.destroy())
  return source.pipe(packed)
}

async function* measured(chunks: AsyncIterable<Chunk>, entry: Entry): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

function localHeader(): Buffer {
  return Buffer.concat([sized(0x04034b50, 4), kind(), sized(0, 12)])
}

function kind(): Buffer {
  return Buffer.concat([
    sized(20, 2),
    sized(utf8AndSizesAfter, 2),
    sized(deflated, 2),
    sized(0, 2),
    sized(date, 2),
  ])
}

const sums = ({ crc, packed, size }: Entry) =>
  Buffer.concat([sized(crc, 4), sized(packed, 4), sized(size, 4)])

function directory(entries: Entry[], offset: number): Buffer {
  const list = Buffer.concat(
    entries.map((entry) =>
      Buffer.concat([
        sized(0x02014b50, 4),
        sized(20, 2),
        kind(),
        sums(entry),
        sized(entry.name.length, 2),
        sized(0, 12),
        sized(entry.offset, 4),
        entry.name,
      ]),
    ),
  )
  const count = sized(entries.length, 2)
  const end = [
    sized(0x06054b50, 4),
    sized(0, 4),
    count,
    count,
    sized(list.length, 4),
    sized(offset, 4),
    sized(0, 2),
  ]
  return Buffer.concat([list, ...end])
}

function sized(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(value, 0, Math.min(bytes, 6))
  return buffer
}
