import type { Conversation } from '../../domain/conversation.ts'
import type { Audit } from './audit/audit.ts'
import type { Found, PromptBook } from './content/prompts.ts'
import { isBlank } from './content/turns.ts'
import { amount, fieldAt, label, labelOrNull, tags } from './content/values.ts'
import type { FileNames } from './file-names.ts'
import type { Context, OutputEvent, PromptEvent } from './formats/format.ts'
import type { OpenedFile } from './opened.ts'
import { Notices } from './reports/notices.ts'
import { Problem, refusal } from './reports/problem.ts'
import type { Tally } from './reports/tally.ts'
import { REPEATED_HEADER } from './source/table-file.ts'
import type { UploadOptions, UploadRow } from './types.ts'

export type Desk = {
  book: PromptBook
  tally: Tally
  notices: Notices
  options: UploadOptions
  names: FileNames
  /** absent where only the beginning of a file is looked at */
  audit?: Audit
}

export type SourceRow = { line: number; value: unknown } | { line: number; problem: Problem }

/** The rows one row of a file makes; what cannot be used becomes a notice with its line. */
export async function rowsFrom(
  file: OpenedFile,
  context: Context,
  row: SourceRow,
  desk: Desk,
): Promise<UploadRow[]> {
  const rows: UploadRow[] = []
  for (const event of eventsOf(file, context, row, desk.notices)) {
    try {
      if (event.kind === 'prompt') desk.book.declare(event)
      else {
        const made = await rowOf(file, row.line, 'value' in row ? row.value : null, event, desk)
        if (made) rows.push(made)
      }
    } catch (error) {
      const problem = asProblem(error)
      if (problem.wholeFile) throw problem
      desk.notices.problem(file.name, row.line, problem)
    }
  }
  return rows
}

/** Whether rows of this file may name their prompt by an id alone. */
export const namesPromptsById = ({ format, mapping }: OpenedFile) =>
  format.role === 'outputs' &&
  (format.needsPrompts === true || (Object.keys(format.fields).length === 0 && mapping.prompt === null))

/** One refusal says more than a thousand rows that each lack their prompt. */
export async function refuseWithoutPrompts(file: OpenedFile, context: Context, { book, options }: Desk) {
  if (!namesPromptsById(file)) return
  const quiet = new Notices(context.limits)
  let missing: string | null = null
  for (const value of file.headRows)
    for (const event of eventsOf(file, { ...context, memory: new Map() }, { line: 1, value }, quiet)) {
      if (event.kind !== 'output') continue
      const { ids, question } = withMappedFields(event, value, file, options)
      if (question !== null || (await book.knows(ids))) return
      missing ??= event.shownId ?? ids[0] ?? null
    }
  if (missing === null) return
  throw refusal(
    'unknown_prompts',
    `It names its prompts by id only (${missing.slice(0, 60)}, …); upload the file with the prompts too${file.format.promptsFile ? ` (${file.format.promptsFile})` : ''}`,
  )
}

/** What a row says, as its format reads it; problems and skips become notices. */
export function* eventsOf(
  file: OpenedFile,
  context: Context,
  row: SourceRow,
  notices: Notices,
): Generator<PromptEvent | OutputEvent> {
  if ('problem' in row) {
    if (row.problem.wholeFile) throw row.problem
    return notices.problem(file.name, row.line, row.problem)
  }
  if (row.value === REPEATED_HEADER)
    return notices.skip(file.name, row.line, 'repeated_header', 'the header comes again')
  try {
    for (const event of file.format.read(row.value, context)) {
      if (event instanceof Problem) notices.problem(file.name, row.line, event)
      else if (event.kind === 'prompt' || event.kind === 'output') yield event
      else if (event.kind === 'skip') notices.skip(file.name, row.line, event.code, event.message)
      else notices.note(file.name, row.line, event.code, event.message)
    }
  } catch (error) {
    const problem = asProblem(error)
    if (problem.wholeFile) throw refusedAt(problem, row.line)
    notices.problem(file.name, row.line, problem)
  }
}

const refusedAt = ({ code, message, line: own }: Problem, line: number) =>
  refusal(code, message, own !== null && own > 1 ? own : line)

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof RangeError) return new Problem('bad_value', 'it cannot be read')
  throw error
}

