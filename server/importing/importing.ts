import { hash } from 'node:crypto'
import type { Db } from '../../db/connection/client.ts'
import {
  discardStaged,
  modelsOf,
  openBatch,
  promptById,
  rejectBatch,
  type StagedRow,
  stageRows,
} from '../../db/outputs/batches.ts'
import { Conflict } from '../domain/refusals.ts'
import type { Study } from '../domain/study.ts'
import { readUpload } from '../formats/uploads/index.ts'
import type { Report, UploadFile, UploadOptions, UploadRow } from '../formats/uploads/types.ts'
import { renderStudy, renderTexts, type Text } from '../rendering/stored/rendered.ts'
import type { Decisions } from './decisions.ts'
import { publishStaged } from './publishing.ts'

/** So many rows are laid out before anybody can see them; what is above that, while it waits for testers. */
const renderedBefore = 1000

export type Import = {
  study: Pick<Study, 'id' | 'slug' | 'name'>
  files: UploadFile[]
  options: UploadOptions
  dryRun: boolean
  decisions?: Decisions
  by: string
  /** false where it is part of an act that is recorded as a whole */
  isRecorded?: boolean
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
  { study, files, options, dryRun, decisions = {}, by, isRecorded = true }: Import,
): Promise<ImportResult> {
  const context: UploadOptions = { ...options, ...(await contextOf(db, study)) }
  if (dryRun) {
    const report = await readUpload(files, context, async () => {})
    return { id: null, state: 'dry_run', added: 0, report }
  }

  const batchId = await openBatch(db, { studyId: study.id, files: files.map((file) => file.name), by })
  const batch = { studyId: study.id, batchId }
  let staged = 0
  let laidOut: Promise<unknown> = Promise.resolve()
  const report = await readUpload(files, context, async (rows) => {
    const chunk = rows.map(withHashes)
    await stageRows(db, { ...batch, from: staged, rows: chunk })
    if (staged < renderedBefore) {
      laidOut = laidOut.then(() => renderTexts(db, { studyId: study.id, texts: textsOf(chunk) }))
      laidOut.catch(() => {})
    }
    staged += rows.length
  })
  await laidOut

  if (staged === 0 || (report.problem_count > 0 && !options.goodRows)) {
    await rejectBatch(db, { ...batch, report })
    await discardStaged(db, batch)
    return { id: null, state: 'rejected', added: 0, report }
  }
  const published = await publishStaged(db, {
    ...batch,
    report,
    decisions,
    known: context.studyLabels,
    actor: isRecorded ? by : null,
  })
  if (!published) throw new Conflict('This upload has been discarded meanwhile')
  await discardStaged(db, batch)
  if (staged > renderedBefore) void renderStudy(db, study.id)
  return { id: batchId, ...published }
}

/** What the study holds already, for joins and for names that must not stand in texts. */
export async function contextOf(db: Db, study: Pick<Study, 'id' | 'name'>) {
  const models = await modelsOf(db, study.id)
  return {
    knownPrompts: (id: string) => promptById(db, { studyId: study.id, id }),
    studyLabels: [study.name, ...models.map(({ name }) => name)],
  }
}

const textsOf = (rows: StagedRow[]): Text[] =>
  rows.flatMap(({ outputHash, output, promptHash, prompt }) => [
    { hash: promptHash, messages: prompt.messages, isOutput: false },
    { hash: outputHash, messages: output, isOutput: true },
  ])

export function withHashes(row: UploadRow): StagedRow {
  return {
    ...row,
    outputHash: hash('sha256', JSON.stringify(row.output)),
    promptHash: hash('sha256', JSON.stringify(row.prompt.messages)),
  }
}
