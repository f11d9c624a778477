import type { Rows } from '../format.ts'
import type { Column, Value } from '../rows/column.ts'
import { batchedLines } from './batched.ts'
import { decimal } from './decimal.ts'
import { remembered } from './remembered.ts'

/**
 * RFC 4180 with `\n` line ends; lists are JSON in their cell. `spreadsheet` puts an apostrophe before texts that a
 * spreadsheet would run as a formula; nothing else is touched.
 */
export function csv<Row>(
  columns: Column<Row>[],
  rows: Rows<Row>,
  { spreadsheet }: { spreadsheet: boolean },
): AsyncGenerator<string> {
  const head = `${columns.map(({ name }) => quoted(name)).join(',')}\n`
  const textCell = remembered(spreadsheet ? (text) => quoted(guarded(text)) : quoted)
  const cells = columns.map(({ type, of }) => (row: Row) => {
    const value = of(row)
    return typeof value === 'string' ? textCell(value) : cell(value, type === 'number')
  })
  const [first = () => '', ...others] = cells
  const line = (row: Row) => {
    let text = first(row)
    for (const other of others) text += `,${other(row)}`
    return `${text}\n`
  }
  return batchedLines(rows, { head, line })
}

function cell(value: Exclude<Value, string>, isDecimal: boolean): string {
  if (value === null) return ''
  if (typeof value === 'number') return isDecimal ? decimal(value) : String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) && value.length === 0) return '[]'
  return typeof value === 'object' ? quoted(JSON.stringify(value)) : String(value)
}

const guarded = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
