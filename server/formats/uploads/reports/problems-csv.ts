import type { Report } from '../types.ts'

/** Every problem, skipped row and note of a report, one a line, safe to open in a spreadsheet. */
export function problemsCsv({ problems, skipped, notes, leaks }: Report): string {
  const rows = [
    ...problems.map((each) => ['problem', each.file, each.line, each.code, each.message]),
    ...skipped.map((each) => ['skipped', each.file, each.line, each.code, each.message]),
    ...notes.map((each) => ['note', each.file, each.line, each.code, each.message]),
    ...leaks.map((each) => ['leak', each.file, each.line, each.kind, `${each.model}: ${each.excerpt}`]),
  ]
  return [['what', 'file', 'line', 'code', 'message'], ...rows]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
}

function cell(value: string | number): string {
  const text = String(value)
  const guarded = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
