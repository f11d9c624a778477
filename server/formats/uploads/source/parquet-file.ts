import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { decompress } from 'fzstd'
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { type Limits, overLimit } from '../reports/limits.ts'
import { Problem, refusal } from '../reports/problem.ts'
import type { Row } from './json-file.ts'

type Source = { open(): AsyncIterable<Uint8Array> }

/** A Parquet file held in memory; its rows are read one row group after the other. */
export type ParquetFile = {
  columns: string[]
  first(count: number): Promise<unknown[]>
  rows(): AsyncGenerator<Row[]>
}

export const isParquet = (head: Uint8Array) => Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PAR1'

/** @throws Problem for the whole file where it is damaged, or larger unpacked than an upload may be */
export async function parquetFile(file: Source, limits: Limits): Promise<ParquetFile> {
  const bytes = await wholeFile(file, limits)
  const buffer = {
    byteLength: bytes.byteLength,
    slice: (start: number, end?: number) =>
      Uint8Array.prototype.slice.call(bytes, start, end).buffer as ArrayBuffer,
  }
  const metadata = await parquetMetadataAsync(buffer).catch(broken)
  refuseLarge(metadata, limits)
  const read = (rowStart: number, rowEnd: number) =>
    parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, compressors: compressors(limits) })
      .then((rows) => rows.map(plain))
      .catch(broken)
  return {
    columns: topColumns(metadata),
    first: (count) => read(0, Math.min(count, Number(metadata.num_rows))),
    async *rows() {
      let from = 0
      for (const group of metadata.row_groups) {
        const to = from + Number(group.num_rows)
        const start = from
        yield (await read(from, to)).map((value, i) => ({ line: start + i + 1, value }))
        from = to
      }
    },
  }
}

async function wholeFile(file: Source, limits: Limits): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of file.open()) {
    length += chunk.length
    if (length > limits.archiveBytes)
      throw refusal('too_large', overLimit('This Parquet file is too large', 'archiveBytes', limits))
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

function refuseLarge({ row_groups }: FileMetaData, limits: Limits) {
  const unpacked = row_groups.reduce((sum, { total_byte_size }) => sum + Number(total_byte_size), 0)
  if (unpacked > limits.totalBytes)
    throw refusal('too_large', overLimit('This Parquet file is too large unpacked', 'totalBytes', limits))
}

/** The names of its columns; a nested one counts once. */
function topColumns({ schema }: FileMetaData): string[] {
  const columns: string[] = []
  let at = 1
  const skip = () => {
    const children = schema[at++]?.num_children ?? 0
    for (let i = 0; i < children; i++) skip()
  }
  while (at < schema.length) {
    columns.push(schema[at]?.name ?? '')
    skip()
  }
  return columns
}

function compressors(limits: Limits) {
  const within = (length: number) => {
    if (length > limits.totalBytes)
      throw refusal('too_large', overLimit('A page of this Parquet file is too large', 'totalBytes', limits))
    return length
  }
  return {
    GZIP: (input: Uint8Array, length: number) => gunzipSync(input, { maxOutputLength: within(length) + 1 }),
    BROTLI: (input: Uint8Array, length: number) =>
      brotliDecompressSync(input, { maxOutputLength: within(length) + 1 }),
    ZSTD: (input: Uint8Array, length: number) => decompress(input, new Uint8Array(within(length))),
  }
}

/** Values as JSON has them. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return null
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}

function broken(error: unknown): never {
  if (error instanceof Problem) throw error
  throw refusal(
    'parquet',
    'This Parquet file is damaged, or packed in a way this program cannot unpack; save it as JSON Lines or CSV and upload that',
  )
}
