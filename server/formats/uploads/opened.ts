import { type Fields, isFields, rootOf } from './content/values.ts'
import { documentOf, recordsHead, withLateKeys } from './documents.ts'
import { readFlat } from './formats/flat.ts'
import type { Claim, Context, Format, Head } from './formats/format.ts'
import { flatFormat } from './formats/generic.ts'
import { guessMapping } from './formats/guess.ts'
import { asMap, type Mapping, withMap } from './formats/mapping.ts'
import { formatOf } from './formats/registry.ts'
import type { Limits } from './reports/limits.ts'
import { refusal } from './reports/problem.ts'
import { columnarRows } from './source/columnar.ts'
import {
  documentAround,
  isLineByLine,
  isOneLine,
  type JsonLayout,
  jsonRows,
  looksLikeJson,
  type Row,
} from './source/json-file.ts'
import { type Coding, HEAD_BYTES, type Survey } from './source/survey.ts'
import { rowOfCells, type TableLayout, tableLayout, tableRecords } from './source/table-file.ts'
import { utf8Chunks } from './source/utf8.ts'
import type { UploadFile, UploadOptions } from './types.ts'

/** A file whose format is known, ready to be read row by row. */
export type OpenedFile = {
  name: string
  format: Format
  why: string
  columns: string[]
  headRows: unknown[]
  mapping: Mapping
  map: Record<string, string>
  context(): Promise<Context>
  rows(): AsyncIterable<Row[]>
}

const ROWS_KEPT = 12

export async function opened(
  file: UploadFile,
  survey: Survey,
  options: UploadOptions,
  limits: Limits,
  onlyHead = false,
): Promise<OpenedFile> {
  return looksLikeJson(survey.head)
    ? openedJson(file, survey, options, limits, onlyHead)
    : openedTable(file, survey, options, limits)
}

async function openedTable(file: UploadFile, survey: Survey, options: UploadOptions, limits: Limits) {
  const layout = tableLayout(survey.head, Object.values(options.map ?? {}))
  if (layout.columns.length > limits.columns)
    throw refusal(
      'too_many_columns',
      `This table has ${layout.columns.length} columns (limit columns: ${limits.columns})`,
    )
  const head: Head = {
    shape: 'table',
    columns: layout.columns,
    rows: layout.firstRows.map((cells) => rowOfCells(cells, layout.columns)),
    document: {},
    name: file.name,
  }
  const chosen = choose(head, options)
  return described(file, head, chosen, {
    document: async () => ({}),
    rows: rowsOfTable(file, codingOf(survey), layout, limits),
    limits,
  })
}

/** What is needed to read the file again, without the megabyte of its beginning. */
const codingOf = ({ gzip, encoding }: Survey): Coding => ({ gzip, encoding })

const rowsOfTable =
  (file: UploadFile, coding: Coding, { firstRows: _, ...layout }: TableLayout, limits: Limits) =>
  () =>
    tableRecords(utf8Chunks(file, coding, limits), layout, coding.encoding === 'broken-utf-8', limits)

async function openedJson(
  file: UploadFile,
  survey: Survey,
  options: UploadOptions,
  limits: Limits,
  onlyHead: boolean,
) {
  const coding = codingOf(survey)
  const text = survey.head.replace(/^\ufeff/, '')
  const byLine = isLineByLine(text, limits)
  const chunks = () => utf8Chunks(file, coding, limits)
  const isCut = survey.bytes > HEAD_BYTES
  const mayBeDocument = text.trimStart().startsWith('{') && (!byLine || isOneLine(text))
  const whole = mayBeDocument
    ? await documentOf(
        { name: file.name, text, isCut, chunks, isMapped: options.map !== undefined },
        (head) => choose(head, options),
        limits,
      )
    : null
  const layout: JsonLayout = whole?.layout ?? { byLine, path: [] }
  if (whole?.columns) {
    const rows = () => columnarRows(chunks(), limits)
    return described(file, whole.head, whole.chosen, { document: async () => ({}), rows, limits })
  }
  const rows = () => jsonRows(chunks(), layout, limits)
  const head = whole?.head ?? (await recordsHead(file.name, text, layout, limits))
  const chosen = whole?.chosen ?? choose(head, options)
  const beginning = onlyHead || layout.keyed ? head.document : null
  const source = {
    document: async () => (whole ? (beginning ?? (await documentAround(chunks(), layout.path, limits))) : {}),
    rows,
    limits,
  }
  if (!isCut || onlyHead || chosen.format.read !== readFlat) return described(file, head, chosen, source)
  const full = await withLateKeys(head, rows(), limits)
  return described(file, full, full === head ? chosen : choose(full, options), source)
}

export type Chosen = { format: Format; claim: Claim; mapping: Mapping }

/** The format that recognises the file, unless the admin's mapping says where prompt or output are. */
export function choose(head: Head, options: UploadOptions): Chosen {
  const map = options.map ?? {}
  const guess = guessMapping({ columns: head.columns, rows: head.rows, isTable: head.shape === 'table' })
  const mapping = withMap(guess, map, head.columns)
  const names = Object.entries(map).filter(([, column]) =>
    head.columns.includes(rootOf(column.trim(), head.columns)),
  )
  if (names.some(([field]) => field === 'prompt' || field === 'output' || field.startsWith('model:'))) {
    const format = flatFormat(mapping, head.shape === 'table')
    if (format) return { format, claim: { why: 'mapped by hand' }, mapping }
  }
  const found = formatOf(head)
  if (found) return { ...found, mapping }
  throw unrecognised(head)
}

const SCORES = /score|rating|winner|rank|preference|verdict|result|accurac|win_?rate|exact_match|label/i

const holdsWords = (row: unknown) =>
  isFields(row) &&
  Object.values(row).some((value) => typeof value === 'string' && value.split(/\s+/, 12).length > 10)

function unrecognised(head: Head) {
  if (head.rows.length === 0 && head.shape === 'records')
    return refusal('no_rows', 'No row of this file can be read; it is empty or not valid JSON')
  if (head.columns.length === 0)
    return refusal('unrecognised', 'Cannot tell what it holds: its rows are not objects with named fields')
  const columns = head.columns.slice(0, 20).map((column) => `"${column.slice(0, 60)}"`)
  const guess = guessMapping({ columns: head.columns, rows: head.rows, isTable: false })
  const isScores = head.columns.some((column) => SCORES.test(column)) && !head.rows.some(holdsWords)
  if (guess.prompt === null && guess.output === null && isScores)
    return refusal(
      'scores_only',
      `It holds scores or votes, not outputs that people could compare; upload the file with the models' answers. Columns: ${columns.join(', ')}`,
    )
  return refusal(
    'unrecognised',
    `Cannot tell which columns hold prompts and outputs; map them (prompt=COLUMN, output=COLUMN). Columns: ${columns.join(', ')}`,
  )
}

export function described(
  file: UploadFile,
  head: Head,
  { format, claim, mapping }: Chosen,
  source: { document(): Promise<Fields>; rows(): AsyncIterable<Row[]>; limits: Limits },
): OpenedFile {
  return {
    name: file.name,
    format,
    why: claim.why,
    columns: head.columns,
    headRows: head.rows.slice(0, ROWS_KEPT),
    mapping,
    map: Object.keys(format.fields).length > 0 ? format.fields : asMap(mapping),
    context: async () => ({
      file: file.name,
      limits: source.limits,
      mapping,
      document: await source.document(),
      columns: head.columns,
      memory: new Map(),
    }),
    rows: source.rows,
  }
}
