import { type Fields, isFields } from './content/values.ts'
import { inspect } from './formats/inspect.ts'
import { emptyMapping } from './formats/mapping.ts'
import { type OpenedFile, opened } from './opened.ts'
import { openedParquet } from './parquet.ts'
import { type Limits, overLimit } from './reports/limits.ts'
import { Problem, refusal } from './reports/problem.ts'
import { asProblem } from './rows.ts'
import { type Entry, zipEntries } from './source/archive.ts'
import { parseJson } from './source/json.ts'
import type { Row } from './source/json-file.ts'
import { type Allowance, type Survey, survey, take } from './source/survey.ts'
import type { UploadFile, UploadOptions } from './types.ts'
import { isWorkbook, openedWorkbook } from './workbook.ts'

export type Opening = { options: UploadOptions; limits: Limits; allowance: Allowance; onlyHead: boolean }

export type Outcome = { name: string; file: OpenedFile } | { name: string; problem: Problem }

/** The files that one uploaded file stands for: itself, or whatever an archive holds. */
export async function* openedFrom(file: UploadFile, opening: Opening): AsyncGenerator<Outcome> {
  const { limits, allowance, onlyHead } = opening
  try {
    const known = await survey(file, limits, allowance, onlyHead)
    if (known.zip) yield* fromArchive(file, opening)
    else yield { name: file.name, file: await openedOne(file, known, opening) }
  } catch (error) {
    yield { name: file.name, problem: asProblem(error) }
  }
}

const openedOne = (file: UploadFile, known: Survey, { options, limits, onlyHead }: Opening) =>
  known.parquet
    ? openedParquet(file, known, { options, limits })
    : opened(file, known, options, limits, onlyHead)

async function* fromArchive(file: UploadFile, opening: Opening): AsyncGenerator<Outcome> {
  const entries = await zipEntries(file, opening.limits)
  if (entries.length === 0) throw refusal('empty_file', 'This archive holds no file')
  const named = (path: string) => entries.find(({ name }) => name === path)
  const header = named('header.json') ?? named('_journal/start.json')
  const samples = entries.filter(({ name }) => /^samples\/[^/]+\.json$/.test(name))
  if (header && samples.length > 0) {
    yield { name: file.name, file: await inspectLog(file, header, samples, opening) }
    return
  }
  if (isWorkbook(entries)) {
    yield { name: file.name, file: await openedWorkbook(file, entries, opening) }
    return
  }
  for (const entry of entries) yield await openedEntry(file, entry, opening)
}

async function openedEntry(archive: UploadFile, entry: Entry, opening: Opening): Promise<Outcome> {
  const { limits, allowance, onlyHead } = opening
  const name = `${archive.name}/${entry.name}`
  try {
    const file = { name, open: entry.open }
    const known = await survey(file, limits, allowance, onlyHead)
    if (known.zip || known.gzip)
      throw refusal('nested_archive', 'This is an archive inside an archive; upload the inner file')
    return { name, file: await openedOne(file, known, opening) }
  } catch (error) {
    return { name, problem: asProblem(error) }
  }
}

/** A log of Inspect AI keeps each sample in a file of its own; a run that never ended has its header in a journal. */
async function inspectLog(
  file: UploadFile,
  header: Entry,
  samples: Entry[],
  { limits, allowance }: Opening,
): Promise<OpenedFile> {
  take(
    allowance,
    samples.reduce((sum, { bytes }) => sum + bytes, header.bytes),
    limits,
  )
  const around = await jsonOf(header, limits)
  if (!isFields(around)) throw refusal('bad_json', `"${header.name}" in it is not a JSON object`)
  const document: Fields = { status: 'started', ...around }
  return {
    name: file.name,
    format: inspect,
    why: 'an archive with "header.json" and "samples/"',
    columns: [],
    headRows: [],
    mapping: emptyMapping,
    map: inspect.fields,
    context: async () => ({
      file: file.name,
      limits,
      mapping: emptyMapping,
      document,
      columns: [],
      memory: new Map(),
    }),
    async *rows() {
      for (const [i, sample] of samples.entries()) yield [await sampleRow(sample, i + 1, limits)]
    },
  }
}

async function sampleRow(entry: Entry, line: number, limits: Limits): Promise<Row> {
  try {
    return { line, value: await jsonOf(entry, limits) }
  } catch (error) {
    const { code, message } = asProblem(error)
    return { line, problem: new Problem(code, `"${entry.name}": ${message}`) }
  }
}

async function jsonOf(entry: Entry, limits: Limits): Promise<unknown> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of entry.open()) {
    length += part.length
    if (length > limits.lineBytes)
      throw new Problem('line_too_long', overLimit('it is too long', 'lineBytes', limits))
    parts.push(part)
  }
  return parseJson(Buffer.concat(parts), limits)
}
