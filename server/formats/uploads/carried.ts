import { at, isFields } from './content/values.ts'
import type { OpenedFile } from './opened.ts'
import type { Notices } from './reports/notices.ts'
import type { SourceRow } from './rows.ts'

/** What columns may carry that testers would need to see, by their names. */
const CARRIED: { names: RegExp; what: string; flatOnly?: true }[] = [
  {
    names:
      /^(images?|image_?(urls?|paths?|files?)|videos?|audios?|audio_?(urls?|paths?)|pictures?|photos?|media|screenshots?)$/i,
    what: 'pictures, sound or films',
  },
  {
    names:
      /^(documents?|docs|(retrieved|retrieval|reference)_?contexts?|contexts|passages?|source_documents)$/i,
    what: 'documents',
  },
  { names: /^(tools|functions|tool_definitions|available_tools)$/i, what: 'definitions of tools' },
  { names: /^(system|system_?(prompt|message|instruction)s?)$/i, what: 'system prompts' },
  { names: /^(input|context|history|conversation_history)$/i, what: 'more of the prompt', flatOnly: true },
]

/** Columns a file has and nobody will see, counted as its rows go by. */
export class CarriedColumns {
  private readonly columns: { name: string; what: string; rows: number; line: number }[]
  private readonly file: OpenedFile

  constructor(file: OpenedFile) {
    this.file = file
    const used = usedBy(file)
    this.columns = file.columns.flatMap((name) => {
      const kind = CARRIED.find(({ names }) => names.test(name.trim()))
      const isMeant = kind !== undefined && !used.has(name) && (!kind.flatOnly || isFlat(file))
      return isMeant ? [{ name, what: kind.what, rows: 0, line: 0 }] : []
    })
  }

  see(row: SourceRow) {
    if (this.columns.length === 0 || !('value' in row)) return
    for (const column of this.columns)
      if (isFilled(at(row.value, column.name))) {
        if (column.rows++ === 0) column.line = row.line
      }
  }

  report(notices: Notices) {
    for (const { name, what, rows, line } of this.columns)
      if (rows > 0)
        notices.note(
          this.file.name,
          line,
          'unused_column',
          `"${name}" holds ${what} in ${rows} ${rows === 1 ? 'row' : 'rows'}; they are not shown to testers`,
        )
  }
}

const isFlat = ({ format }: OpenedFile) => Object.keys(format.fields).length === 0

/** The words of a format's fields name the columns it reads. */
function usedBy({ format, mapping }: OpenedFile): Set<string> {
  const { wide, ...fields } = mapping
  if (Object.keys(format.fields).length === 0)
    return new Set([
      ...Object.values(fields).filter((column) => typeof column === 'string'),
      ...wide.flatMap(({ column, modelColumn }) => [column, modelColumn ?? '']),
    ])
  return new Set(Object.values(format.fields).flatMap((said) => said.match(/\w+/g) ?? []))
}

function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  if (Array.isArray(value)) return value.some((each) => isFilled(each))
  return isFields(value)
    ? Object.values(value).some(isFilled)
    : !/^(nan|\[\]|\{\}|null)$/i.test(String(value))
}
