import type { Db } from '../../db/connection/client.ts'
import type { Study } from '../domain/study.ts'

import { exportFormats } from '../formats/exports/index.ts'
import type { Counts } from '../formats/exports/rows/counts.ts'
import { exportStudy } from './exporting.ts'

const rowsShown = 3
const longestText = 240
/** Beyond so many answers the counts are made only when they are asked for. */
const countedAtOnce = 5000

export type ExportPreview = { rows: string[]; counts: Counts | null; problem: string | null }

/** The first rows of an export as a person reads them, and what it leaves out. */
export async function exportPreview(
  db: Db,
  {
    study,
    format,
    query,
    counting,
  }: { study: Study; format: string; query: Record<string, string>; counting: boolean },
): Promise<ExportPreview> {
  const extensions = Object.keys(exportFormats[format]?.extensions ?? {})
  const extension = extensions.includes('jsonl') ? 'jsonl' : (extensions[0] ?? '')
  const isCounted = counting || study.position <= countedAtOnce
  const rows: string[] = []
  try {
    const { chunks, counts } = await exportStudy(db, { study, format, extension, query })
    let rest = ''
    for await (const chunk of chunks) {
      if (extension === 'jsonl' && rows.length < rowsShown) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines.slice(0, rowsShown - rows.length)) rows.push(pretty(line))
      }
      if (!isCounted && rows.length >= rowsShown) return { rows, counts: null, problem: null }
    }
    return { rows, counts, problem: null }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { rows: [], counts: null, problem: error.message }
  }
}

const pretty = (line: string) => JSON.stringify(JSON.parse(line), shortened, 2)

function shortened(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)} …` : value
}
