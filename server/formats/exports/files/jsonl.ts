import type { Rows } from '../format.ts'
import type { Column, Value } from '../rows/column.ts'
import { batchedLines } from './batched.ts'
import { decimal } from './decimal.ts'
import { remembered } from './remembered.ts'

/** One JSON object a line, each with every column. */
export function jsonl<Row>(columns: Column<Row>[], rows: Rows<Row>): AsyncGenerator<string> {
  const textJson = remembered(quoted)
  const cells = columns.map(({ name, type, of, absent }, at) => ({
    start: `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    json: (row: Row) => {
      const value = of(row) ?? absent ?? null
      return typeof value === 'string' ? textJson(value) : json(value, type === 'number')
    },
  }))
  const line = (row: Row) => {
    let text = ''
    for (const { start, json } of cells) text += start + json(row)
    return `${text}}\n`
  }
  return batchedLines(rows, { line })
}

/** What `JSON.stringify` writes, without the way through it for the values that need none of its care. */
function json(value: Exclude<Value, string>, isDecimal: boolean): string {
  if (typeof value === 'number') return isDecimal ? decimal(value) : String(value)
  if (value instanceof Date) return `"${value.toISOString()}"`
  return Array.isArray(value) && value.length === 0 ? '[]' : JSON.stringify(value)
}

const quoted = (text: string) => (/[^ !#-[\]-~]/.test(text) ? JSON.stringify(text) : `"${text}"`)
