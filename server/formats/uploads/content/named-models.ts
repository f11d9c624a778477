import { fileNames } from '../file-names.ts'
import { readFlat } from '../formats/flat.ts'
import type { Context } from '../formats/format.ts'
import type { OpenedFile } from '../opened.ts'
import { Notices } from '../reports/notices.ts'
import { asProblem, eventsOf, fileModel, type SourceRow, withMappedFields } from '../rows.ts'
import type { UploadOptions } from '../types.ts'
import { fieldAt, labelOrNull } from './values.ts'

const ROWS_LOOKED_AT = 200
const MOST = 5000

/**
 * The models these files are about, by the names they give and the names they shall have: known before the audit, so
 * that the first output is searched for the name of the last model too. Files whose rows name no model are not gone
 * through.
 */
export async function namedModels(files: OpenedFile[], options: UploadOptions): Promise<string[]> {
  const names = new Set([
    ...Object.values(options.fileModels ?? {}),
    ...(options.model ? [options.model] : []),
  ])
  const nameOf = fileNames(files)
  for (const file of files) {
    if (file.format.role !== 'outputs') continue
    for (const { model, modelColumn } of file.mapping.wide) if (modelColumn === null) names.add(model)
    if (!(await addThoseOf(file, options, names)))
      names.add(fileModel(file.name, options) ?? nameOf(file.name))
  }
  for (const [from, to] of Object.entries(options.rename ?? {})) if (names.has(from)) names.add(to)
  return [...names]
}

/** @returns whether the rows name models */
async function addThoseOf(file: OpenedFile, options: UploadOptions, names: Set<string>): Promise<boolean> {
  let seen = 0
  let areNamed = false
  try {
    const context = await file.context()
    const quiet = new Notices({ ...context.limits, notices: 0 })
    for await (const batch of file.rows())
      for (const row of batch) {
        for (const model of isFlat(file)
          ? fromColumn(file, row)
          : fromEvents(file, context, row, { options, quiet })) {
          areNamed = true
          names.add(model)
        }
        if ((++seen >= ROWS_LOOKED_AT && !areNamed) || names.size >= MOST) return areNamed
      }
  } catch (error) {
    // The reading that follows tells what is wrong with the file, and where.
    asProblem(error)
  }
  return areNamed
}

/** The mapping says all about such files, so that a row need not be read to know its model. */
const isFlat = ({ format }: OpenedFile) => format.read === readFlat

function* fromColumn({ mapping }: OpenedFile, row: SourceRow): Iterable<string> {
  const model =
    mapping.model !== null && 'value' in row ? labelOrNull(fieldAt(row.value, mapping.model)) : null
  if (model !== null) yield model
}

function* fromEvents(
  file: OpenedFile,
  context: Context,
  row: SourceRow,
  { options, quiet }: { options: UploadOptions; quiet: Notices },
): Iterable<string> {
  for (const event of eventsOf(file, context, row, quiet)) {
    const value = 'value' in row ? row.value : null
    const { model } = event.kind === 'output' ? withMappedFields(event, value, file, options) : event
    if (model != null) yield model
  }
}
