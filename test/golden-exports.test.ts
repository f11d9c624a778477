import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { exportStudy } from '../server/datasets/exporting.ts'
import type { Study } from '../server/domain/study.ts'
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

test('scores of items and pairs are the means of those in the votes that are evidence', async () => {
  const rowsOf = async (format: string) => {
    const { chunks } = await exportStudy(database.db(), { study, format, extension: 'jsonl', query: {} })
    const lines = (await collect(chunks)).toString().trim().split('\n')
    return lines.map((line) => JSON.parse(line) as Record<string, string & number>)
  }
  const given = new Map<string, number[]>()
  const add = (key: string, score: number) => given.set(key, [...(given.get(key) ?? []), score])
  for (const vote of await rowsOf('votes')) {
    if (vote.purpose !== 'vote' || vote.winner === 'skip' || vote.excluded === 'withdrawn') continue
    for (const side of ['a', 'b']) {
      const output = `${vote.prompt_id} ${vote[`model_${side}`]}`
      add(output, vote[`score_${side}`] ?? 0)
      add(`${vote.pair_id} ${output}`, vote[`score_${side}`] ?? 0)
    }
  }
  const meanOf = (key: string) => {
    const scores = given.get(key) ?? []
    return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length
  }
  const items = await rowsOf('items')
  expect(items.some(({ n_scores }) => Number(n_scores) > 1)).toBe(true)
  for (const { prompt_id, model, n_scores, mean_score } of items) {
    const key = `${prompt_id} ${model}`
    expect([n_scores, mean_score]).toEqual([given.get(key)?.length ?? 0, expect.closeTo(meanOf(key), 9)])
  }
  for (const { pair_id, prompt_id, model_a, model_b, mean_score_a, mean_score_b } of await rowsOf('pairs')) {
    expect(mean_score_a).toBeCloseTo(meanOf(`${pair_id} ${prompt_id} ${model_a}`), 9)
    expect(mean_score_b).toBeCloseTo(meanOf(`${pair_id} ${prompt_id} ${model_b}`), 9)
  }
})
