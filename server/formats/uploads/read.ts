import { openedFrom } from './archives.ts'
import { Audit } from './audit/audit.ts'
import { findingsOf } from './audit/findings.ts'
import { CarriedColumns } from './carried.ts'
import { type Refused, withoutCompanions } from './companions.ts'
import { namedModels } from './content/named-models.ts'
import { PromptBook } from './content/prompts.ts'
import { rootOf } from './content/values.ts'
import { fileNames } from './file-names.ts'
import { isMapField } from './formats/mapping.ts'
import type { OpenedFile } from './opened.ts'
import { type Limits, withDefaults } from './reports/limits.ts'
import { Notices } from './reports/notices.ts'
import { Problem, UploadError } from './reports/problem.ts'
import { Tally } from './reports/tally.ts'
import { asProblem, type Desk, namesPromptsById, refuseWithoutPrompts, rowsFrom } from './rows.ts'
import { sharedSides } from './side-names.ts'
import type { FileReport, Report, UploadFile, UploadOptions, UploadRow } from './types.ts'

const CHUNK = 500

export type Sink = (rows: UploadRow[]) => Promise<void>

/**
 * Reads an upload of any mix of formats and hands its rows over in chunks. Rows stop coming at the first problem,
 * unless the good rows are asked for; the report lists every problem either way.
 *
 * @throws UploadError if the options make no sense or there is no file. Bad files never throw.
 */
export async function readUpload(files: UploadFile[], options: UploadOptions, sink: Sink): Promise<Report> {
  checkOptions(files, options)
  const limits = withDefaults(options.limits)
  const notices = new Notices(limits)
  const reports = new Map<string, FileReport>()
  const ready = await openAll(files, options, limits, notices, reports)
  const book = new PromptBook({
    limits,
    keepTexts: ready.some(namesPromptsById),
    lookUp: options.knownPrompts,
  })
  const audit = new Audit(limits, [...(options.studyLabels ?? []), ...(await namedModels(ready, options))])
  const desk: Desk = { book, tally: new Tally(), notices, options, names: fileNames(ready), audit }
  const rows = new RowChunks(sink, () => options.goodRows === true || notices.problemCount === 0)
  for (const file of inReadingOrder(ready)) {
    const report = reports.get(file.name)
    if (report) await readFile(file, desk, rows, report)
  }
  await rows.flush()
  refuseWithoutOutputs(files[0]?.name ?? '', ready, desk)
  noteMergedPrompts(files[0]?.name ?? '', desk)
  noteStrangeModels(files[0]?.name ?? '', desk)
  return reportOf(reports, promptFiles(ready), desk)
}

/** The report of an upload that cannot be read at all. */
export function refusedReport({ code, message }: UploadError): Report {
  const limits = withDefaults(undefined)
  const notices = new Notices(limits)
  notices.problem('the upload', 1, new Problem(code, message, { wholeFile: true }))
  return reportOf(new Map(), new Set(), {
    book: new PromptBook({ limits, keepTexts: false }),
    tally: new Tally(),
    notices,
    options: {},
    names: () => '',
  })
}

export function checkOptions(files: UploadFile[], options: UploadOptions) {
  if (files.length === 0) throw new UploadError('no_files', 'Cannot import: there is no file')
  const odd = Object.keys(options.map ?? {}).find((field) => !isMapField(field))
  if (odd !== undefined)
    throw new UploadError(
      'unknown_field',
      `Cannot map "${odd}": the fields are prompt, output, model, id, sample, tags, approach, cost, latency, model:NAME`,
    )
  const taken = new Set<string>()
  for (const { name } of files) {
    if (taken.has(name)) throw new UploadError('same_name', `Cannot import two files named "${name}" at once`)
    taken.add(name)
  }
}

async function openAll(
  files: UploadFile[],
  options: UploadOptions,
  limits: Limits,
  notices: Notices,
  reports: Map<string, FileReport>,
): Promise<OpenedFile[]> {
  const allowance = { left: limits.totalBytes }
  const opened: OpenedFile[] = []
  const failed: Refused[] = []
  for (const file of files) {
    for await (const { name, ...outcome } of openedFrom(file, {
      options,
      limits,
      allowance,
      onlyHead: false,
    })) {
      const format = 'file' in outcome ? outcome.file.format.name : 'unknown'
      reports.set(name, { name, format, rows: 0, model: null })
      if ('file' in outcome) opened.push(outcome.file)
      else failed.push({ name, problem: outcome.problem })
    }
  }
  const { files: ready, refused } = withoutCompanions(opened, failed, notices)
  for (const { name, problem } of refused) notices.problem(name, problem.line ?? 1, problem)
  for (const { name, format } of ready) reports.set(name, { name, format: format.name, rows: 0, model: null })
  const sides = sharedSides(ready, options)
  if (sides) notices.problem(sides.file, 1, sides.problem)
  const names = [...new Set(ready.flatMap(({ columns }) => columns))]
  for (const [field, column] of Object.entries(options.map ?? {}))
    if (notices.problemCount === 0 && !names.includes(rootOf(column.trim(), names)))
      notices.problem(
        files[0]?.name ?? '',
        1,
        new Problem('unknown_column', `no file has the column "${column}" that ${field} is mapped to`, {
          wholeFile: true,
        }),
      )
  return ready
}

