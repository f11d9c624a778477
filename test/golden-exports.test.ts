import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Study } from '../db/studies.ts'
import { exportStudy } from '../server/datasets/exporting.ts'
import { exportFormats } from '../server/formats/exports/index.ts'
import { collect } from './formats/exports/made-rows.ts'
import { useDatabase } from './setup/database.ts'
import { fullStudy } from './setup/full-study.ts'

const database = useDatabase()
let study: Study

beforeAll(async () => {
  study = await fullStudy(database.db(), { slug: 'everything' })
}, 120_000)

const files = Object.values(exportFormats).flatMap(({ name, extensions }) =>
  Object.keys(extensions).map((ending) => `${name}.${ending}`),
)
const queries = [
  'votes.jsonl?revisions=1',
  'votes.jsonl?position=700&revisions=1',
  'votes.csv?spreadsheet=1&clean=1&split=train=0.8,test=0.2',
  'votes.parquet?min_seconds=5&min_agreement=0.6',
  'dpo.jsonl?aggregate=vote&margin=1',
  'dpo.parquet?aggregate=unanimous&min_votes=2',
  'arena.csv?columns=55k&models=plain,=cmd()',
  'pairs.jsonl?tags=easy&language=en&since=2026-01-01&until=2026-01-02',
]

/**
 * Every export of a study with everything in it, to the last byte. `GOLDEN=write` writes the hashes anew: only where
 * a format was changed on purpose.
 */
test('exports are what they always were', async () => {
  const found: Record<string, string> = {}
  for (const wanted of [...files, ...queries]) {
    const [file = '', query = ''] = wanted.split(/\?(.*)/)
    const [format = '', extension = ''] = file.split('.')
    const asked = { study, format, extension, query: Object.fromEntries(new URLSearchParams(query)) }
    const { chunks, counts } = await exportStudy(database.db(), asked)
    const bytes = await collect(chunks)
    found[wanted] = createHash('sha256').update(bytes).update(JSON.stringify(counts)).digest('hex')
  }
  const golden = new URL('./golden-exports.json', import.meta.url)
  if (process.env.GOLDEN === 'write') {
    const { writeFile } = await import('node:fs/promises')
    await writeFile(golden, `${JSON.stringify(found, null, 2)}\n`)
  }
  expect(found).toEqual(JSON.parse(await readFile(golden, 'utf8')))
}, 60_000)
