import { type Fields, isFields, listAt } from './content/values.ts'
import type { Head } from './formats/format.ts'
import { guessMapping } from './formats/guess.ts'
import { emptyMapping } from './formats/mapping.ts'
import { formatOf } from './formats/registry.ts'
import type { Chosen } from './opened.ts'
import type { Limits } from './reports/limits.ts'
import { refusal } from './reports/problem.ts'
import { isColumnar, rowsOfColumns, wholeDocument } from './source/columnar.ts'
import { documentHead, type JsonLayout, jsonRows, type Row } from './source/json-file.ts'

const HEAD_ROWS = 60

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
  'test_cases',
  'testCases',
  'test_results',
  'runs',
  'calls',
  'traces',
  'observations',
]

type Document = {
  name: string
  /** its beginning */
  text: string
  isCut: boolean
  isMapped: boolean
  chunks: () => AsyncIterable<Buffer>
}
type Found = { chosen: Chosen; layout: JsonLayout; head: Head; columns?: true }

/**
 * One JSON object that holds rows: in a list a format or a usual name gives away, column by column, or under a key each.
 *
 * @returns null where it is a row itself
 */
export async function documentOf(
  source: Document,
  choose: (head: Head) => Chosen,
  limits: Limits,
): Promise<Found | null> {
  const { name, text } = source
  const document = documentHead(text, limits)
  const whole: Head = { shape: 'document', columns: Object.keys(document), rows: [], document, name }
  const claimed = formatOf(whole)
  if (claimed) {
    const layout = { byLine: false, path: claimed.claim.path ?? [] }
    const inside = await recordsHead(name, text, layout, limits)
    return { chosen: { ...claimed, mapping: emptyMapping }, layout, head: { ...inside, document } }
  }
  const columnar = await columnarOf(source, document, limits)
  if (columnar) {
    const head: Head = { ...columnar, shape: 'records', document: {}, name }
    return { chosen: choose(head), layout: { byLine: false, path: [] }, head, columns: true }
  }
  if (isOwnRow(whole)) return null
  const container = CONTAINERS.find((key) => listAt(document, key).some(isFields))
  if (container && !('prompt' in document || 'messages' in document)) {
    const layout = { byLine: false, path: [container] }
    const head = await recordsHead(name, text, layout, limits)
    return { chosen: choose(head), layout, head }
  }
  return keyedOf(source, document, limits)
}

async function columnarOf(
  { isCut, isMapped, chunks }: Document,
  document: Fields,
  limits: Limits,
): Promise<{ columns: string[]; rows: unknown[] } | null> {
  const mayGoOn = isCut && Object.keys(document).length === 1
  if (!isColumnar(document, mayGoOn ? 1 : 2)) return null
  const full = isCut ? await wholeDocument(chunks(), limits) : document
  if (full === null || !isColumnar(full)) return null
  const columns = Object.keys(full)
  const rows = rowsOfColumns(full, HEAD_ROWS)
  const isTable = isMapped || guessMapping({ columns, rows, isTable: false }).prompt !== null
  return isTable ? { columns, rows } : null
}

/** A file of one line is one row where a format knows it as such, e.g. a prompt with a list of completions. */
function isOwnRow(whole: Head): boolean {
  const known = formatOf({ ...whole, shape: 'records', rows: [whole.document] })
  return known !== null && Object.keys(known.format.fields).length > 0
}

/** Rows under the number or the id of each. */
async function keyedOf({ name, text }: Document, document: Fields, limits: Limits): Promise<Found | null> {
  const values = Object.values(document)
  if (values.length === 0) return null
  const lists = values.filter((value) => Array.isArray(value) && value.length > 0 && value.every(isFields))
  if (lists.length > 1 && lists.length === values.length && lists.every(isReadable))
    throw rowsInLists(document)
  if (!values.every(isFields)) return null
  const layout = { byLine: false, path: [], keyed: true }
  const head = await recordsHead(name, text, layout, limits)
  const found = formatOf(head)
  if (found === null) return null
  const { columns, rows } = head
  return { chosen: { ...found, mapping: guessMapping({ columns, rows, isTable: false }) }, layout, head }
}

const isReadable = (list: unknown) => {
  const rows = (list as Fields[]).slice(0, HEAD_ROWS)
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return formatOf({ shape: 'records', columns, rows, document: {}, name: '' }) !== null
}

const rowsInLists = (document: Fields) => {
  const keys = Object.keys(document).map((key) => `"${key.slice(0, 40)}"`)
  return refusal(
    'rows_in_lists',
    `Its rows stand in ${keys.length} lists (${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}); write each list to a file of its own and upload those together`,
  )
}

/** Columns and first rows of a file; a row with a key that no row before it has is among them wherever it stands. */
export async function recordsHead(
  name: string,
  text: string,
  layout: JsonLayout,
  limits: Limits,
): Promise<Head> {
  const head: Head = { shape: 'records', columns: [], rows: [], document: {}, name }
  return withLateKeys(head, jsonRows(once(Buffer.from(text)), layout, limits), limits)
}

/** A head and what comes to it with the rows of the whole file; the head itself where that is nothing. */
export async function withLateKeys(head: Head, batches: AsyncIterable<Row[]>, limits: Limits): Promise<Head> {
  const columns = new Set(head.columns)
  const rows = [...head.rows]
  const most = Math.max(HEAD_ROWS, rows.length)
  for await (const batch of batches)
    for (const row of batch) {
      if (!('value' in row)) continue
      const isNew = isFields(row.value) && addKeys(columns, row.value, limits)
      if (rows.length < HEAD_ROWS || (isNew && rows.length < 2 * most)) rows.push(row.value)
    }
  return columns.size === head.columns.length && head.rows.length > 0
    ? head
    : { ...head, columns: [...columns], rows }
}

function addKeys(columns: Set<string>, row: Fields, limits: Limits): boolean {
  const before = columns.size
  for (const key in row) {
    if (columns.size >= limits.columns) break
    columns.add(key)
  }
  return columns.size > before
}

async function* once(bytes: Buffer) {
  yield bytes
}
