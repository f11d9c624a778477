import { describe, expect, test } from 'vitest'
import { readVotesFile, type VotesFileOptions } from '../../server/formats/votes/votes-file.ts'

async function* bytes(content: string | Uint8Array, size: number) {
  const all = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}
const read = (content: string | Uint8Array, options: Partial<VotesFileOptions> = {}, size = 5) =>
  readVotesFile(bytes(content, size), { format: 'csv', ...options })

const head = 'model_a,model_b,winner,tester,prompt\n'
const good = 'A,B,a,t,p\n'

describe('a bad row among good ones', () => {
  const broken: [string, string, string][] = [
    [
      'a quote that closes too early',
      'A,"B" x,a,t,p\n',
      'line 3: a quoted field goes on after its closing quote',
    ],
    ['a quote that is never closed', 'A,"B,a,t,p\n', 'line 3: a quoted field is never closed'],
    ['too few fields', 'A,B,a\n', 'line 3: the header has 5 columns, this line 3'],
    [
      'a winner named like a property of objects',
      'A,B,constructor,t,p\n',
      'line 3: "winner" must be a, b, tie',
    ],
    ['the same model twice, even skipped', 'A,A,skip,t,p\n', 'line 3: "A" is compared with itself'],
  ]

  test.each(broken)('%s stops the reading at its line', async (_, row, message) => {
    await expect(read(head + good + row + good + good)).rejects.toThrow(`Cannot read ${message}`)
  })

  test.each(broken)('%s is one row left out when bad rows are skipped', async (_, row) => {
    const table = await read(head + good + row + good + good, { skipBadRows: true })
    expect(table).toMatchObject({ length: 3, badRows: 1, models: ['A', 'B'] })
  })

  test('bytes that are not UTF-8 are named by their line, whatever the chunks', async () => {
    const latin = Buffer.concat([
      Buffer.from(head + good + good),
      Buffer.from('M\xfcller,B,a,t,p\n', 'latin1'),
      Buffer.from(good),
    ])
    for (const size of [1, 7, 4096]) {
      await expect(read(latin, {}, size)).rejects.toThrow('Cannot read line 4: it is not UTF-8 text')
      expect(await read(latin, { skipBadRows: true }, size)).toMatchObject({ length: 3, badRows: 1 })
    }
  })
})

test('a row that begins after quoted line ends is named by its own line of the file', async () => {
  const file = `${head}A,B,a,"t\n1\n2",p\r\n\nA,B,b,t,p\nA,B,maybe,t,p\n`
  await expect(read(file)).rejects.toThrow('Cannot read line 7')
})

test('a quote inside a field is a quote', async () => {
  const table = await read(`${head}6" ruler,B,a,t,p\nB,"6"" ruler",b,t,p\n`)
  expect(table.models).toEqual(['6" ruler', 'B'])
})

test('names keep their characters, spaces around them do not count', async () => {
  const table = await read(`${head} Ω-模型 🦙 ,B,a,t,p\nB,Ω-模型 🦙,b,t,p\n`, {}, 3)
  expect(table.models).toEqual(['Ω-模型 🦙', 'B'])
})

test('a model that was only skipped is counted nowhere but named', async () => {
  const table = await read(`${head}A,B,a,t,p\nA,C,skip,u,q\n`)
  expect(table).toMatchObject({
    skips: 1,
    models: ['A', 'B'],
    testers: ['t'],
    prompts: ['p'],
    onlySkipped: ['C'],
  })
})

test.each(['0x10', '1e', '--1', '1,5'])('"%s" is not a number', async (value) => {
  const file = `model_a,model_b,winner,x\nA,B,a,"${value}"\n`
  await expect(read(file, { covariates: ['x'] })).rejects.toThrow('line 2: "x" must be a number')
})

describe('JSON Lines', () => {
  const json = (content: string, options: Partial<VotesFileOptions> = {}) =>
    read(content, { format: 'jsonl', ...options })
  const row = (more: object = {}) =>
    `${JSON.stringify({ model_a: 'A', model_b: 'B', winner: 'a', ...more })}\n`

  test('may hold keys in any order, lines of any form and numbers as names', async () => {
    const table = await json(`\n${row({ winner: 'tie', tester: 7 })}${row({ tester: null, note: {} })}`)
    expect([table.length, table.testers, table.tester?.[1]]).toEqual([2, ['7'], -1])
    expect((await json(row({ count: 3 }) + row())).weight).toEqual(Float64Array.of(3, 1))
  })

  test.each([
    ['{"model_a": "A"', 'line 2: it is not JSON'],
    ['[1]', 'line 2: it is not a JSON object'],
    ['{"model_a":"A","winner":"a"}', 'line 2: "model_b" is missing'],
    [JSON.stringify({ model_a: 'A', model_b: 'B' }), 'line 2: "winner" is missing'],
    [JSON.stringify({ model_a: 'A', model_b: 'B', winner: 'a', count: null }), 'line 2: "count" must be'],
  ])('%s is a bad row', async (line, message) => {
    await expect(json(`${row()}${line}\n`)).rejects.toThrow(`Cannot read ${message}`)
    expect(await json(`${line}\n${row()}`, { skipBadRows: true })).toMatchObject({ length: 1, badRows: 1 })
  })

  test('a key that was asked for and is in no row is missed', async () => {
    await expect(json(row(), { columns: { tester: 'worker' } })).rejects.toThrow(
      'no row has the key "worker"',
    )
  })
})
