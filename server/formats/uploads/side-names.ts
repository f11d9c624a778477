import { bare, OUTPUTS, plainName, SIDES } from './formats/column-names.ts'
import type { OpenedFile } from './opened.ts'
import { Problem } from './reports/problem.ts'
import type { UploadOptions } from './types.ts'

/**
 * "response_a" of two files may be two models: where several files have such a column and nothing says whose it is, that
 * is a question for whoever uploads them.
 *
 * @returns the file that shares the column with one before it, and what to do
 */
export function sharedSides(
  files: OpenedFile[],
  options: UploadOptions,
): { file: string; problem: Problem } | null {
  const named = new Set([
    ...Object.keys(options.rename ?? {}),
    ...Object.keys(options.map ?? {}).map((field) => field.replace(/^model:/, '')),
  ])
  const seen = new Set<string>()
  for (const { name, format, mapping } of files) {
    if (format.role !== 'outputs' || Object.keys(format.fields).length > 0) continue
    for (const { column, model, modelColumn } of mapping.wide) {
      if (modelColumn !== null || named.has(model) || !isSide(column)) continue
      if (seen.has(column)) return { file: name, problem: questionOf(column) }
    }
    for (const { column, modelColumn } of mapping.wide) if (modelColumn === null) seen.add(column)
  }
  return null
}

const isSide = (column: string) => {
  if (/^column \d+$/.test(column)) return true
  const side = SIDES.exec(plainName(column))
  return side !== null && OUTPUTS.includes(bare(side[1] ?? side[4] ?? ''))
}

const questionOf = (column: string) =>
  new Problem(
    'unnamed_sides',
    `its column "${column}" is in another file too, and may be another model there; if it is the same model, name it (map model:NAME=${column}), else give the columns of each file the names of their models`,
    { wholeFile: true },
  )
