import type { Head } from './formats/format.ts'
import { choose, described, type OpenedFile } from './opened.ts'
import type { Limits } from './reports/limits.ts'
import { refusal } from './reports/problem.ts'
import { parquetFile } from './source/parquet-file.ts'
import { type Coding, unpacked } from './source/survey.ts'
import type { UploadFile, UploadOptions } from './types.ts'

const HEAD_ROWS = 60

/** A Parquet file, its rows read as JSON objects would be. */
export async function openedParquet(
  file: UploadFile,
  { gzip }: Coding,
  { options, limits }: { options: UploadOptions; limits: Limits },
): Promise<OpenedFile> {
  const { columns, first, rows } = await parquetFile({ open: () => unpacked(file, gzip, limits) }, limits)
  if (columns.length > limits.columns)
    throw refusal('too_many_columns', `This file has ${columns.length} columns (limit: ${limits.columns})`)
  const head: Head = {
    shape: 'records',
    columns,
    rows: await first(HEAD_ROWS),
    document: {},
    name: file.name,
  }
  return described(file, head, choose(head, options), { document: async () => ({}), rows, limits })
}
