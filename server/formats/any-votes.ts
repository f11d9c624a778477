import type { VoteTable } from '../stats/votes/vote-table.ts'
import { recordsOf } from './delimited.ts'
import { type Fields, isFields, listAt } from './uploads/content/values.ts'
import { defaultLimits } from './uploads/reports/limits.ts'
import { Problem } from './uploads/reports/problem.ts'
import { inflate, isGzip } from './uploads/source/inflate.ts'
import { documentHead, isLineByLine, isOneLine, jsonRows, looksLikeJson } from './uploads/source/json-file.ts'
import { isParquet, parquetFile } from './uploads/source/parquet-file.ts'
import { type GivenColumns, type VoteFields, type VoteLayout, voteLayout } from './vote-layouts.ts'
import { readVotesFile, type VotesFileOptions, VoteTaker } from './votes/votes-file.ts'

type Options = Omit<VotesFileOptions, 'format'>
type Chunks = AsyncIterable<Uint8Array>
type NumberedRow = { line: number; fields: Fields | null; error: string | null }

const HEAD_BYTES = 256 * 1024
const ROWS_LOOKED_AT = 500
/** Columns a plain votes file has; what stands beside them is found by its name. */
const PLAIN = { a: 'model_a', b: 'model_b', winner: 'winner' }

/**
 * Votes from any file that holds some: CSV, TSV, JSON Lines, a JSON list, Parquet, each also packed with gzip, in the
 * columns of this program or of Arena, MT-bench, AlpacaEval, PandaLM, auto-j, JudgeBench, HelpSteer3 and the like.
 *
 * @throws SyntaxError that names the line, or what the file lacks
 */
export async function readAnyVotes(chunks: Chunks, options: Options): Promise<VoteTable> {
  try {
    return await readUnpacked(chunks, options)
  } catch (error) {
    if (error instanceof Problem) throw new SyntaxError(`Cannot read the file: ${error.message}`)
    throw error
  }
}

async function readUnpacked(packed: Chunks, options: Options): Promise<VoteTable> {
  const first = await peeked(packed, 4)
  const { head, chunks } = isGzip(first.head)
    ? await peeked(inflate(first.chunks, defaultLimits), HEAD_BYTES)
    : await peeked(first.chunks, HEAD_BYTES)
  if (isParquet(head)) return readRows(rowsOfParquet(chunks), options)
  const text = head.toString('utf8').replace(/^\uFEFF/, '')
  if (looksLikeJson(text)) return readRows(rowsOfJson(text, chunks), options)
  const columns = await plainColumns(text, options)
  if (columns) return readVotesFile(chunks, { ...options, columns, format: 'csv' })
  return readRows(rowsOfTable(chunks), options)
}

