import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { UploadFile } from '../../../server/formats/uploads/index.ts'
import { brief, file, read } from './files.ts'
import { cases } from './format-cases.ts'
import { zipBytes } from './zip-file.ts'

type Value = Record<string, unknown>
type Content = { name: string; bytes: Buffer }
type Variation = (content: Content) => Content

async function contentOf({ name, open }: UploadFile): Promise<Content> {
  const parts: Uint8Array[] = []
  for await (const part of open()) parts.push(part)
  return { name, bytes: Buffer.concat(parts) }
}

const isBinary = ({ bytes }: Content) => bytes.includes(0)
const isJson = ({ bytes }: Content) => /^\s*[[{]/.test(bytes.toString())

/** Applies a change to every JSON value of a file, a document or one value a line, and leaves tables alone. */
function onValues(content: Content, change: (value: unknown) => unknown): Content {
  if (isBinary(content) || !isJson(content)) return content
  const text = content.bytes.toString()
  return { ...content, bytes: Buffer.from(changed(text, change)) }
}

function changed(text: string, change: (value: unknown) => unknown): string {
  try {
    return JSON.stringify(change(JSON.parse(text)), null, 2)
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.map((line) => `${JSON.stringify(change(JSON.parse(line)))}\n`).join('')
  }
}

const deep = (value: unknown, change: (fields: Value) => Value): unknown => {
  if (Array.isArray(value)) return value.map((each) => deep(each, change))
  if (typeof value !== 'object' || value === null) return value
  return change(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner, change)])))
}

const onText = (content: Content, change: (text: string) => string): Content =>
  isBinary(content) ? content : { ...content, bytes: Buffer.from(change(content.bytes.toString())) }

/** Only what no tool means anything by: wherever it stands, the file stays what it was. */
const variations: Record<string, Variation> = {
  'with its keys the other way round': (content) =>
    onValues(content, (value) =>
      deep(value, (fields) => Object.fromEntries(Object.entries(fields).reverse())),
    ),
  'with fields nobody knows': (content) =>
    onValues(content, (value) =>
      deep(value, (fields) => ({ zz_first: null, ...fields, zz_note: 'x', zz_more: { deep: [1, 'y'] } })),
    ),
  'with line ends of Windows': (content) => onText(content, (text) => text.replaceAll('\n', '\r\n')),
  'with a byte order mark': (content) => onText(content, (text) => `\ufeff${text}`),
  'with empty lines at its end': (content) => onText(content, (text) => `${text}\n\n  \n`),
  'without a last line end': (content) => onText(content, (text) => text.trimEnd()),
  'as UTF-16': (content) =>
    onText(content, (text) => text) && isBinary(content)
      ? content
      : { ...content, bytes: Buffer.from(`\ufeff${content.bytes.toString()}`, 'utf16le') },
  'under another extension': ({ name, bytes }) => ({ name: name.replace(/\.\w+$/, '.dat'), bytes }),
  'packed by gzip': (content) =>
    isBinary(content) ? content : { name: `${content.name}.gz`, bytes: gzipSync(content.bytes) },
}

describe('a file is what it is', () => {
  const table = Object.entries(variations).flatMap(([title, change]) =>
    // In a document of columns every field is a column, in one of rows by key it is a row.
    cases
      .filter((one) => !(title.startsWith('with fields') && one.title.startsWith('JSON by columns')))
      .filter((one) => !(title.startsWith('with') && one.keyed))
      .map((one) => ({ ...one, title: `${title}: ${one.title}`, change })),
  )

  test.each(table)('$title', async ({ files, format, rows: expected, change }) => {
    const varied = (await Promise.all(files.map(contentOf))).map(change)
    const { report, rows } = await read(varied.map(({ name, bytes }) => file(name, bytes)))
    expect(report.problems).toEqual([])
    expect(report.format).toBe(format)
    expect(brief(rows)).toEqual(expected)
  })

  test.each(cases)(
    'in folders of a zip archive, each packed: $title',
    async ({ files, format, rows: expected }) => {
      const contents = await Promise.all(files.map(contentOf))
      if (contents.some(isBinary)) return
      const entries = contents.map(({ name, bytes }) => [`runs/2026/${name}`, bytes] as const)
      const { report, rows } = await read(file('all.zip', zipBytes(Object.fromEntries(entries))))
      expect(report.problems).toEqual([])
      expect(report.format).toBe(format)
      expect(rows.length).toBe(expected.length)
    },
  )
})
