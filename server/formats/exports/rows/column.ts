/** What a cell may hold; one type per column, so that every row of a file has the same shape. */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'time'
  | { list: ColumnType }
  | { fields: Record<string, ColumnType> }

export type Value = string | number | boolean | Date | null | Value[] | { [field: string]: Value }

/**
 * `absent` is what JSON Lines shows where there is no value: loaders fix a column's type from the first rows,
 * so null is not safe there. CSV leaves the cell empty, Parquet writes null.
 */
export type Column<Row> = {
  name: string
  type: ColumnType
  of: (row: Row) => Value
  absent?: number | boolean
}

export const texts: ColumnType = { list: 'text' }
export const turns: ColumnType = { list: { fields: { role: 'text', content: 'text' } } }
