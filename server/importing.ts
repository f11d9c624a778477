import { createHash } from 'node:crypto'
import {
  discardStaged,
  missingRenderings,
  modelsOf,
  openBatch,
  promptById,
  publishBatch,
  publishedWith,
  rejectBatch,
  type StagedRow,
  stageRows,
  storeRenderings,
} from '../db/batches.ts'
import type { Db } from '../db/client.ts'
import { withdrawUnshownPairs } from '../db/pairs.ts'
import type { Study } from '../db/studies.ts'
import { readUpload } from './formats/uploads/index.ts'
import type { Report, UploadFile, UploadOptions, UploadRow } from './formats/uploads/types.ts'
import { renderConversation } from './rendering.ts'

export type Import = {
  study: Pick<Study, 'id' | 'slug' | 'name'>
  files: UploadFile[]
  options: UploadOptions
  dryRun: boolean
  by: string
}

export type ImportResult = {
  id: number | null
  state: 'published' | 'rejected' | 'dry_run' | 'unchanged'
  /** outputs the study did not hold before */
  added: number
  report: Report
}

/** Reads files into a staged batch that no tester sees, then publishes it whole, or not at all. */
export async function importFiles(
  db: Db,
  { study, files, options, dryRun, by }: Import,
): Promise<ImportResult> {
  const context: UploadOptions = {
    ...options,
    knownPrompts: (id) => promptById(db, { studyId: study.id, id }),
    studyLabels: [study.name, ...(await modelsOf(db, study.id)).map((model) => model.name)],
  }
  if (dryRun) {
    const report = await readUpload(files, context, async () => {})
    return { id: null, state: 'dry_run', added: 0, report }
  }

  const batchId = await openBatch(db, { studyId: study.id, files: files.map((file) => file.name), by })
  const batch = { studyId: study.id, batchId }
  let staged = 0
  const report = await readUpload(files, context, async (rows) => {
    const chunk = rows.map(withHashes)
    await stageRows(db, { ...batch, from: staged, rows: chunk })
    await renderChunk(db, { studyId: study.id, rows: chunk })
    staged += rows.length
  })

  if (staged === 0 || (report.problem_count > 0 && !options.goodRows)) {
    await rejectBatch(db, { ...batch, report })
    await discardStaged(db, batch)
    return { id: null, state: 'rejected', added: 0, report }
  }
  const known = await publishedWith(db, { studyId: study.id, contentHash: report.content_hash })
  const added = await publishBatch(db, { ...batch, report, contentHash: report.content_hash })
  if (added) await withdrawUnshownPairs(db, study.id)
  await discardStaged(db, batch)
  return { id: batchId, state: known === null ? 'published' : 'unchanged', added: added ?? 0, report }
}

function withHashes(row: UploadRow): StagedRow {
  return {
    ...row,
    outputHash: sha256(JSON.stringify(row.output)),
    promptHash: sha256(JSON.stringify(row.prompt.messages)),
  }
}

/** Rendered once, before anybody can see it, so neither side is ever slower. */
async function renderChunk(db: Db, { studyId, rows }: { studyId: number; rows: StagedRow[] }): Promise<void> {
  const byHash = new Map(rows.map((row) => [row.outputHash, row.output]))
  for (const row of rows) byHash.set(row.promptHash, row.prompt.messages)
  const missing = await missingRenderings(db, { studyId, hashes: [...byHash.keys()] })
  const renderings: { hash: string; html: string }[] = []
  for (const hash of missing) {
    const turns = byHash.get(hash)
    if (turns) renderings.push({ hash, html: await renderConversation(turns) })
  }
  if (renderings.length > 0) await storeRenderings(db, { studyId, renderings })
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