/** The row an output makes, or null where it is empty, failed or there already; each with its notice. */
async function rowOf(
  file: OpenedFile,
  line: number,
  value: unknown,
  given: OutputEvent,
  { book, tally, notices, options, names, audit }: Desk,
): Promise<UploadRow | null> {
  const event = withMappedFields(given, value, file, options)
  if (event.failure !== undefined) {
    notices.skip(file.name, line, 'failed', `the model gave no answer: ${event.failure.slice(0, 200)}`)
    return null
  }
  const prompt = await book.find(event)
  const model = modelOf(event, prompt.model, file.name, { options, names })
  const output = interleaved(event.replies, prompt.question.followUps)
  if (isBlank(output)) {
    tally.empty(prompt.index, model)
    notices.skip(file.name, line, 'empty_output', `the output of "${model}" is empty`)
    return null
  }
  const sample = tally.add(prompt, model, output)
  if (sample === null) return null
  const row: UploadRow = {
    file: file.name,
    line,
    prompt: promptOf(prompt, event),
    model,
    sample,
    output,
    approach: event.approach ?? ownValue(options.approach, model),
    cost: event.cost ?? ownValue(options.cost, model),
    latency: event.latency ?? null,
    flags: event.truncated ? ['truncated'] : [],
    metadata: event.metadata ?? {},
  }
  if (audit) inspectRow(row, prompt.index, audit, notices)
  return row
}

function inspectRow(row: UploadRow, prompt: number, audit: Audit, notices: Notices) {
  const alike = audit.addPrompt(row, prompt)
  if (alike) {
    const message = `Line ${row.line}: its prompt is nearly the same as the one in ${alike.file}, line ${alike.line}`
    notices.note(row.file, row.line, 'near_duplicate_prompt', message)
  }
  row.flags = audit.add(row, prompt)
}

/** What the columns mapped by hand say, over what the format found. */
export function withMappedFields(
  event: OutputEvent,
  value: unknown,
  file: OpenedFile,
  options: UploadOptions,
): OutputEvent {
  const { map = {} } = options
  const column = (field: string) => (Object.hasOwn(map, field) ? fieldAt(value, map[field] ?? '') : undefined)
  const changes: Partial<OutputEvent> = {}
  const model = column('model')
  if (model !== undefined && !event.modelIsColumn) changes.model = label(model, map.model ?? 'model')
  const id = column('id')
  const name = id === undefined ? null : label(id, map.id ?? 'id')
  if (name !== null) changes.ids = [name]
  const tagged = column('tags')
  if (tagged !== undefined) changes.tags = tags(tagged)
  const approach = labelOrNull(column('approach'))
  if (approach !== null) changes.approach = approach
  const cost = amount(column('cost'))
  if (cost !== null && file.mapping.cost === null) changes.cost = cost
  const latency = amount(column('latency'))
  if (latency !== null && file.mapping.latency === null) changes.latency = latency
  return Object.keys(changes).length === 0 ? event : { ...event, ...changes }
}

const ownValue = <T>(record: Record<string, T> | undefined, key: string): T | null =>
  record && Object.hasOwn(record, key) ? (record[key] ?? null) : null

export function fileModel(name: string, options: UploadOptions): string | null {
  return ownValue(options.fileModels, name) ?? ownValue(options.fileModels, name.split(/[\\/]/).pop() ?? name)
}

type Naming = Pick<Desk, 'options' | 'names'>

function modelOf(event: OutputEvent, ofPrompt: string | null, file: string, naming: Naming): string {
  const { options } = naming
  const name = nameOf(event, ofPrompt, file, naming)
  return ownValue(options.rename, name) ?? name
}

function nameOf(
  event: OutputEvent,
  ofPrompt: string | null,
  file: string,
  { options, names }: Naming,
): string {
  const given = event.modelIsColumn ? event.model : (fileModel(file, options) ?? event.model ?? ofPrompt)
  const model = given ?? options.model?.trim() ?? null
  if (model) return model
  if (event.modelMissing || event.modelIsColumn)
    throw new Problem('no_model', 'it names no model; give rows that name none one by "model" (--model NAME)')
  return names(file)
}

/** The first answer, then what the user said next and its answer, as far as both go. */
function interleaved(replies: Conversation[], followUps: string[]): Conversation {
  if (replies.length > followUps.length + 1)
    throw new Problem(
      'turns_mismatch',
      `it has ${replies.length} answers, its prompt has ${followUps.length + 1} ${followUps.length === 0 ? 'turn' : 'turns'}`,
    )
  return replies.flatMap((reply, i) => {
    const next = followUps[i - 1]
    return i > 0 && next !== undefined ? [{ role: 'user' as const, content: next }, ...reply] : reply
  })
}

function promptOf(found: Found, event: OutputEvent): UploadRow['prompt'] {
  const { key, id, question, tags, language, group } = found
  return {
    key,
    id,
    messages: question.messages,
    tags: [...new Set([...tags, ...(event.tags ?? [])])],
    language,
    group,
  }
}
