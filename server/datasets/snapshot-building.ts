import type { Db } from '../../db/connection/client.ts'
import { openReading, type Reading } from '../../db/connection/reading.ts'
import { itemRows } from '../../db/outputs/items.ts'
import { type SealHead, sealAt } from '../../db/results/seals.ts'
import { type Build, finishBuild, reportProgress, storeChunk } from '../../db/results/snapshot-builds.ts'
import { chunkBytes } from '../../db/results/snapshot-files.ts'
import { votedPairs } from '../../db/results/voted-pairs.ts'
import { studyLanguages } from '../../db/studies/study-languages.ts'
import type { VoteRow } from '../domain/vote-row.ts'
import { datasetCard } from '../formats/exports/folder/dataset-card.ts'
import { type DatasetFile, datasetFiles } from '../formats/exports/folder/dataset-folder.ts'
import { type FileFacts, inspectFile } from '../formats/exports/folder/inspect.ts'
import { manifestOf } from '../formats/exports/folder/manifest.ts'
import type { Chunk } from '../formats/exports/format.ts'
import { pseudonymsOf } from './pseudonyms.ts'
import { snapshotFilters } from './snapshot-request.ts'
import { sliceOf } from './stored-snapshot.ts'

const heartbeatMilliseconds = 10_000

/**
 * Makes every file of a snapshot from one reading of the study, stores it in pieces, reads it back to count and hash
 * what was stored, and only then offers it.
 * @throws BuildLost when another process has taken over; whatever else went wrong
 */
export async function buildFiles(db: Db, build: Build): Promise<void> {
  const reading = await openReading(db, { studyId: build.studyId })
  const progress = { filesDone: 0, filesTotal: 0, rowsDone: 0 }
  const lost = new AbortController()
  const heartbeat = setInterval(() => {
    reportProgress(db, build, progress).catch((error) => lost.abort(error))
  }, heartbeatMilliseconds)
  try {
    const files = filesOf(reading, build)
    progress.filesTotal = files.length
    await reportProgress(db, build, progress)
    const made: { file: DatasetFile; facts: FileFacts }[] = []
    for (const file of files) {
      const before = progress.rowsDone
      const facts = await storeFile(db, build, {
        path: file.path,
        chunks: watched(file.chunks, () => {
          lost.signal.throwIfAborted()
          progress.rowsDone = before + file.counts.rows
        }),
      })
      made.push({ file, facts })
      progress.filesDone += 1
      await reportProgress(db, build, progress)
    }
    const languages = await studyLanguages(reading, { asOf: build.filter.as_of ?? 'now' })
    const seal = await sealAt(reading.sql, { studyId: build.studyId, position: build.position })
    await describe(db, build, { made, languages, seal })
  } finally {
    clearInterval(heartbeat)
    await reading.close()
  }
}

function filesOf(reading: Reading, { study, filter, position }: Build): DatasetFile[] {
  const filters = snapshotFilters(filter)
  const asOf = filter.as_of
  const nameOf = pseudonymsOf({ secret: study.secret, filter, position })
  const votes = () => votedPairs(reading, { revisions: filters.revisions, upTo: position, asOf })
  return datasetFiles({
    study: study.slug,
    scores: study.scores,
    filters,
    votes: () => renamed(votes(), nameOf),
    items: () => itemRows(reading, { upTo: position, asOf, scores: study.scores }),
  })
}

async function* renamed(
  batches: AsyncIterable<VoteRow[]>,
  nameOf: (tester: string) => string,
): AsyncGenerator<VoteRow[]> {
  for await (const rows of batches) yield rows.map((row) => ({ ...row, tester: nameOf(row.tester) }))
}

type Made = {
  made: { file: DatasetFile; facts: FileFacts }[]
  languages: string[]
  seal: SealHead | null
}

/** The card needs the manifest's counts, and the manifest the card's hash: so the manifest is made twice. */
async function describe(db: Db, build: Build, { made, languages, seal }: Made): Promise<void> {
  const { study, position, filter } = build
  const facts = made.map(({ facts }) => facts)
  const counts = Object.fromEntries(made.map(({ file }) => [file.path, file.counts]))
  const sealed = seal && { position: seal.position, hash: seal.hash }
  const shared = { study: study.slug, position, filter, counts, seal: sealed }
  const files = made.map(({ file, facts }) => ({ ...file, rows: facts.rows }))
  const card = datasetCard({
    slug: study.slug,
    question: study.question,
    languages,
    files,
    manifest: manifestOf({ ...shared, files: facts }),
  })
  const cardFacts = await storeFile(db, build, { path: 'README.md', chunks: once(card) })
  const manifest = manifestOf({ ...shared, files: [...facts, cardFacts] })
  await storeFile(db, build, {
    path: 'manifest.json',
    chunks: once(`${JSON.stringify(manifest, null, 2)}\n`),
  })
  await finishBuild(db, build, manifest)
}

async function storeFile(
  db: Db,
  build: Build,
  { path, chunks }: { path: string; chunks: AsyncIterable<Chunk> },
): Promise<FileFacts> {
  let number = 0
  let byteLength = 0
  for await (const bytes of ofOneSize(chunks)) {
    await storeChunk(db, build, { path, number, bytes })
    number += 1
    byteLength += bytes.length
  }
  const file = { studyId: build.studyId, id: build.id, path }
  return inspectFile({
    path,
    byteLength,
    slice: (start, end = byteLength) => sliceOf(db, file, { start, end }),
  })
}

async function* ofOneSize(chunks: AsyncIterable<Chunk>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk)
    waiting.push(bytes)
    size += bytes.length
    if (size < chunkBytes) continue
    const all = Buffer.concat(waiting)
    let from = 0
    for (; from + chunkBytes <= size; from += chunkBytes) yield all.subarray(from, from + chunkBytes)
    waiting = [all.subarray(from)]
    size -= from
  }
  if (size > 0) yield Buffer.concat(waiting)
}

async function* watched(chunks: AsyncIterable<Chunk>, look: () => void): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    look()
    yield chunk
  }
}

async function* once(text: string): AsyncGenerator<Chunk> {
  yield text
}
