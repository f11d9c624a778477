import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '../db/connection/client.ts'
import { type Draft, findDraft } from '../db/outputs/drafts.ts'
import { createStudy } from '../db/studies/studies.ts'
import { note, print } from '../server/cli/terminal/output.ts'
import { NewStudy } from '../server/domain/settings/study-settings.ts'
import { readUpload } from '../server/formats/uploads/index.ts'
import { DraftUpload, startReading } from '../server/importing/drafts.ts'
import { importFiles } from '../server/importing/importing.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import type { Shape } from './setup/grid-file.ts'
import { watchMemory } from './setup/memory.ts'

const MiB = 1024 * 1024
const isLong = process.argv.includes('--long')

/**
 * Reading speed and memory on one large JSONL, then 227 models × 805 prompts (or a tenth of them without `--long`)
 * from file to published batch, then the first screen of a 100 MB draft.
 */
export default async function benchImport(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tiebreak-bench-'))
  try {
    await readLargeFile(folder, isLong ? 1_000_000_000 : 200 * MiB)
    await withThrowAwayDatabase(async ({ db }) => {
      await publishGrid(db, folder, isLong ? { models: 227, prompts: 805 } : { models: 227, prompts: 80 })
      await firstScreen(db, folder)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** In a process of its own: what is measured is the reader, without server, database driver or renderer. */
async function readLargeFile(folder: string, bytes: number): Promise<void> {
  const path = join(folder, 'large.jsonl')
  await writeGrid(path, { models: 20, prompts: Number.MAX_SAFE_INTEGER, bytes })
  await inProcess('./setup/reading.ts', [path])
}

async function publishGrid(db: Db, folder: string, shape: Shape): Promise<void> {
  const path = join(folder, 'grid.jsonl')
  await writeGrid(path, shape)
  const study = await createStudy(db, NewStudy.parse({ name: 'Bench', slug: 'bench', question: 'Which?' }))
  const files = [{ name: 'grid.jsonl', open: () => createReadStream(path) }]
  const dry = performance.now()
  await readUpload(files, {}, async () => {})
  const read = (performance.now() - dry) / 1000
  const peak = watchMemory()
  const started = performance.now()
  const { added } = await importFiles(db, { study, files, options: {}, dryRun: false, by: 'bench' })
  const seconds = (performance.now() - started) / 1000
  print(
    `${added} outputs of ${shape.models} models: read and audited in ${read.toFixed(1)} s (audit goal 30 for 182,735),`,
  )
  print(
    `  imported and published in ${seconds.toFixed(1)} s (goal 120), RSS at most ${(peak.stop() / MiB).toFixed(0)} MiB`,
  )
}

async function firstScreen(db: Db, folder: string): Promise<void> {
  const path = join(folder, 'draft.jsonl')
  await writeGrid(path, { models: 20, prompts: Number.MAX_SAFE_INTEGER, bytes: 100 * MiB })
  const study = await createStudy(db, NewStudy.parse({ name: 'Draft', slug: 'draft', question: 'Which?' }))
  const upload = new DraftUpload(db, { study, by: 'bench' })
  const stored = performance.now()
  await upload.take({ filename: 'draft.jsonl', chunks: createReadStream(path) })
  const batchId = await upload.finish()
  const started = performance.now()
  await startReading(db, { study, batchId, limits: {} })
  const current = () => findDraft(db, { studyId: study.id, batchId })
  const until = async (holds: (draft: Draft) => boolean) => {
    for (let draft = await current(); draft && !holds(draft); draft = await current())
      await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await until(({ options }) => (options as { recognition?: unknown }).recognition !== undefined)
  const ready = performance.now()
  print(
    `100 MB draft: stored in ${((started - stored) / 1000).toFixed(1)} s, first screen after ${((ready - started) / 1000).toFixed(2)} s more (goal 2)`,
  )
  await until(({ readAt }) => readAt !== null)
  print(`  wholly read and staged after ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

/** Written by a process of its own, so that its memory is not counted as the reader's. */
async function writeGrid(path: string, shape: Shape): Promise<void> {
  note(`writing ${path}`)
  await inProcess('./setup/grid-file.ts', [path, JSON.stringify(shape)])
}

async function inProcess(script: string, words: string[]): Promise<void> {
  const [code] = await once(fork(new URL(script, import.meta.url), words), 'exit')
  if (code !== 0) throw new Error(`${script} failed (exit code ${code})`)
}
