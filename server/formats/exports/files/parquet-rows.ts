import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import type { FileSource } from '../folder/inspect.ts'

/**
 * The rows of a Parquet file, one row group in memory at a time.
 * @param columns only these; all when left out
 * @throws SyntaxError if it is not Parquet
 */
export async function* parquetRows(
  source: FileSource,
  columns?: string[],
): AsyncGenerator<Record<string, unknown>> {
  const { path } = source
  const metadata = await parquetMetadataAsync(source).catch(asUnreadable(path))
  let rowStart = 0
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows)
    const wanted = { file: source, metadata, rowStart, rowEnd, ...(columns && { columns }) }
    yield* await parquetReadObjects(wanted).catch(asUnreadable(path))
    rowStart = rowEnd
  }
}

const asUnreadable = (path: string) => (error: unknown) => {
  throw new SyntaxError(`Cannot read ${path} as Parquet: ${error instanceof Error ? error.message : error}`)
}
