import type { Limits } from '../reports/limits.ts'
import { type Coding, unpacked } from './survey.ts'

type Source = { open(): AsyncIterable<Uint8Array> }

/** The file unpacked, without byte order mark, as UTF-8 whatever it was (broken UTF-8 stays as it is). */
export async function* utf8Chunks(
  file: Source,
  { gzip, encoding }: Coding,
  limits: Limits,
): AsyncGenerator<Buffer> {
  const chunks = unpacked(file, gzip, limits)
  if (encoding === 'utf-8' || encoding === 'broken-utf-8') yield* withoutMark(chunks)
  else yield* transcoded(chunks, new TextDecoder(encoding))
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let start: Buffer | null = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    if (start === null) {
      yield bytes
      continue
    }
    start = Buffer.concat([start, bytes])
    if (start.length < 3) continue
    yield start.subarray(hasMark(start) ? 3 : 0)
    start = null
  }
  if (start !== null && start.length > 0) yield start
}

const hasMark = (bytes: Buffer) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

async function* transcoded(
  chunks: AsyncIterable<Uint8Array>,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8')
  const rest = decoder.decode()
  if (rest) yield Buffer.from(rest, 'utf8')
}
