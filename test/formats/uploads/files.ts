import { gzipSync } from 'node:zlib'
import {
  type Report,
  readUpload,
  type UploadFile,
  type UploadOptions,
  type UploadRow,
} from '../../../server/formats/uploads/index.ts'

/** A file from text or bytes, handed out in pieces of `step` bytes so that borders fall everywhere. */
export function file(name: string, content: string | Uint8Array, step = 64 * 1024): UploadFile {
  const bytes = Buffer.from(content)
  return {
    name,
    async *open() {
      for (let from = 0; from < bytes.length; from += step) yield bytes.subarray(from, from + step)
    },
  }
}

export const gzipped = (name: string, content: string) => file(name, gzipSync(content))

export const jsonl = (name: string, rows: unknown[]) =>
  file(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

export async function read(
  files: UploadFile | UploadFile[],
  options: UploadOptions = {},
): Promise<{ report: Report; rows: UploadRow[] }> {
  const rows: UploadRow[] = []
  const report = await readUpload(Array.isArray(files) ? files : [files], options, async (chunk) => {
    rows.push(...chunk)
  })
  return { report, rows }
}

/** Rows in short: model, prompt and output as text. */
export const brief = (rows: UploadRow[]) =>
  rows.map(({ model, prompt, output }) => [
    model,
    prompt.messages.map(({ content }) => content).join(' / '),
    output.map(({ content }) => content).join(' / '),
  ])

export const codes = (notices: { code: string; line: number }[]) =>
  notices.map(({ code, line }) => `${line} ${code}`)
