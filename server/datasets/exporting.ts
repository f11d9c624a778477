import type { Db } from '../../db/connection/client.ts'
import { inReading } from '../../db/connection/reading.ts'
import { itemRows } from '../../db/outputs/items.ts'
import { type SealHead, sealAt } from '../../db/results/seals.ts'
import { voteRows } from '../../db/results/voted-pairs.ts'
import type { PlainStudy } from '../../db/studies/studies.ts'
import { NotFound } from '../domain/refusals.ts'
import { readFilters } from '../formats/exports/filters.ts'
import type { Chunk, ExportInput } from '../formats/exports/format.ts'
import { exportFormats } from '../formats/exports/index.ts'
import { type Counts, newCounts } from '../formats/exports/rows/counts.ts'

export type ExportRequest = {
  study: PlainStudy
  format: string
  extension: string
  query: Record<string, string>
}
export type StudyExport = {
  contentType: string
  fileName: string
  /** Where the vote sequence stood: the same request with `position` gives the same votes again */
  position: number
  /** The last seal of the votes it holds: who keeps it can prove later that none of them was changed */
  seal: SealHead | null
  chunks: AsyncIterable<Chunk>
  /** Complete when the last chunk has been drawn */
  counts: Counts
}

/**
 * One export of a study as a stream, at the present position of its votes or at an earlier one.
 * @throws NotFound for a format or an extension there is not; RangeError naming the filter that makes no sense
 */
export async function exportStudy(db: Db, request: ExportRequest): Promise<StudyExport> {
  const { study, query } = request
  const { format, extension, ending } = formatOf(request)
  const { position: asked, ...filter } = query
  const position = positionOf(asked, study)
  const filters = readFilters(filter, [...format.accepts, ...(extension.accepts ?? [])])
  const counts = newCounts()
  const scores = study.settings.scores ?? false
  const input: ExportInput = {
    study: study.slug,
    scores,
    filters,
    counts,
    votes: () => voteRows(db, { studyId: study.id, revisions: filters.revisions, upTo: position }),
    items: () =>
      inReading(db, { studyId: study.id }, (reading) => itemRows(reading, { upTo: position, scores })),
  }
  const fileName = `${study.slug}-${format.name}.${ending}`
  const seal = await sealAt(db, { studyId: study.id, position })
  const { contentType } = extension
  return { contentType, fileName, position, seal, chunks: extension.write(input), counts }
}

/** What a download says of itself before its first byte. */
export const exportHeaders = ({
  contentType,
  fileName,
  position,
  seal,
}: StudyExport): Record<string, string> => ({
  'Content-Type': contentType,
  'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
  'Vote-Position': String(position),
  ...(seal && { 'X-Tiebreak-Seal': `${seal.position} ${seal.hash}` }),
})

/** What an export reads, writes and leaves out, without the file. */
export async function exportCounts(db: Db, request: ExportRequest): Promise<Counts & { position: number }> {
  const { chunks, counts, position } = await exportStudy(db, request)
  for await (const _ of chunks);
  return { position, ...counts }
}

function formatOf({ format: name, extension: ending }: ExportRequest) {
  const format = Object.hasOwn(exportFormats, name) ? exportFormats[name] : undefined
  if (!format) {
    throw new NotFound(`There is no export "${name}": there are ${Object.keys(exportFormats).join(', ')}`)
  }
  const endings = Object.keys(format.extensions)
  const extension = endings.includes(ending) ? format.extensions[ending] : undefined
  if (!extension) throw new NotFound(`Export "${name}" comes as ${endings.join(', ')}, not as "${ending}"`)
  return { format, extension, ending }
}

function positionOf(asked: string | undefined, { position }: PlainStudy): number {
  if (asked === undefined) return position
  const wanted = /^\d{1,15}$/.test(asked) ? Number(asked) : -1
  if (wanted >= 0 && wanted <= position) return wanted
  throw new RangeError(`Cannot read position: must be a whole number up to ${position}, found "${asked}"`)
}
