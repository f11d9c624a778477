import { createGunzip } from 'node:zlib'
import { type Limits, overLimit } from '../reports/limits.ts'
import { refusal } from '../reports/problem.ts'

const RATIO_STARTS_AT = 1024 * 1024

export const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b

/** Unpacks gzip as a stream and stops as soon as it turns out to be a bomb. */
export async function* inflate(chunks: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 })
  let packed = 0
  let unpacked = 0
  const feeding = feed(chunks, gunzip, (bytes) => {
    packed += bytes
  })
  feeding.catch(() => {})
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (unpacked > RATIO_STARTS_AT && unpacked > limits.ratio * packed)
        throw refusal(
          'too_compressed',
          overLimit('This file unpacks to far more than its own size', 'ratio', limits),
        )
      yield chunk
    }
    await feeding
  } catch (error) {
    throw isZlibError(error) ? refusal('broken_gzip', brokenGzip(error)) : error
  } finally {
    gunzip.destroy()
  }
}

async function feed(
  chunks: AsyncIterable<Uint8Array>,
  gunzip: ReturnType<typeof createGunzip>,
  count: (bytes: number) => void,
) {
  try {
    for await (const chunk of chunks) {
      if (gunzip.destroyed) return
      count(chunk.length)
      if (!gunzip.write(chunk)) await drained(gunzip)
    }
    gunzip.end()
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

const drained = (gunzip: ReturnType<typeof createGunzip>) =>
  new Promise<void>((resolve) => {
    gunzip.once('drain', resolve)
    gunzip.once('close', resolve)
  })

const isZlibError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')

const brokenGzip = (error: { code: string }) =>
  error.code === 'Z_BUF_ERROR'
    ? 'This gzip file ends too early: it was cut off; upload it again'
    : 'This gzip file is damaged; pack it again, or upload it unpacked'