/** Prompts first, then files with their own prompts, then those that refer to either. */
export function inReadingOrder(files: OpenedFile[]): OpenedFile[] {
  const rank = (file: OpenedFile) => (file.format.role === 'prompts' ? 0 : namesPromptsById(file) ? 2 : 1)
  return [...files].sort((a, b) => rank(a) - rank(b))
}

async function readFile(file: OpenedFile, desk: Desk, rows: RowChunks, report: FileReport) {
  const models = new Set<string>()
  const carried = new CarriedColumns(file)
  try {
    const context = await file.context()
    await refuseWithoutPrompts(file, context, desk)
    for await (const batch of file.rows())
      for (const row of batch) {
        report.rows++
        carried.see(row)
        for (const made of await rowsFrom(file, context, row, desk)) {
          if (models.size < 2) models.add(made.model)
          await rows.add(made)
        }
      }
  } catch (error) {
    const { code, message, line } = asProblem(error)
    desk.notices.problem(file.name, line ?? 1, new Problem(code, message, { wholeFile: true }))
  }
  if (file.format.role === 'outputs') carried.report(desk.notices)
  const [only] = models
  if (only !== undefined && models.size === 1) report.model = only
}

/** Prompts alone are nothing to compare. */
function refuseWithoutOutputs(file: string, ready: OpenedFile[], { notices, book }: Desk) {
  if (notices.problemCount > 0 || ready.length === 0 || ready.some(({ format }) => format.role === 'outputs'))
    return
  const message = `it holds prompts and no outputs (${book.declaredCount} prompts); upload the models' answers with it`
  notices.problem(file, 1, new Problem('no_outputs', message, { wholeFile: true }))
}

function noteMergedPrompts(file: string, { book, notices }: Desk) {
  const [one = '', other = ''] = book.mergedIds
  if (book.merged > 0)
    notices.note(
      file,
      1,
      'merged_prompts',
      `${book.merged} ${book.merged === 1 ? 'prompt has' : 'prompts have'} the text of another under a second id and are one with it (${one} and ${other}, for one)`,
    )
}

/** A name told that no file has is most likely misspelt. */
function noteStrangeModels(file: string, { options, tally, notices }: Desk) {
  const names = new Set(tally.labels)
  const told = [
    ...Object.entries(options.rename ?? {}).map(([from, to]) => ({ name: from, isThere: names.has(to) })),
    ...Object.keys({ ...options.approach, ...options.cost }).map((name) => ({
      name,
      isThere: names.has(name),
    })),
  ]
  for (const { name, isThere } of told)
    if (!isThere) notices.note(file, 1, 'unknown_model', `No file has the model "${name.slice(0, 200)}"`)
}

class RowChunks {
  private chunk: UploadRow[] = []
  private readonly sink: Sink
  private readonly isWanted: () => boolean

  constructor(sink: Sink, isWanted: () => boolean) {
    this.sink = sink
    this.isWanted = isWanted
  }

  async add(row: UploadRow) {
    this.chunk.push(row)
    if (this.chunk.length >= CHUNK) await this.flush()
  }

  async flush() {
    const chunk = this.chunk
    this.chunk = []
    if (chunk.length > 0 && this.isWanted()) await this.sink(chunk)
  }
}

function reportOf(
  reports: Map<string, FileReport>,
  prompts: Set<string>,
  { book, tally, notices, audit }: Desk,
): Report {
  const looks = audit?.looksOfModels() ?? []
  const byText = audit?.identifiability() ?? null
  const byLooks = audit?.identifiabilityByLooks() ?? null

  const files = [...reports.values()]
  return {
    format: formatName(files, prompts),
    files,
    prompts: book.size,
    models: tally.report(book.size),
    outputs: tally.outputs,
    skipped: notices.skipped,
    problems: notices.problems,
    skipped_count: notices.skippedCount,
    problem_count: notices.problemCount,
    notes: notices.notes,
    duplicates: tally.duplicates,
    identical_pairs: tally.identicalPairs,
    leaks: audit?.leaks ?? [],
    leak_count: audit?.leakCount ?? 0,
    findings: audit
      ? findingsOf({
          counts: audit.counts,
          looks,
          byText,
          byLooks,
          outputs: tally.outputs,
          identicalPairs: tally.identicalPairs,
          duplicates: tally.duplicates,
          nearDuplicates: audit.nearDuplicates.count,
        })
      : [],
    looks,
    identifiability: byText,
    identifiability_by_looks: byLooks,
    content_hash: tally.contentHash(),
  }
}

/** One name for the upload: that of its outputs where they agree. */
export function formatName(files: { name: string; format: string }[], prompts: Set<string>): string {
  const outputs = files.filter(({ name, format }) => !prompts.has(name) && format !== 'unknown')
  const names = new Set((outputs.length > 0 ? outputs : files).map(({ format }) => format))
  const [only = 'unknown'] = names
  return names.size === 1 ? only : 'mixed'
}

export const promptFiles = (files: OpenedFile[]) =>
  new Set(files.filter(({ format }) => format.role === 'prompts').map(({ name }) => name))
