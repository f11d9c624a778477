import { batchedLines } from './batched.ts'
import type { Column, Value } from './column.ts'

/** One JSON object a line, each with every column. */
export function jsonl<Row>(columns: Column<Row>[], rows: AsyncIterable<Row>): AsyncGenerator<string> {
  return batchedLines(rows, { line: (row) => `${JSON.stringify(jsonRow(columns, row))}\n` })
}

export function jsonRow<Row>(columns: Column<Row>[], row: Row): Record<string, Value> {
  const object: Record<string, Value> = {}
  for (const { name, of, absent } of columns) object[name] = of(row) ?? absent ?? null
  return object
}
