import type { Claim, Context, Format, Head } from './formats/format.ts'
import { flatFormat } from './formats/generic.ts'
import { guessMapping } from './formats/guess.ts'
import { asMap, emptyMapping, type Mapping, withMap } from './formats/mapping.ts'
import { formatOf } from './formats/registry.ts'
import type { Limits } from './limits.ts'
import { refusal } from './problem.ts'
import { columnarRows, isColumnar, rowsOfColumns } from './source/columnar.ts'
import {
  documentAround,
  documentHead,
  isLineByLine,
  isOneLine,
  jsonRows,
  looksLikeJson,
  type Row,
} from './source/json-file.ts'
import type { Coding, Survey } from './source/survey.ts'
import { rowOfCells, type TableLayout, tableLayout, tableRecords } from './source/table-file.ts'
import { utf8Chunks } from './source/utf8.ts'
import type { UploadFile, UploadOptions } from './types.ts'
import { type Fields, isFields, listAt } from './values.ts'

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

const HEAD_ROWS = 60
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
  const mayBeDocument = text.trimStart().startsWith('{') && (!byLine || isOneLine(text))
  const asDocument = mayBeDocument ? await documentOf(file.name, text, options, limits) : null
  if (asDocument) {
    const { chosen, path, head } = asDocument
    const text = () => utf8Chunks(file, coding, limits)
    if (path === null)
      return described(file, head, chosen, {
        document: async () => ({}),
        rows: () => columnarRows(text(), limits),
        limits,
      })
    const beginning = onlyHead ? head.document : null
    return described(file, head, chosen, {
      document: async () => beginning ?? documentAround(text(), path, limits),
      rows: () => jsonRows(text(), { byLine: false, path }, limits),
      limits,
    })
  }
  const layout = { byLine, path: [] }
  const head = await recordsHead(file.name, text, layout, limits)
  return described(file, head, choose(head, options), {
    document: async () => ({}),
    rows: () => jsonRows(utf8Chunks(file, coding, limits), layout, limits),
    limits,
  })
}

const CONTAINERS = [
  'data',
  'results',
  'rows',
  'outputs',
  'examples',
  'instances',
  'records',
  'items',
  'responses',
  'samples',
  'generations',
  'completions',
  'predictions',
]

/** One JSON object with a list of rows in it, where a format claims it or a usual name gives the list away. */
async function documentOf(name: string, text: string, options: UploadOptions, limits: Limits) {
  const document = documentHead(text, limits)
  const whole: Head = { shape: 'document', columns: Object.keys(document), rows: [], document, name }
  const claimed = formatOf(whole)
  if (claimed) {
    const path = claimed.claim.path ?? []
    const inside = await recordsHead(name, text, { byLine: false, path }, limits)
    const mapping = emptyMapping
    return { chosen: { ...claimed, mapping }, path, head: { ...inside, document } }
  }
  if (isColumnar(document)) {
    const rows = rowsOfColumns(document).slice(0, HEAD_ROWS)
    const head: Head = { shape: 'records', columns: Object.keys(document), rows, document: {}, name }
    const guess = guessMapping({ ...head, isTable: false })
    if (guess.prompt !== null || options.map) return { chosen: choose(head, options), path: null, head }
  }
  const container = CONTAINERS.find((key) => listAt(document, key).some(isFields))
  if (!container || 'prompt' in document || 'messages' in document || isOwnRow(whole)) return null
  const path = [container]
  const head = await recordsHead(name, text, { byLine: false, path }, limits)
  return { chosen: choose(head, options), path, head }
}

/** A file of one line is one row where a format knows it as such, e.g. a prompt with a list of completions. */
function isOwnRow(whole: Head): boolean {
  const known = formatOf({ ...whole, shape: 'records', rows: [whole.document] })
  return known !== null && Object.keys(known.format.fields).length > 0
}

async function recordsHead(
  name: string,
  text: string,
  layout: { byLine: boolean; path: readonly string[] },
  limits: Limits,
): Promise<Head> {
  const rows: unknown[] = []
  const columns = new Set<string>()
  for await (const batch of jsonRows(once(Buffer.from(text)), layout, limits))
    for (const row of batch) {
      if (!('value' in row) || rows.length >= HEAD_ROWS) continue
      rows.push(row.value)
      if (isFields(row.value))
        for (const key of Object.keys(row.value).slice(0, limits.columns)) columns.add(key)
    }
  return { shape: 'records', columns: [...columns], rows, document: {}, name }
}

async function* once(bytes: Buffer) {
  yield bytes
}

type Chosen = { format: Format; claim: Claim; mapping: Mapping }

/** The format that recognises the file, unless the admin's mapping says where prompt or output are. */
export function choose(head: Head, options: UploadOptions): Chosen {
  const map = options.map ?? {}
  const guess = guessMapping({ columns: head.columns, rows: head.rows, isTable: head.shape === 'table' })
  const mapping = withMap(guess, map, head.columns)
  const names = Object.entries(map).filter(([, column]) => head.columns.includes(column))
  if (names.some(([field]) => field === 'prompt' || field === 'output' || field.startsWith('model:'))) {
    const format = flatFormat(mapping, head.shape === 'table')
    if (format) return { format, claim: { why: 'mapped by hand' }, mapping }
  }
  const found = formatOf(head)
  if (found) return { ...found, mapping }
  throw unrecognised(head)
}

const SCORES = /score|rating|winner|rank|preference|verdict|result|accurac|win_?rate|exact_match|label/i

function unrecognised(head: Head) {
  if (head.rows.length === 0 && head.shape === 'records')
    return refusal('no_rows', 'No row of this file can be read; it is empty or not valid JSON')
  if (head.columns.length === 0)
    return refusal('unrecognised', 'Cannot tell what it holds: its rows are not objects with named fields')
  const columns = head.columns.slice(0, 20).map((column) => `"${column.slice(0, 60)}"`)
  const guess = guessMapping({ columns: head.columns, rows: head.rows, isTable: false })
  if (guess.prompt === null && guess.output === null && head.columns.some((column) => SCORES.test(column)))
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
