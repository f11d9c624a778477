import { access, constants } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Report } from '../../formats/uploads/types.ts'
import { UploadSettings } from '../../importing/upload-options.ts'
import { type Imported, type NamedFile, withDoor } from '../client/client.ts'
import { assignments, strictCommand, wordAt } from '../terminal/arguments.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { Refused, UsageError } from '../terminal/usage.ts'

const shownNotices = 20

export default strictCommand({
  meta: { name: 'import', description: 'Upload outputs; prints the report' },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    file: { type: 'positional', description: 'Files, each FILE or FILE:model=NAME', required: true },
    map: { type: 'string', description: 'FIELD=COLUMN, may be repeated' },
    model: { type: 'string', description: 'The model of files that name none' },
    approach: { type: 'string', description: 'MODEL=KIND, may be repeated' },
    rename: { type: 'string', description: 'NAME IN THE FILES=NAME TO USE, may be repeated' },
    cost: { type: 'string', description: 'MODEL=COST OF AN ANSWER, may be repeated' },
    drop: { type: 'string', description: 'Leave out outputs with this finding, may be repeated' },
    mask: { type: 'string', description: 'Hide this finding for display, may be repeated' },
    html: { type: 'string', description: 'How HTML is shown: text, convert (its simple tags) or plain' },
    'good-rows': { type: 'boolean', description: 'Take the good rows, leave the bad ones' },
    'dry-run': { type: 'boolean', description: 'Report only, store nothing' },
    json: { type: 'boolean', description: 'Print the report as JSON' },
  },
  more: true,
  run: async (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    wordAt(given, 1, 'FILE')
    const { files, fileModels } = await filesOf(given.words.slice(1))
    const settings = UploadSettings.safeParse({
      map: assignments(given, 'map'),
      approach: assignments(given, 'approach'),
      rename: assignments(given, 'rename'),
      cost: costsOf(assignments(given, 'cost')),
      model: given.text('model'),
      file_models: fileModels,
      decisions: Object.fromEntries([
        ...given.texts('drop').map((kind) => [kind, 'drop']),
        ...given.texts('mask').map((kind) => [kind, 'mask']),
        ...htmlDecision(given.text('html')),
      ]),
      good_rows: given.flag('good-rows'),
      dry_run: given.flag('dry-run'),
    })
    if (!settings.success)
      throw new UsageError(settings.error.issues.map(({ message }) => message).join('\n'))
    await withDoor(async (door) => {
      const imported = await door.importFiles(slug, files, settings.data)
      if (given.flag('json')) printJson({ ...imported.report, id: imported.id, state: imported.state })
      else printReport(imported)
      if (imported.state === 'rejected') throw new Refused('Nothing was stored')
    })
  },
})

function htmlDecision(shown: string | undefined): [string, string][] {
  if (shown === undefined) return []
  if (!['text', 'convert', 'plain'].includes(shown))
    throw new UsageError(`--html must be text, convert or plain, found "${shown}"`)
  return [['html', shown === 'text' ? 'keep' : shown]]
}

function costsOf(given: Record<string, string>): Record<string, number> {
  for (const [model, cost] of Object.entries(given))
    if (cost.trim() === '' || !Number.isFinite(Number(cost)))
      throw new UsageError(`--cost of "${model}" must be a number, found "${cost}"`)
  return Object.fromEntries(Object.entries(given).map(([model, cost]) => [model, Number(cost)]))
}

async function filesOf(words: string[]): Promise<{ files: NamedFile[]; fileModels: Record<string, string> }> {
  const asked = words.map((word) => {
    const [, path = word, model] = /^(.+):model=(.+)$/s.exec(word) ?? []
    return { path, model }
  })
  const names = asked.map(({ path }) => basename(path))
  const files = asked.map(({ path }, n) => {
    const name = names[n] ?? path
    const shared = names.filter((other) => other === name).length > 1
    return { path, name: shared || name.startsWith('samples_') ? join(basename(dirname(path)), name) : name }
  })
  for (const { path } of files) {
    await access(path, constants.R_OK).catch((cause: unknown) => {
      throw new Refused(`Cannot read the file "${path}"`, { cause })
    })
  }
  const named = files.flatMap(({ name }, n) => {
    const model = asked[n]?.model
    return model === undefined ? [] : [[name, model] as const]
  })
  return { files, fileModels: Object.fromEntries(named) }
}

function printReport({ id, state, report }: Imported): void {
  print(`${titles[state] ?? state}${id === null ? '' : ` (batch ${id})`}`)
  for (const file of report.files) print(`  ${file.name}: ${file.rows} rows, read as ${file.format}`)
  print(`${report.outputs} outputs of ${report.models.length} models to ${report.prompts} prompts`)
  for (const { name, outputs, missing, empty } of report.models) {
    print(`  ${name}: ${outputs} outputs, ${missing} missing, ${empty} empty`)
  }
  printNotices('problems', report.problems, report.problem_count)
  printNotices('skipped', report.skipped, report.skipped_count)
  print(`${report.duplicates} duplicates, ${report.identical_pairs} identical pairs`)
  for (const { file, line, kind, excerpt } of report.leaks.slice(0, shownNotices)) {
    note(`${kind} in ${file}, line ${line}: ${excerpt}`)
  }
  for (const { message } of report.findings) note(message)
  if (report.named_before) note(namedBefore(report.named_before))
  for (const { message } of report.notes.filter(({ code }) => code === 'unknown_model')) note(message)
}

const namedBefore = (count: number) =>
  `${count} ${count === 1 ? 'output' : 'outputs'} published before ${count === 1 ? 'names' : 'name'} a model of this upload; flagged as names_a_study_model`

const titles: Record<string, string> = {
  published: 'Published',
  unchanged: 'Nothing new: the study holds this content already',
  rejected: 'Rejected',
  dry_run: 'Dry run: nothing was stored',
}

function printNotices(title: string, notices: Report['problems'], count: number): void {
  if (count === 0) return
  print(`${count} ${title}`)
  for (const { file, line, message } of notices.slice(0, shownNotices))
    print(`  ${file}, line ${line}: ${message}`)
  if (count > shownNotices) note(`… and ${count - shownNotices} more: --json lists them`)
}
