import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from '../../bench/setup/app-process.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { readConfig } from '../../server/config.ts'
import { loadDemo } from '../../server/demo.ts'
import type { VoteRow } from '../../server/domain/vote-row.ts'
import { readFilters } from '../../server/formats/exports/filters.ts'
import { datasetCard } from '../../server/formats/exports/folder/dataset-card.ts'
import { datasetFiles } from '../../server/formats/exports/folder/dataset-folder.ts'
import { inspectFile } from '../../server/formats/exports/folder/inspect.ts'
import { manifestOf } from '../../server/formats/exports/folder/manifest.ts'
import { exportFormats } from '../../server/formats/exports/index.ts'
import { createLog } from '../../server/log.ts'
import { serve } from '../../server/main.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { answer, collect, output, stream, vote, write } from '../formats/exports/made-rows.ts'
import { items, unlike } from '../formats/exports/unlike-rows.ts'
import { bradleyTerry } from '../stats/checks/bradley-terry.ts'

const rows = Array.from({ length: 60 }, (_, n) =>
  unlike.map((row) => ({
    ...row,
    voteId: `${row.voteId}-${n}`,
    pairId: n * 10 + row.pairId,
    prompt: { ...row.prompt, id: `${row.prompt.id}-${n}`, group: `g${n}` },
  })),
).flat()
const all = ['load.py', 'spark.py', 'rules.py', 'rank.py', 'train.py', 'served.py', 'schemathesis']
/** `npm run peers -- train.py` runs that part only. */
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all
const packages = [
  'datasets',
  'duckdb',
  'pandas',
  'pyarrow',
  'torch',
  'trl',
  'evalica',
  'choix',
  'arena-rank',
  'pyspark',
  'aiohttp',
  'mlflow-skinny',
  'schemathesis',
]
const query = { split: 'train=0.7,test=0.3' }

const folder = await mkdtemp(join(tmpdir(), 'tiebreak-peers-'))
try {
  await writeFiles()
  await writeDataset()
  await writeBattles()
  const program = python()
  for (const script of wanted.filter((name) => name.endsWith('.py') && name !== 'served.py')) {
    run(program, [join(import.meta.dirname, script), folder])
  }
  if (wanted.includes('served.py')) await withServer((served) => askDatasets(program, served))
  if (wanted.includes('schemathesis')) await withServer((served) => askSchemathesis(program, served))
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
  const card = datasetCard({ slug: 'made', question: 'Which?', languages: ['en'], files: made, manifest })
  await put(join(folder, 'dataset', 'README.md'), Buffer.from(card))
  await put(join(folder, 'dataset', 'manifest.json'), Buffer.from(JSON.stringify(manifest)))
}

/** Battles of four models with a known order, and the strengths we find in them. */
async function writeBattles(): Promise<void> {
  const names = ['north', 'east', 'south', 'west']
  const random = createRandom(7)
  const wins = names.map(() => names.map(() => 0))
  const votes: VoteRow[] = []
  for (let number = 0; number < 1200; number += 1) {
    const i = Math.floor(random() * 4)
    const j = (i + 1 + Math.floor(random() * 3)) % 4
    const chance = random()
    const better = 1 / (1 + Math.exp((i - j) * 0.6))
    const winner =
      chance < 0.15 ? 'tie' : chance < 0.2 ? 'both_bad' : (chance - 0.2) / 0.8 < better ? 'a' : 'b'
    const [a, b] = [i, j].map((at) => output(at + 1, names[at] ?? '', answer(`by ${names[at]}`)))
    if (!a || !b) continue
    votes.push(vote({ pairId: number, a, b, winner }))
    const share = winner === 'a' ? 1 : winner === 'b' ? 0 : 0.5
    const [forward, backward] = [wins[i], wins[j]]
    if (forward) forward[j] = (forward[j] ?? 0) + share
    if (backward) backward[i] = (backward[i] ?? 0) + 1 - share
  }
  const { bytes } = await write('arena.jsonl', votes)
  await writeFile(join(folder, 'battles.jsonl'), bytes)
  const strengths = bradleyTerry(wins)
  const named = Object.fromEntries(names.map((name, at) => [name, strengths[at]]))
  await writeFile(join(folder, 'strengths.json'), JSON.stringify(named))
}

type Served = { url: string; slug: string; token: string }

/** The demo study, served on a throw-away database. */
async function withServer(act: (served: Served) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tiebreak-peers-db-'))
  await chmod(dataDir, 0o755)
  const config = readConfig({ DATA_DIR: dataDir, PORT: String(await freePort()), LOG_LEVEL: 'error' })
  const server = await serve({ config, log: createLog('error') })
  try {
    const study = await loadDemo(server.db)
    const { token } = await createToken(server.db, {
      ...{ name: 'peers', scopes: ['admin'], studyId: study.id, days: 1, by: 'peers' },
    })
    await act({ url: server.url, slug: study.slug, token })
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The API under somebody else's fuzzer. */
async function askSchemathesis(program: string, { url, token }: Served): Promise<void> {
  const checks =
    'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance'
  const words = ['-m', 'schemathesis.cli', 'run', `${url}/api/v1/openapi.json`]
  const options = ['-H', `Authorization: Bearer ${token}`, '--checks', checks, '--max-examples', '20']
  await runBeside(program, [...words, ...options, '--phases', 'fuzzing', '--suppress-health-check', 'all'])
}

/** `load_dataset` on the addresses of a snapshot behind a link, and of exports behind a token. */
async function askDatasets(program: string, { url, slug, token }: Served): Promise<void> {
  const api = `${url}/api/v1/studies/${slug}`
  const post = async (path: string, body: object) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const answer = await fetch(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as { id: string; url: string }
  }
  const { id } = await post('/snapshots', { split: { train: 0.8, test: 0.2 } })
  const link = await post(`/snapshots/${id}/links`, {})
  const words = [join(import.meta.dirname, 'served.py'), link.url, `${api}/exports`, join(folder, 'cache')]
  await runBeside(program, words, { TIEBREAK_TOKEN: token, HF_DATASETS_DISABLE_PROGRESS_BARS: '1' })
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
  run(program, ['-m', 'pip', 'install', '--quiet', ...packages])
  return program
}

function run(program: string, words: string[]): void {
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_DISABLE_PROGRESS_BARS: '1' }
  const { status, error } = spawnSync(program, words, { stdio: 'inherit', env })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
}

/** Without blocking: the server under test lives in this process. */
async function runBeside(program: string, words: string[], more: Record<string, string> = {}): Promise<void> {
  const status = await new Promise<number | null>((done, fail) => {
    spawn(program, words, { stdio: 'inherit', cwd: folder, env: { ...process.env, ...more } })
      .on('error', fail)
      .on('exit', done)
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
}
