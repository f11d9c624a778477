import { batchedLines } from './batched.ts'
import type { Column, Value } from './column.ts'
import { decimal } from './decimal.ts'

/** One JSON object a line, each with every column. */
export function jsonl<Row>(columns: Column<Row>[], rows: AsyncIterable<Row>): AsyncGenerator<string> {
  const cells = columns.map((column, at) => ({
    column,
    name: `${at === 0 ? '{' : ','}${JSON.stringify(column.name)}:`,
  }))
  const line = (row: Row) => {
    let text = ''
    for (const { column, name } of cells) text += name + json(column, row)
    return `${text}}\n`
  }
  return batchedLines(rows, { line })
}

function json<Row>({ type, of, absent }: Column<Row>, row: Row): string {
  const value: Value = of(row) ?? absent ?? null
  return type === 'number' && typeof value === 'number' ? decimal(value) : JSON.stringify(value)
}
