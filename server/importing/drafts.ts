import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../db/connection/client.ts'
import {
  nameFiles,
  type StoredFile,
  storeChunk,
  storedChunks,
  storedFiles,
} from '../../db/outputs/draft-files.ts'
import {
  beginReading,
  type Draft,
  findDraft,
  finishReading,
  openDraft,
  stageDraftRows,
  storeRecognition,
} from '../../db/outputs/drafts.ts'
import { Conflict } from '../domain/refusals.ts'
import type { Study } from '../domain/study.ts'
import { readUpload, recogniseUpload, refusedReport, UploadError } from '../formats/uploads/index.ts'
import type { Limits } from '../formats/uploads/reports/limits.ts'
import type { RecognisedFile, Report, UploadFile } from '../formats/uploads/types.ts'
import { contextOf, withHashes } from './importing.ts'
import { UploadSettings, uploadOptions } from './upload-options.ts'

const chunkBytes = 1024 * 1024
const shownFiles = 100

/** What the mapping screen keeps of what was recognised: everything but the rows, which are staged anyway. */
export type Recognised = { format: string; files: Omit<RecognisedFile, 'rows'>[]; fileCount: number }
export type DraftOptions = { settings: UploadSettings; recognition?: Recognised }

type DraftOf = { study: Study; batchId: number }
type ToRead = DraftOf & { limits: Partial<Limits>; settings?: UploadSettings; onlyIf?: number }

/** Takes files into the database as they arrive, a chunk at a time, so that any process can read them again. */
export class DraftUpload {
  private readonly files: StoredFile[] = []
  private readonly db: Db
  private readonly study: Study
  private readonly by: string
  private opened: number | null = null

  constructor(db: Db, { study, by }: { study: Study; by: string }) {
    this.db = db
    this.study = study
    this.by = by
  }

  /** null until a file has come */
  get batchId() {
    return this.opened
  }

  get count() {
    return this.files.length
  }

  async take({ filename, chunks }: { filename: string; chunks: AsyncIterable<Buffer> }): Promise<void> {
    const of = await this.open()
    const file = this.files.length
    let number = 0
    let bytes = 0
    for await (const data of inPieces(chunks)) {
      await storeChunk(this.db, { ...of, file, number: number++, data })
      bytes += data.length
    }
    this.files.push({ number: file, name: this.freeName(filename), bytes })
  }

  /** @returns the batch that now waits to be read */
  async finish(): Promise<number> {
    const of = await this.open()
    await nameFiles(this.db, { ...of, files: this.files })
    return of.batchId
  }

  private async open() {
    const options: DraftOptions = { settings: UploadSettings.parse({}) }
    const studyId = this.study.id
    this.opened ??= await openDraft(this.db, { studyId, by: this.by, options })
    return { studyId, batchId: this.opened }
  }

  /** Folders of files often hold the same name twice; both are kept apart. */
  private freeName(given: string): string {
    const name = given.replaceAll('\0', '').toWellFormed().slice(-255) || 'unnamed'
    const taken = (candidate: string) => this.files.some((file) => file.name === candidate)
    let free = name
    for (let n = 2; taken(free); n++) free = `${n}/${name}`
    return free
  }
}

async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    length += chunk.length
    if (length < chunkBytes) continue
    yield Buffer.concat(parts)
    parts = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(parts)
}

/** Recognises the files of a draft and reads them all, from where it stood: under new settings, or those it has. */
export async function readDraft(db: Db, { study, batchId, limits, settings, onlyIf }: ToRead): Promise<void> {
  const of = { studyId: study.id, batchId }
  const options = settings && ({ settings } satisfies DraftOptions)
  const reading = await beginReading(db, {
    ...of,
    ...(options && { options }),
    ...(onlyIf !== undefined && { onlyIf }),
  })
  const draft = reading === null ? null : await findDraft(db, of)
  if (reading === null || !draft) return
  const { settings: told } = optionsOf(draft)
  try {
    await readThrough(db, { study, batchId, reading, settings: told, limits })
  } catch (error) {
    if (!(error instanceof UploadError)) throw error
    const report = refusedReport(error)
    await finishReading(db, { ...of, reading, report, contentHash: report.content_hash })
  }
}

/** Starts a reading, and waits for what was recognised, or a moment, so that the first screen has something to show. */
export async function startReading(db: Db, draft: ToRead): Promise<void> {
  const whole = readDraft(db, draft)
  whole.catch(() => {})
  await Promise.race([whole, sleep(300)])
}

type Reading = DraftOf & { reading: number; settings: UploadSettings; limits: Partial<Limits> }

async function readThrough(db: Db, { study, batchId, reading, settings, limits }: Reading): Promise<void> {
  const of = { studyId: study.id, batchId, reading }
  const stored = await storedFiles(db, of)
  const progress = { bytes: 0, total: stored.reduce((sum, { bytes }) => sum + bytes, 0), rows: 0 }
  const files = (count: (bytes: number) => void): UploadFile[] =>
    stored.map(({ name, number }) => ({
      name,
      async *open() {
        for await (const chunk of storedChunks(db, { ...of, file: number })) {
          count(chunk.length)
          yield chunk
        }
      },
    }))
  const options = { ...uploadOptions(settings), limits, ...(await contextOf(db, study)) }
  const { format, files: recognised } = await recogniseUpload(
    files(() => {}),
    options,
  )
  const shown = recognised.slice(0, shownFiles).map(({ rows: _, ...file }) => file)
  const recognition: Recognised = { format, files: shown, fileCount: recognised.length }
  await storeRecognition(db, { ...of, recognition })

  const counted = files((bytes) => {
    // Every file is gone through to see what it is, for the names of its models, and to read it.
    progress.bytes = Math.min(progress.total, progress.bytes + bytes / 3)
  })
  const report = await readUpload(counted, { ...options, goodRows: true }, async (rows) => {
    const isMine = await stageDraftRows(db, {
      ...of,
      from: progress.rows,
      rows: rows.map(withHashes),
      progress,
    })
    if (!isMine) throw new Conflict('Another reading of this draft has begun')
    progress.rows += rows.length
  })
  await finishReading(db, { ...of, report, contentHash: report.content_hash })
}

export const optionsOf = (draft: Draft) => draft.options as DraftOptions
export const reportOf = (draft: Draft) => draft.report as Report | null

export async function reportIn(db: Db, of: { studyId: number; batchId: number }): Promise<Report | null> {
  const draft = await findDraft(db, of)
  return draft && reportOf(draft)
}
