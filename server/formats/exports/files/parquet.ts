import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Rows } from '../format.ts'
import type { Column, ColumnType, Value } from '../rows/column.ts'

const firstGroup = 1000
const groupRows = 20_000
const groupCharacters = 8 * 1024 * 1024

/**
 * Parquet with nested columns, one row group at a time: the first small for previews, the others by rows or by size
 * of their texts, so that memory stays bounded. The same rows give the same bytes.
 */
export async function* parquet<Row>(columns: Column<Row>[], batches: Rows<Row>): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const file = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: 'tiebreak' })
  let group = emptyGroup(columns)
  let limit = firstGroup
  for await (const rows of batches) {
    for (const row of rows) {
      for (const [at, column] of columns.entries()) {
        const value = column.of(row)
        group.characters += lengthOf(value)
        group.data[at]?.push(stored(value, column.type))
      }
      group.rows += 1
      if (group.rows < limit && group.characters < groupCharacters) continue
      yield writeGroup(file, bytes, { columns, group })
      group = emptyGroup(columns)
      limit = groupRows
    }
  }
  if (group.rows > 0) yield writeGroup(file, bytes, { columns, group })
  file.finish()
  yield takeBytes(bytes)
}

type Stored = string | number | bigint | boolean | Date | null | Stored[] | { [field: string]: Stored }
type Group = { rows: number; characters: number; data: Stored[][] }

const emptyGroup = (columns: unknown[]): Group => ({ rows: 0, characters: 0, data: columns.map(() => []) })

function writeGroup<Row>(
  file: ParquetWriter,
  bytes: ByteWriter,
  { columns, group }: { columns: Column<Row>[]; group: Group },
): Uint8Array {
  const columnData = columns.map(({ name }, at) => ({ name, data: group.data[at] ?? [] }))
  file.write({ columnData, rowGroupSize: group.rows })
  return takeBytes(bytes)
}

/** What has been written so far; the writer keeps counting its offset. */
function takeBytes(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice()
  bytes.index = 0
  return taken
}

function stored(value: Value, type: ColumnType): Stored {
  if (value === null) return null
  if (type === 'integer') return BigInt(value as number)
  if (typeof type === 'object' && 'list' in type)
    return (value as Value[]).map((one) => stored(one, type.list))
  if (typeof type === 'object') {
    const entries = Object.entries(type.fields)
    const object = value as { [field: string]: Value }
    return Object.fromEntries(entries.map(([name, inner]) => [name, stored(object[name] ?? null, inner)]))
  }
  return value as Stored
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return value.length
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + lengthOf(one), 0)
  if (value === null || typeof value !== 'object' || value instanceof Date) return 8
  return Object.values(value).reduce<number>((sum, one) => sum + lengthOf(one), 0)
}

function schemaOf<Row>(columns: Column<Row>[]): SchemaElement[] {
  const elements = columns.flatMap(({ name, type, absent }) =>
    elementsOf(name, type, absent === undefined ? 'REQUIRED' : 'OPTIONAL'),
  )
  return [{ name: 'root', num_children: columns.length }, ...elements]
}

type Repetition = 'REQUIRED' | 'OPTIONAL'

function elementsOf(name: string, type: ColumnType, repetition_type: Repetition): SchemaElement[] {
  if (typeof type !== 'object') return [{ name, repetition_type, ...leaves[type] }]
  if ('list' in type) {
    return [
      { name, repetition_type, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elementsOf('element', type.list, 'REQUIRED'),
    ]
  }
  const fields = Object.entries(type.fields)
  return [
    { name, repetition_type, num_children: fields.length },
    ...fields.flatMap(([field, inner]) => elementsOf(field, inner, 'REQUIRED')),
  ]
}

const leaves = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
} as const satisfies Record<Extract<ColumnType, string>, Partial<SchemaElement>>
