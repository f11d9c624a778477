import type { Outcome } from '../../domain/outcome.ts'
import { recordsOf } from '../delimited.ts'
import { linesOf } from '../text-lines.ts'

/** What a judge said of two outputs to a prompt; `a` was shown first. */
export type JudgedPair = {
  line: number
  prompt: string
  a: string
  b: string
  outcome: Outcome
}
/** A number a judge gave one output. */
export type JudgedOutput = { line: number; prompt: string; model: string; score: number }
export type VerdictProblem = { line: number; message: string }
export type VerdictsFile = { pairs: JudgedPair[]; outputs: JudgedOutput[]; problems: VerdictProblem[] }

const synonyms = {
  prompt: ['prompt_id', 'prompt', 'question_id', 'uid', 'instruction', 'question'],
  a: ['model_a', 'left', 'generator_1', 'first'],
  b: ['model_b', 'right', 'generator_2', 'second'],
  winner: ['winner', 'verdict', 'outcome', 'label'],
  shownFirst: ['shown_first', 'order'],
  model: ['model', 'model_id', 'generator', 'name'],
  score: ['score', 'rating'],
} as const
type Field = keyof typeof synonyms
type Row = { line: number; value: (field: Field) => string }

const outcomes: Record<string, JudgedPair['outcome']> = {
  ...named('a', ['a', 'model_a', 'left', 'first', '1']),
  ...named('b', ['b', 'model_b', 'right', 'second', '2']),
  ...named('tie', ['tie', 'draw', '0']),
  ...named('both_bad', ['both_bad', 'tie (bothbad)', 'bothbad']),
}

function named(outcome: JudgedPair['outcome'], words: string[]) {
  return Object.fromEntries(words.map((word) => [word, outcome]))
}

/**
 * Verdicts (prompt, two models, winner) or scores (prompt, model, score) from CSV, TSV or JSON Lines. The prompt is its
 * id or its exact text. `shown_first` is `a` or `b` where the columns are not in the order shown.
 *
 * @throws SyntaxError naming the line where the file as such cannot be read; rows that cannot be used are problems
 */
export async function readVerdicts(
  chunks: AsyncIterable<Uint8Array>,
  { name }: { name: string },
): Promise<VerdictsFile> {
  const file: VerdictsFile = { pairs: [], outputs: [], problems: [] }
  const words = new Set<string>()
  const rows = /\.(jsonl|ndjson)$/i.test(name) ? jsonRows(chunks) : tableRows(chunks, name)
  for await (const row of rows) {
    if ('message' in row) file.problems.push(row)
    else {
      add(file, row)
      if (row.value('a') !== '') words.add(row.value('winner'))
    }
  }
  refuseUnclear(words)
  return file
}

/** 0 is a tie beside 1 and 2, and the first side in files that count from 0: alone with 1 it may be either. */
function refuseUnclear(words: ReadonlySet<string>): void {
  if (words.has('0') && [...words].every((word) => word === '0' || word === '1'))
    throw new SyntaxError(
      'Cannot read the winners: only 0 and 1 occur, which may be tie and first or first and second; write a, b, tie or both_bad',
    )
}

function add(file: VerdictsFile, row: Row): void {
  const { line } = row
  const problem =
    row.value('a') === '' && row.value('score') !== '' ? addScore(file, row) : addPair(file, row)
  if (problem !== null) file.problems.push({ line, message: `Cannot read line ${line}: ${problem}` })
}

const withoutPrompt = 'there is no prompt: its id or its text'

/** @returns what is wrong with the row, or null when it was taken */
function addPair(file: VerdictsFile, { line, value }: Row): string | null {
  const [prompt, a, b] = [value('prompt'), value('a'), value('b')]
  if (prompt === '') return withoutPrompt
  if (a === '' || b === '') return 'two models and a winner are needed, or a model and a score'
  if (a === b) return `"${a}" is compared with itself`
  const word = value('winner')
  const outcome = word === a ? 'a' : word === b ? 'b' : outcomes[word.toLowerCase()]
  if (!outcome) return `the winner must be a, b, tie or both_bad, found "${word}"`
  const shownFirst = value('shownFirst').toLowerCase()
  if (!['', 'a', 'ab', 'b', 'ba'].includes(shownFirst)) {
    return `"shown_first" must be a or b, found "${shownFirst}"`
  }
  const isTurned = shownFirst.startsWith('b')
  const sides = isTurned ? { a: b, b: a, outcome: turned(outcome) } : { a, b, outcome }
  file.pairs.push({ line, prompt, ...sides })
  return null
}

function addScore(file: VerdictsFile, { line, value }: Row): string | null {
  const [prompt, model] = [value('prompt'), value('model')]
  const score = Number(value('score'))
  if (prompt === '') return withoutPrompt
  if (model === '') return 'a score needs its model'
  if (!Number.isFinite(score)) return `the score must be a number, found "${value('score')}"`
  file.outputs.push({ line, prompt, model, score })
  return null
}

const turned = (outcome: JudgedPair['outcome']): JudgedPair['outcome'] =>
  outcome === 'a' ? 'b' : outcome === 'b' ? 'a' : outcome

async function* tableRows(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Row | VerdictProblem> {
  let header: string[] | null = null
  for await (const records of recordsOf(chunks, /\.tsv$/i.test(name) ? '\t' : null)) {
    for (const { line, fields, error } of records) {
      if (fields === null) {
        yield { line, message: `Cannot read line ${line}: ${error}` }
        continue
      }
      if (fields.length === 1 && fields[0] === '') continue
      if (!header) {
        header = headerOf(fields)
      } else if (fields.length !== header.length) {
        const message = `Cannot read line ${line}: the header has ${header.length} columns, this line ${fields.length}`
        yield { line, message }
      } else {
        const known = header
        yield rowOf(line, (column) => fields[known.indexOf(column)])
      }
    }
  }
  if (!header) throw new SyntaxError('Cannot read line 1: the header is missing')
}

function headerOf(fields: string[]): string[] {
  const header = fields.map((field) => field.replace(/^\uFEFF/, '').trim())
  const has = (field: Field) => synonyms[field].some((column) => header.includes(column))
  if (!has('prompt')) throw new SyntaxError('Cannot read line 1: there is no column "prompt"')
  const isPairs = has('a') && has('b') && has('winner')
  if (!isPairs && !(has('model') && has('score'))) {
    throw new SyntaxError(
      'Cannot read line 1: the columns model_a, model_b and winner are needed, or model and score',
    )
  }
  return header
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Row | VerdictProblem> {
  for await (const lines of linesOf(chunks)) {
    for (const { line, text } of lines) {
      if (text?.trim() === '') continue
      const fields = objectOf(text ?? '')
      if (fields) yield rowOf(line, (column) => (Object.hasOwn(fields, column) ? fields[column] : undefined))
      else yield { line, message: `Cannot read line ${line}: it is not a JSON object` }
    }
  }
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function rowOf(line: number, cell: (column: string) => unknown): Row {
  const value = (field: Field) => {
    for (const column of synonyms[field]) {
      const found = cell(column)
      if (typeof found === 'string' || typeof found === 'number') return String(found).trim()
    }
    return ''
  }
  return { line, value }
}
