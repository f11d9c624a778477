import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { datasetCard } from '../../server/formats/exports/dataset-card.ts'
import { datasetFiles } from '../../server/formats/exports/dataset-folder.ts'
import { readFilters } from '../../server/formats/exports/filters.ts'
import { exportFormats } from '../../server/formats/exports/index.ts'
import { inspectFile } from '../../server/formats/exports/inspect.ts'
import { manifestOf } from '../../server/formats/exports/manifest.ts'
import { collect, stream, write } from '../formats/exports/made-rows.ts'
import { items, unlike } from '../formats/exports/unlike-rows.ts'

const rows = Array.from({ length: 60 }, (_, n) =>
  unlike.map((row) => ({
    ...row,
    voteId: `${row.voteId}-${n}`,
    pairId: n * 10 + row.pairId,
    prompt: { ...row.prompt, id: `${row.prompt.id}-${n}`, group: `g${n}` },
  })),
).flat()
const query = { split: 'train=0.7,test=0.3' }

const folder = await mkdtemp(join(tmpdir(), 'tiebreak-peers-'))
try {
  await writeFiles()
  await writeDataset()
  run(python(), [join(import.meta.dirname, 'load.py'), folder])
} finally {
  await rm(folder, { recursive: true })
}

async function writeFiles(): Promise<void> {
  for (const { name, extensions } of Object.values(exportFormats)) {
    for (const ending of Object.keys(extensions)) {
      const { bytes } = await write(`${name}.${ending}`, rows, { items })
      await writeFile(join(folder, `${name}.${ending}`), bytes)
    }
  }
}

async function writeDataset(): Promise<void> {
  const made = []
  const filters = readFilters(query, [])
  for (const file of datasetFiles({
    study: 'made',
    filters,
    votes: () => stream(rows),
    items: () => stream(items),
  })) {
    const bytes = await collect(file.chunks)
    const buffer = new Uint8Array(bytes).buffer
    const slice = async (start: number, end?: number) => buffer.slice(start, end)
    const facts = await inspectFile({ path: file.path, byteLength: bytes.length, slice })
    await put(join(folder, 'dataset', file.path), bytes)
    made.push({ ...file, rows: facts.rows, facts })
  }
  const counts = Object.fromEntries(made.map((file) => [file.path, file.counts]))
  const files = made.map(({ facts }) => facts)
  const manifest = manifestOf({ study: 'made', position: rows.length, filter: query, counts, files })
  const card = datasetCard({ name: 'Made', question: 'Which?', languages: ['en'], files: made, manifest })
  await put(join(folder, 'dataset', 'README.md'), Buffer.from(card))
}

async function put(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

/** A virtual environment outside the tree, made once. */
function python(): string {
  const home = join(tmpdir(), 'tiebreak-peers-python')
  const program = join(home, 'bin', 'python')
  if (!existsSync(program)) run('python3', ['-m', 'venv', home])
  run(program, ['-m', 'pip', 'install', '--quiet', 'datasets', 'duckdb', 'pandas', 'pyarrow'])
  return program
}

function run(program: string, words: string[]): void {
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_DISABLE_PROGRESS_BARS: '1' }
  const { status, error } = spawnSync(program, words, { stdio: 'inherit', env })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
}
