import { createHash, type Hash } from 'node:crypto'
import { canonicalJson } from '../files/canonical-json.ts'
import { parquetRows } from '../files/parquet-rows.ts'

/** A finished file, read by ranges so that its size does not matter. */
export type FileSource = {
  path: string
  byteLength: number
  slice: (start: number, end?: number) => Promise<ArrayBuffer>
}

/** What a manifest says about a file; `row_hashes` has one hash per hundred rows, to find the one that differs. */
export type FileFacts = {
  path: string
  bytes: number
  sha256: string
  rows: number
  content_hash: string
  row_hashes: string[]
}

export const rowsPerHash = 100
const piece = 4 * 1024 * 1024

/**
 * Counts and hashes a file: its bytes, and its rows as canonical JSON (RFC 8785), so that a Parquet and a JSON Lines
 * file can be compared row by row with any other tool. Files of other kinds have no rows.
 * @throws SyntaxError if it is not the Parquet or JSON Lines that its name says
 */
export async function inspectFile(source: FileSource): Promise<FileFacts> {
  const bytes = createHash('sha256')
  for await (const part of pieces(source)) bytes.update(part)
  const rows = newRowHashes()
  for await (const row of rowsOf(source)) addRow(rows, row)
  if (rows.count % rowsPerHash > 0) closeBlock(rows)
  return {
    path: source.path,
    bytes: source.byteLength,
    sha256: bytes.digest('hex'),
    rows: rows.count,
    content_hash: rows.all.digest('hex'),
    row_hashes: rows.blocks,
  }
}

async function* pieces({ byteLength, slice }: FileSource): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < byteLength; start += piece) {
    yield new Uint8Array(await slice(start, Math.min(start + piece, byteLength)))
  }
}

type RowHashes = { all: Hash; block: Hash; count: number; blocks: string[] }

const newRowHashes = (): RowHashes => ({
  all: createHash('sha256'),
  block: createHash('sha256'),
  count: 0,
  blocks: [],
})

function addRow(hashes: RowHashes, row: unknown): void {
  const line = `${canonicalJson(row)}\n`
  hashes.all.update(line)
  hashes.block.update(line)
  hashes.count += 1
  if (hashes.count % rowsPerHash === 0) closeBlock(hashes)
}

function closeBlock(hashes: RowHashes): void {
  hashes.blocks.push(hashes.block.digest('hex').slice(0, 16))
  hashes.block = createHash('sha256')
}

async function* rowsOf(source: FileSource): AsyncGenerator<unknown> {
  if (source.path.endsWith('.parquet')) for await (const row of parquetRows(source)) yield plain(row)
  if (source.path.endsWith('.jsonl')) yield* jsonRows(source)
}

/** Whole numbers come out of Parquet as bigint, times as Date; canonical JSON knows neither. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

async function* jsonRows(source: FileSource): AsyncGenerator<unknown> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let number = 0
  for await (const part of pieces(source)) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      number += 1
      yield parsed(line, { path: source.path, number })
    }
  }
  if (rest !== '') yield parsed(rest, { path: source.path, number: number + 1 })
}

function parsed(line: string, { path, number }: { path: string; number: number }): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new SyntaxError(`Cannot read ${path} line ${number}: it is not JSON`)
  }
}