/** The beginning of a stream, and the whole of it again. */
async function peeked(chunks: Chunks, length: number): Promise<{ head: Buffer; chunks: Chunks }> {
  const source = chunks[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  let size = 0
  while (size < length) {
    const next = await source.next()
    if (next.done) break
    parts.push(next.value)
    size += next.value.length
  }
  const again = async function* () {
    yield* parts.splice(0)
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
  }
  return { head: Buffer.concat(parts), chunks: again() }
}

/** The columns of a table whose answers are words of this program, which is read by its bytes; else null. */
async function plainColumns(text: string, { columns = {} }: Options): Promise<GivenColumns | null> {
  const rows: Fields[] = []
  for await (const row of rowsOfTable(once(text))) {
    if (row.fields) rows.push(row.fields)
    if (rows.length >= ROWS_LOOKED_AT) break
  }
  const header = Object.keys(rows[0] ?? {})
  const wanted = { ...PLAIN, ...columns }
  if (rows.length > 0 && !Object.values(wanted).every((name) => header.includes(name))) return null
  const answers = rows.map((row) => String(row[wanted.winner] ?? '').trim())
  if (answers.length > 0 && answers.every((word) => word !== '' && Number.isFinite(Number(word)))) return null
  const found = { ...columns }
  for (const field of ['tester', 'prompt'] as const) {
    const name = found[field] ?? beside(field, header)
    if (name !== undefined) found[field] = name
  }
  return found
}

/** Names under which testers and prompts stand beside a plain vote. */
const BESIDE = {
  tester: ['tester', 'judge', 'worker', 'annotator', 'user', 'evaluator', 'rater'],
  prompt: ['prompt', 'prompt_id', 'question_id'],
}
const beside = (field: keyof typeof BESIDE, header: string[]) =>
  BESIDE[field].find((name) => header.includes(name))

async function readRows(rows: AsyncIterable<NumberedRow>, options: Options): Promise<VoteTable> {
  const { columns = {}, covariates = [] } = options
  const taker = new VoteTaker({
    names: { ...PLAIN, ...columns },
    covariates,
    skipBadRows: options.skipBadRows ?? false,
  })
  let waiting: NumberedRow[] = []
  let layout: VoteLayout | null = null
  const decide = () => {
    layout ??= voteLayout(
      waiting.flatMap(({ fields }) => (fields === null ? [] : [fields])),
      columns,
    )
    for (const row of waiting) takeRow(row, layout, taker, covariates)
    waiting = []
  }
  for await (const row of rows) {
    waiting.push(row)
    if (layout !== null || waiting.length >= ROWS_LOOKED_AT) decide()
  }
  if (layout === null && waiting.every(({ fields }) => fields === null))
    throw new SyntaxError(waiting[0]?.error ?? 'Cannot read line 1: there is no vote in the file')
  decide()
  return taker.table()
}

function takeRow(
  { line, fields, error }: NumberedRow,
  layout: VoteLayout,
  taker: VoteTaker,
  covariates: readonly string[],
) {
  if (fields === null) return taker.refuse(line, error ?? 'it is not an object')
  for (const { a, b, winner, tester, prompt, count } of layout(fields))
    taker.take(line, [
      ...([a, b, winner, tester, plainPrompt(prompt), count] satisfies (
        | VoteFields[keyof VoteFields]
        | undefined
      )[]),
      ...covariates.map((name) => fields[name]),
    ])
}

/** A prompt of several turns is named by its words. */
const plainPrompt = (prompt: unknown) =>
  typeof prompt === 'object' && prompt !== null ? JSON.stringify(prompt) : prompt

async function* rowsOfTable(chunks: Chunks): AsyncGenerator<NumberedRow> {
  let header: string[] | null = null
  for await (const records of recordsOf(chunks, null))
    for (const { line, fields, error } of records) {
      if (fields === null) yield { line, fields: null, error }
      else if (fields.length === 1 && fields[0]?.trim() === '') continue
      else if (header === null) header = fields.map((cell) => cell.replace(/^\uFEFF/, '').trim())
      else if (fields.length !== header.length)
        yield {
          line,
          fields: null,
          error: `the header has ${header.length} columns, this line ${fields.length}`,
        }
      else yield { line, fields: Object.fromEntries(header.map((name, i) => [name, fields[i]])), error: null }
    }
}

async function* rowsOfJson(text: string, chunks: Chunks): AsyncGenerator<NumberedRow> {
  const byLine = isLineByLine(text, defaultLimits)
  const isDocument = text.trimStart().startsWith('{') && (!byLine || isOneLine(text))
  const document = isDocument ? documentHead(text, defaultLimits) : {}
  const list = Object.keys(document).find((key) => listAt(document, key).some(isFields))
  const isContainer = list !== undefined && !isVote(document)
  const layout = isContainer ? { byLine: false, path: [list] } : { byLine, path: [] }
  for await (const batch of jsonRows(asBuffers(chunks), layout, defaultLimits))
    for (const row of batch) {
      if ('problem' in row) yield { line: row.line, fields: null, error: row.problem.message }
      else if (isFields(row.value)) yield { line: row.line, fields: row.value, error: null }
      else yield { line: row.line, fields: null, error: 'it is not a JSON object' }
    }
}

/** Whether an object is a vote itself, whatever lists it holds. */
function isVote(row: Fields): boolean {
  try {
    return voteLayout([row], {}) !== null
  } catch {
    return false
  }
}

async function* rowsOfParquet(chunks: Chunks): AsyncGenerator<NumberedRow> {
  const { rows } = await parquetFile({ open: () => chunks }, defaultLimits)
  for await (const batch of rows())
    for (const row of batch)
      if ('value' in row && isFields(row.value)) yield { line: row.line, fields: row.value, error: null }
}

async function* asBuffers(chunks: Chunks): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
