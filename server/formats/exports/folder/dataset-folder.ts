import type { FolderFile } from '../files/zip.ts'
import type { ExportInput } from '../format.ts'
import { exportFormats } from '../index.ts'
import { type Counts, newCounts } from '../rows/counts.ts'

export type DatasetFile = FolderFile & { config: string; split: string; counts: Counts }

/** The views of a study that trainers load by name. */
export const configs = Object.values(exportFormats)
  .filter(({ extensions }) => extensions.parquet !== undefined)
  .map(({ name }) => name)

/**
 * `data/<config>/<split>-00000-of-00001.parquet` for every view and every part of the split, each with its own
 * counts; one part named train where there is no split.
 */
export function datasetFiles(input: Omit<ExportInput, 'counts'>, names = configs): DatasetFile[] {
  const { split } = input.filters
  const parts = split.length > 0 ? split.map(({ name }) => name) : ['train']
  return names.flatMap((config) =>
    parts.map((part) => {
      const parquet = exportFormats[config]?.extensions.parquet
      if (!parquet)
        throw new RangeError(`"${config}" does not come as Parquet: there are ${configs.join(', ')}`)
      const counts = newCounts()
      const filters = split.length > 0 ? { ...input.filters, part } : input.filters
      const path = `data/${config}/${part}-00000-of-00001.parquet`
      return { path, config, split: part, counts, chunks: parquet.write({ ...input, filters, counts }) }
    }),
  )
}
