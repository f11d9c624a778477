import type { ExportInput, Extension, Rows } from '../format.ts'
import type { Column } from '../rows/column.ts'
import { counted } from '../rows/counts.ts'
import { csv } from './csv.ts'
import { jsonl } from './jsonl.ts'
import { parquet } from './parquet.ts'

/** Columns may depend on the filters: `margin` adds one, so does `split`. */
export type Table<Row> = {
  columns: (input: ExportInput) => Column<Row>[]
  rows: (input: ExportInput) => Rows<Row>
}

export async function* drawn<Row>(rows: Table<Row>['rows'], input: ExportInput): Rows<Row> {
  for await (const batch of rows(input)) yield counted(batch, input.counts)
}

export const csvOf = <Row>(table: Table<Row>): Extension => ({
  contentType: 'text/csv; charset=utf-8',
  accepts: ['spreadsheet'],
  write: (input) =>
    csv(table.columns(input), drawn(table.rows, input), { spreadsheet: input.filters.spreadsheet }),
})

export const jsonlOf = <Row>(table: Table<Row>): Extension => ({
  contentType: 'application/jsonl; charset=utf-8',
  write: (input) => jsonl(table.columns(input), drawn(table.rows, input)),
})

export const parquetOf = <Row>(table: Table<Row>): Extension => ({
  contentType: 'application/vnd.apache.parquet',
  write: (input) => parquet(table.columns(input), drawn(table.rows, input)),
})
