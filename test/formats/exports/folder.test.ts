import { describe, expect, test } from 'vitest'
import type { VoteRow } from '../../../server/domain/vote-row.ts'
import { canonicalJson } from '../../../server/formats/exports/files/canonical-json.ts'
import { readFilters } from '../../../server/formats/exports/filters.ts'
import { datasetCard } from '../../../server/formats/exports/folder/dataset-card.ts'
import { configs, datasetFiles } from '../../../server/formats/exports/folder/dataset-folder.ts'
import { type FileSource, inspectFile } from '../../../server/formats/exports/folder/inspect.ts'
import { manifestOf } from '../../../server/formats/exports/folder/manifest.ts'
import { verifyFolder } from '../../../server/formats/exports/folder/verify.ts'
import { answer, collect, output, stream, vote, write } from './made-rows.ts'

const rows = Array.from({ length: 250 }, (_, n) =>
  vote({
    pairId: n,
    winner: n % 7 === 0 ? 'tie' : 'a',
    seconds: n % 5 === 0 ? null : n / 3,
    prompt: { ...vote().prompt, id: `p${n}`, group: `g${n}` },
  }),
)
const query = { split: 'train=0.8,test=0.2', aggregate: 'majority' }

async function makeFolder(votes: VoteRow[]) {
  const filters = readFilters(query, ['aggregate'])
  const files = datasetFiles({ study: 'made', filters, votes: () => stream(votes), items: () => stream([]) })
  const made = []
  for (const file of files) {
    const source = sourceOf(file.path, await collect(file.chunks))
    made.push({ ...file, source, facts: await inspectFile(source) })
  }
  const counts = Object.fromEntries(made.map((file) => [file.path, file.counts]))
  const manifest = manifestOf({
    study: 'made',
    position: 250,
    filter: query,
    counts,
    files: made.map(({ facts }) => facts),
  })
  const sources = made.map(({ source }) => source).sort((one, other) => (one.path < other.path ? -1 : 1))
  return { made, manifest, sources }
}

function sourceOf(path: string, bytes: Buffer): FileSource {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  return { path, byteLength: bytes.length, slice: async (start, end) => buffer.slice(start, end) }
}

describe('a folder of datasets', () => {
  test('has one Parquet file for every view and part, verifies, and is the same when made again', async () => {
    const [one, other] = [await makeFolder(rows), await makeFolder(rows)]
    expect(one.manifest).toEqual(other.manifest)
    expect(one.manifest.files.map(({ path }) => path)).toContain('data/dpo/test-00000-of-00001.parquet')
    expect(one.made).toHaveLength(configs.length * 2)
    expect(await verifyFolder(JSON.stringify(one.manifest), one.sources)).toEqual([])
    const votes = one.made.filter(({ config }) => config === 'votes')
    expect(votes.reduce((sum, { facts }) => sum + facts.rows, 0)).toBe(rows.length)
    for (const { facts, counts } of one.made) expect(counts.rows).toBe(facts.rows)
  })

  test('names the file and the hundred rows that were changed', async () => {
    const { manifest, sources } = await makeFolder(rows)
    const changed = rows.map((row) => (row === rows[249] ? { ...row, comment: 'forged' } : row))
    const forged = (await makeFolder(changed)).sources
    const problems = await verifyFolder(JSON.stringify(manifest), forged)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(
      /^data\/votes\/\w+-00000-of-00001.parquet differs between row \d+ and row \d+$/,
    )
    const train = manifest.files.find(({ path }) => path.startsWith('data/votes/train'))
    expect(problems[0]).toContain(`row ${train?.rows}`)
    expect(sources).toHaveLength(forged.length)
  })

  test('names a missing file, a foreign one, a cut one and a changed manifest', async () => {
    const { manifest, sources } = await makeFolder(rows)
    const [first, second, ...others] = sources
    if (!first || !second) throw new Error('no files')
    const cut = sourceOf(second.path, Buffer.from(await second.slice(0, 50)))
    const problems = await verifyFolder(JSON.stringify({ ...manifest, content_hash: 'x' }), [
      cut,
      sourceOf('extra.txt', Buffer.from('?')),
      ...others,
    ])
    expect(problems).toEqual([
      `${first.path} is missing`,
      expect.stringContaining(`Cannot read ${second.path} as Parquet`),
      'extra.txt is not in the manifest',
      expect.stringContaining('manifest.json has been changed'),
    ])
    await expect(verifyFolder('{}', [])).rejects.toThrow('Cannot read manifest.json')
  })

  test('a JSON Lines file gives the line that cannot be read', async () => {
    const { bytes } = await write('dpo.jsonl', rows)
    const facts = await inspectFile(sourceOf('dpo.jsonl', bytes))
    expect(facts.rows).toBe(rows.filter(({ winner }) => winner === 'a').length)
    await expect(inspectFile(sourceOf('a.jsonl', Buffer.from('{}\n{')))).rejects.toThrow('a.jsonl line 2')
  })

  test('has a card that names every file and keeps names from becoming markup', async () => {
    const { made, manifest } = await makeFolder([
      ...rows,
      vote({ pairId: 999, a: output(3, '<b>', answer('x')) }),
    ])
    const files = made.map(({ path, config, split, facts }) => ({ path, config, split, rows: facts.rows }))
    const card = datasetCard({
      slug: 'A "study"\n---\n# <script>',
      question: 'Which?',
      languages: ['en'],
      files,
      manifest,
    })
    const [, yaml = '', text = ''] = card.split(/^---$/m)
    expect(yaml).toContain('pretty_name: "A \\"study\\"\\n---\\n# <script>"')
    expect(yaml.match(/default: true/g)).toHaveLength(1)
    for (const { path } of files) expect(yaml).toContain(`path: "${path}"`)
    expect(text).toContain('# A "study" --- \\# \\<script\\>')
    expect(text).toMatch(/dpo\/train.*: \d+ pairs by rule `tie`/)
  })
})

test('canonical JSON sorts keys by UTF-16 units at every level, as RFC 8785 asks', () => {
  const given = {
    '\u20ac': 1,
    '\r': 2,
    '\ufb33': 3,
    1: 4,
    '\ud83d\ude00': 5,
    b: [{ d: null, c: 1e21 }],
    '\u0080': 6,
  }
  expect(canonicalJson(given)).toBe(
    '{"\\r":2,"1":4,"b":[{"c":1e+21,"d":null}],"\u0080":6,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  )
})
