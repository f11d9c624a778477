import type { Db } from '../db/client.ts'
import { itemRows } from '../db/items.ts'
import { inReading } from '../db/reading.ts'
import { NotFound } from '../db/refusals.ts'
import type { Study } from '../db/studies.ts'
import { voteRows } from '../db/voted-pairs.ts'
import { type Counts, newCounts } from './formats/exports/counts.ts'
import { readFilters } from './formats/exports/filters.ts'
import type { Chunk } from './formats/exports/format.ts'
import { exportFormats } from './formats/exports/index.ts'

export type ExportRequest = { study: Study; format: string; extension: string; query: Record<string, string> }
export type StudyExport = {
  contentType: string
  fileName: string
  chunks: AsyncIterable<Chunk>
  /** Complete when the last chunk has been drawn */
  counts: Counts
}

/**
 * One export of a study as a stream.
 * @throws NotFound for a format or an extension there is not; RangeError naming the filter that makes no sense
 */
export async function exportStudy(
  db: Db,
  { study, format: name, extension: ending, query }: ExportRequest,
): Promise<StudyExport> {
  const format = Object.hasOwn(exportFormats, name) ? exportFormats[name] : undefined
  if (!format) {
    throw new NotFound(`There is no export "${name}": there are ${Object.keys(exportFormats).join(', ')}`)
  }
  const endings = Object.keys(format.extensions)
  const extension = endings.includes(ending) ? format.extensions[ending] : undefined
  if (!extension) throw new NotFound(`Export "${name}" comes as ${endings.join(', ')}, not as "${ending}"`)

  const filters = readFilters(query, [...format.accepts, ...(extension.accepts ?? [])])
  const counts = newCounts()
  const chunks = extension.write({
    study: study.slug,
    filters,
    counts,
    votes: () => voteRows(db, { studyId: study.id, revisions: filters.revisions }),
    items: () => inReading(db, { studyId: study.id }, itemRows),
  })
  return { contentType: extension.contentType, fileName: `${study.slug}-${name}.${ending}`, chunks, counts }
}
