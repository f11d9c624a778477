import { openedFrom } from './archives.ts'
import { PromptBook } from './content/prompts.ts'
import { storable } from './content/storable.ts'
import { at, kindOf } from './content/values.ts'
import { fileNames } from './file-names.ts'
import type { OpenedFile } from './opened.ts'
import { checkOptions, formatName, inReadingOrder, promptFiles } from './read.ts'
import { type Limits, withDefaults } from './reports/limits.ts'
import { Notices } from './reports/notices.ts'
import type { Problem } from './reports/problem.ts'
import { Tally } from './reports/tally.ts'
import { asProblem, type Desk, rowsFrom } from './rows.ts'
import type { RecognisedFile, Recognition, UploadFile, UploadOptions, UploadRow } from './types.ts'

const FIRST_ROWS = 12
const ROWS_LOOKED_AT = 200
const PROMPTS_LOOKED_AT = 20_000

/**
 * What each file seems to hold, from its beginning alone: format and why, columns with sample values, the mapping
 * proposed, the first rows. Prompt files are read, so that the first rows can show their prompts.
 *
 * @throws UploadError as `readUpload` does
 */
export async function recogniseUpload(files: UploadFile[], options: UploadOptions): Promise<Recognition> {
  checkOptions(files, options)
  const limits = withDefaults(options.limits)
  const known = new Map<string, RecognisedFile>()
  const allowance = { left: limits.totalBytes }
  const ready: OpenedFile[] = []
  for (const file of files) {
    for await (const outcome of openedFrom(file, { options, limits, allowance, onlyHead: true })) {
      if ('file' in outcome) ready.push(outcome.file)
      known.set(outcome.name, 'file' in outcome ? describe(outcome.file) : refused(outcome, limits))
    }
  }
  const book = new PromptBook({ limits, keepTexts: true, lookUp: options.knownPrompts })
  const names = fileNames(ready)
  for (const file of inReadingOrder(ready)) {
    const report = known.get(file.name)
    const notices = new Notices(limits)
    if (report) await showFirstRows(file, report, { book, tally: new Tally(), notices, options, names })
  }
  const reports = [...known.values()]
  const models = new Set(reports.flatMap(({ rows }) => rows.map(({ model }) => model)))
  return { format: formatName(reports, promptFiles(ready)), files: reports, models: [...models] }
}

const describe = ({ name, format, why, columns, headRows, map }: OpenedFile): RecognisedFile => ({
  name,
  format: format.name,
  title: format.title,
  why: storable(why),
  role: format.role,
  model: null,
  columns: columns
    .slice(0, 200)
    .map((column) => ({ name: storable(column), samples: samplesOf(headRows, column).map(storable) })),
  mapping: Object.fromEntries(Object.entries(map).map((pair) => pair.map(storable))),
  rows: [],
  problems: [],
})

function refused({ name, problem }: { name: string; problem: Problem }, limits: Limits): RecognisedFile {
  const notices = new Notices(limits)
  notices.problem(name, problem.line ?? 1, problem)
  return {
    name,
    format: 'unknown',
    title: 'Not recognised',
    why: notices.problems[0]?.message ?? '',
    role: 'refused',
    model: null,
    columns: [],
    mapping: {},
    rows: [],
    problems: notices.problems,
  }
}

function samplesOf(rows: unknown[], column: string): string[] {
  const samples = new Set<string>()
  for (const row of rows) {
    const value = at(row, column)
    if (value === undefined || value === null || value === '') continue
    const words = typeof value === 'string' ? value : (JSON.stringify(value) ?? kindOf(value))
    samples.add(words.length > 200 ? `${words.slice(0, 199)}…` : words)
    if (samples.size === 3) break
  }
  return [...samples]
}

async function showFirstRows(file: OpenedFile, report: RecognisedFile, desk: Desk) {
  const rows: UploadRow[] = []
  const most = file.format.role === 'prompts' ? PROMPTS_LOOKED_AT : ROWS_LOOKED_AT
  let seen = 0
  try {
    const context = await file.context()
    reading: for await (const batch of file.rows())
      for (const row of batch) {
        rows.push(...(await rowsFrom(file, context, row, desk)))
        seen++
        if (rows.length >= FIRST_ROWS || seen >= most) break reading
      }
  } catch (error) {
    const problem = asProblem(error)
    desk.notices.problem(file.name, problem.line ?? 1, problem)
  }
  report.rows = rows.slice(0, FIRST_ROWS)
  report.problems = desk.notices.problems.slice(0, 100)
  const models = new Set(rows.map(({ model }) => model))
  const [only = null] = models
  report.model = models.size === 1 ? only : null
}
