import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { readFilters } from '../../../server/formats/exports/filters.ts'
import { exportFormats } from '../../../server/formats/exports/index.ts'
import { newCounts } from '../../../server/formats/exports/rows/counts.ts'
import { answer, collect, output, stream, vote, write, writeJsonl } from './made-rows.ts'
import { items, unlike } from './unlike-rows.ts'

const files = Object.values(exportFormats).flatMap(({ name, extensions }) =>
  Object.keys(extensions).map((ending) => [name, ending] as const),
)
const jsonl = files.filter(([, ending]) => ending === 'jsonl').map(([name]) => name)
const parquet = files.filter(([, ending]) => ending === 'parquet').map(([name]) => name)

describe('every row of a file has the same columns of the same types', () => {
  test.each(jsonl)('%s.jsonl', async (name) => {
    const { rows } = await writeJsonl(name, unlike, { items })
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(typesOf(row)).toEqual(typesOf(rows[0] ?? {}))
    expect(JSON.stringify(rows)).not.toContain('null')
  })
})

describe('Parquet', () => {
  test.each(parquet)('%s.parquet holds the rows of %s.jsonl', async (name) => {
    const { bytes, counts } = await write(`${name}.parquet`, unlike, { items })
    const expected = (await writeJsonl(name, unlike, { items })).rows
    const read = await parquetReadObjects({ file: fileOf(bytes) })
    expect(counts.rows).toBe(expected.length)
    expect(read.map(plain)).toEqual(expected.map((row) => ({ ...row })))
  })

  test.each(parquet)('%s.parquet of an empty study still has its columns', async (name) => {
    const { bytes } = await write(`${name}.parquet`, [])
    const { schema, num_rows } = parquetMetadata(fileOf(bytes))
    expect(num_rows).toBe(0n)
    expect(schema[0]?.num_children).toBeGreaterThan(5)
  })

  test('messages are lists of structs, and the same rows give the same bytes', async () => {
    const [one, other] = [await write('dpo.parquet', unlike), await write('dpo.parquet', unlike)]
    expect(one.bytes.equals(other.bytes)).toBe(true)
    const names = parquetMetadata(fileOf(one.bytes)).schema.map(({ name }) => name)
    expect(names.slice(1, 6)).toEqual(['prompt', 'list', 'element', 'role', 'content'])
  })

  test('many rows come in row groups, a small one first', async () => {
    const { bytes } = await write(
      'votes.parquet',
      Array.from({ length: 2500 }, (_, pairId) => vote({ pairId })),
    )
    const groups = parquetMetadata(fileOf(bytes)).row_groups.map(({ num_rows }) => num_rows)
    expect(groups).toEqual([1000n, 1500n])
    expect(await parquetReadObjects({ file: fileOf(bytes) })).toHaveLength(2500)
  })

  test('long texts close a row group early, so memory stays bounded', async () => {
    const long = 'x'.repeat(1024 * 1024)
    const rows = Array.from({ length: 12 }, (_, pairId) => vote({ pairId, a: output(1, 'x', answer(long)) }))
    const { bytes } = await write('votes.parquet', rows)
    expect(parquetMetadata(fileOf(bytes)).row_groups.length).toBeGreaterThan(1)
  })
})

test('llamafactory is a zip with ranking rows and the file that announces them', async () => {
  const { bytes } = await write('llamafactory.zip', unlike)
  const entries = await unzip(bytes)
  expect([...entries.keys()]).toEqual(['dataset_info.json', 'made.jsonl'])
  const info = JSON.parse(entries.get('dataset_info.json') ?? '')
  expect(info.made).toMatchObject({ file_name: 'made.jsonl', ranking: true, formatting: 'sharegpt' })
  const rows = (entries.get('made.jsonl') ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows[0]).toMatchObject({
    system: 'Be "brief"',
    conversations: [
      { from: 'human', value: 'Hi\n😀' },
      { from: 'gpt', value: '' },
      { from: 'human', value: 'Which?' },
    ],
    chosen: { from: 'gpt', value: 'The first' },
    rejected: { from: 'gpt', value: 'The second' },
  })
  expect((await write('llamafactory.zip', unlike)).bytes.equals(bytes)).toBe(true)
})

test('a download left half way lets go of its rows, also through a zip', async () => {
  let closed = 0
  async function* endless() {
    try {
      for (let pairId = 0; ; pairId += 1) yield [vote({ pairId })]
    } finally {
      closed += 1
    }
  }
  for (const [name, ending] of files.filter(([name]) => name !== 'items')) {
    const extension = exportFormats[name]?.extensions[ending]
    const input = { study: 'made', filters: readFilters({}, []), counts: newCounts() }
    const chunks = extension?.write({ ...input, votes: endless, items: () => stream([]) }) ?? []
    let seen = 0
    for await (const _ of chunks) {
      seen += 1
      if (seen === 6) break
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(closed).toBe(files.length - 2)
})

function typesOf(value: unknown): unknown {
  if (Array.isArray(value)) return 'list'
  if (value === null || typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typesOf(inner)]))
}

function fileOf(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}

/** What JSON Lines would show for a row read back from Parquet. */
function plain(row: Record<string, unknown>): unknown {
  const absent: Record<string, number | boolean> = {
    strength: 0,
    seconds: -1,
    cost: -1,
    seen_a: false,
    seen_b: false,
  }
  const named = Object.entries(row).map(([name, value]) => [name, value ?? absent[name]])
  return JSON.parse(
    JSON.stringify(Object.fromEntries(named), (_, v) => (typeof v === 'bigint' ? Number(v) : v)),
  )
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes)
  const entries = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, (await collect(await zip.openReadStreamPromise(entry))).toString('utf8'))
  }
  return entries
}

test('a number that may have fractions is written as one from the first row on, so that its type is fixed', async () => {
  const rows = [
    vote({ seconds: 4, pairId: 1 }),
    vote({ seconds: 4.25, pairId: 2 }),
    vote({ seconds: null, pairId: 3 }),
  ]
  const { text } = await write('votes.jsonl', rows)
  expect(text.match(/"seconds":[^,]+/g)).toEqual(['"seconds":4.0', '"seconds":4.25', '"seconds":-1.0'])
  expect(text.match(/"pair_id":[^,]+/g)).toEqual(['"pair_id":1', '"pair_id":2', '"pair_id":3'])
  const csv = await write('votes.csv', rows)
  expect(csv.text).toContain(',4.0,key,,,1,')
})
