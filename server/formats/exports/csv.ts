import { batchedLines } from './batched.ts'
import type { Column, ColumnType, Value } from './column.ts'
import { decimal } from './decimal.ts'

/**
 * RFC 4180 with `\n` line ends; lists are JSON in their cell. `spreadsheet` puts an apostrophe before texts that a
 * spreadsheet would run as a formula; nothing else is touched.
 */
export function csv<Row>(
  columns: Column<Row>[],
  rows: AsyncIterable<Row>,
  { spreadsheet }: { spreadsheet: boolean },
): AsyncGenerator<string> {
  const head = `${columns.map(({ name }) => quoted(name)).join(',')}\n`
  const line = (row: Row) => {
    let text = ''
    for (const column of columns) text += `,${cell(column.of(row), column.type, spreadsheet)}`
    return `${text.slice(1)}\n`
  }
  return batchedLines(rows, { head, line })
}

function cell(value: Value, type: ColumnType, spreadsheet: boolean): string {
  if (value === null) return ''
  if (typeof value === 'number') return type === 'number' ? decimal(value) : String(value)
  if (typeof value === 'string') return quoted(spreadsheet && /^[=+\-@]/.test(value) ? `'${value}` : value)
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? quoted(JSON.stringify(value)) : String(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
