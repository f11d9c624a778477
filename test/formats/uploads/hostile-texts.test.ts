import { expect, test } from 'vitest'
import { namesWithin, namingSpans } from '../../../server/formats/uploads/audit/naming.ts'
import { withDefaults } from '../../../server/formats/uploads/reports/limits.ts'
import { elements } from '../../../server/formats/uploads/source/elements.ts'
import { file, read } from './files.ts'

/** Texts that would take minutes were they searched anew from each of their places; the runner's own patience is shorter. */
test('a line that breaks off inside a text full of quotes is refused like any other', async () => {
  const good = JSON.stringify({ prompt: 'p', model: 'm', output: 'o' })
  const cut = `{"prompt": "p", "model": "m", "score": NaN, "output": "${'\\"'.repeat(500_000)}`
  const { report } = await read(file('a.jsonl', `${good}\n${cut}\n`), { goodRows: true })
  expect(report.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 bad_json'])
})

test('a header with an open brace and much space stays as it is', async () => {
  const header = `{{${' '.repeat(10_000)}x`
  const content = `topic,[m1] ${header},Status,[m2] ${header},Status\ntide,The sea rising.,PASS,Water.,FAIL\n`
  const { report, rows } = await read(file('a.csv', content), { goodRows: true })
  expect(report.format).toBe('promptfoo')
  expect(rows[0]?.prompt.messages[0]?.content).toBe(header)
})

test('each name that a mask hides is found once, however many phrases of a sentence tell it', () => {
  const text = 'I am claude, a model '.repeat(200)
  const found = namesWithin(text, namingSpans(text))
  expect(found.map(({ start }) => start)).toEqual([...new Set(found.map(({ start }) => start))])
  expect(found).toHaveLength(200)
})

test('a key of many megabytes is passed over, not kept', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'a')
  async function* chunks() {
    yield Buffer.from('{"rows":[{"a":1}],"')
    for (let n = 0; n < 40; n++) yield piece
    yield Buffer.from('":[{"a":2}],"rows":[{"a":3}]}')
  }
  const before = process.memoryUsage().heapUsed
  let most = 0
  const found: string[] = []
  const rest = () => {
    most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  for await (const pieces of elements(chunks(), { path: ['rows'], limits: withDefaults({}), rest }))
    for (const one of pieces) found.push('bytes' in one ? one.bytes.toString() : one.problem.code)
  expect(found).toEqual(['{"a":1}', '{"a":3}'])
  expect(most).toBeLessThan(100 * 1024 * 1024)
})
