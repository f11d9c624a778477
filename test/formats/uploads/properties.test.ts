import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recogniseUpload, UploadError, type UploadFile } from '../../../server/formats/uploads/index.ts'
import { file, jsonl, read } from './files.ts'
import { zipBytes } from './zip-file.ts'

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'))
const tricky = fc.constantFrom(
  'a,b;c\td|e',
  '"quoted"',
  'line 1\nline 2',
  'line 1\r\nline 2',
  '=1+1',
  '\u2028and\u2029',
  '__proto__',
  ' spaces ',
  'مرحبا',
  '👩‍👩‍👧',
)
const text = fc.oneof(words, tricky).filter((each) => each.trim() !== '' && !/^nan$/i.test(each))
const name = fc.stringMatching(/^[a-z][a-z0-9._-]{2,20}$/)
const row = fc.record({ prompt: text, model: name, output: text })
const rows = fc.uniqueArray(row, {
  minLength: 1,
  maxLength: 12,
  selector: ({ prompt, model, output }) => JSON.stringify([prompt, model, output]),
})
const step = fc.integer({ min: 1, max: 200 })

const asRead = ({ rows: got }: Awaited<ReturnType<typeof read>>) =>
  got.map(({ prompt, model, output }) => ({
    prompt: prompt.messages[0]?.content,
    model,
    output: output[0]?.content,
  }))

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

const asCsv = (list: { prompt: string; model: string; output: string }[], delimiter: string, end: string) =>
  [['prompt', 'model', 'output'], ...list.map(({ prompt, model, output }) => [prompt, model, output])]
    .map((cells) => `${cells.map(quoted).join(delimiter)}${end}`)
    .join('')

describe('what is written is what is read', () => {
  test('as JSON Lines, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(rows, step, async (list, size) => {
        const source = list.map((each) => `${JSON.stringify(each)}\n`).join('')
        const got = await read(file('a.jsonl', source, size))
        expect(got.report.problems).toEqual([])
        expect(asRead(got)).toEqual(list)
      }),
      { numRuns: 150 },
    )
  })

  test('as one JSON array, pretty-printed or not, gzipped or not', async () => {
    await fc.assert(
      fc.asyncProperty(rows, step, fc.boolean(), fc.boolean(), async (list, size, pretty, packed) => {
        const source = JSON.stringify(list, null, pretty ? 2 : 0)
        const got = await read(file('a.json', packed ? gzipSync(source) : source, size))
        expect(got.report.problems).toEqual([])
        expect(asRead(got)).toEqual(list)
      }),
      { numRuns: 150 },
    )
  })

  test('as a table, whatever its separator, line ends and encoding', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        step,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('utf8', 'utf8 with mark', 'utf16le'),
        async (list, size, delimiter, end, encoding) => {
          const source = asCsv(list, delimiter, end)
          const bytes =
            encoding === 'utf8'
              ? Buffer.from(source)
              : Buffer.from(`\ufeff${source}`, encoding === 'utf16le' ? 'utf16le' : 'utf8')
          const got = await read(file('a.csv', bytes, size))
          expect(got.report.problems).toEqual([])
          expect(asRead(got)).toEqual(list)
        },
      ),
      { numRuns: 200 },
    )
  })
})

const value: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 3 })
const keys = fc.constantFrom(
  'prompt',
  'model',
  'output',
  'messages',
  'conversations',
  'choices',
  'question_id',
  'completions',
  'instruction',
  'generator',
  'results',
  'samples',
  'eval',
  'request_states',
  'columns',
  'data',
  'custom_id',
  'response',
  'uid',
  'run_id',
  'type',
  'doc_id',
  'arguments',
  'resps',
  'input',
  'provider',
  'instance_id',
  'predicted_text',
  'model_a',
  'model_b',
  'conversation_a',
  'conversation_b',
  '__proto__',
  'constructor',
)
const odd = fc.array(fc.dictionary(keys, value, { maxKeys: 8 }), { minLength: 1, maxLength: 6 })

/** The formats' own examples with one value swapped for another kind. */
const seeds: Record<string, unknown>[] = [
  { instruction: 'q', output: 'a', generator: 'm' },
  { question_id: 1, model_id: 'm', choices: [{ turns: ['a'] }] },
  { uid: 'a', model: 'm', messages: [{ role: 'user', content: 'q' }] },
  { doc_id: 0, arguments: { gen_args_0: { arg_0: 'q' } }, resps: [['a']], doc_hash: 'h' },
  { prompt: { raw: 'q' }, provider: { id: 'm' }, response: { output: 'a' } },
  { custom_id: 'c', response: { status_code: 200, body: { model: 'm', choices: [{ message: {} }] } } },
  { results: { results: [{ prompt: { raw: 'q' }, provider: 'm', response: { output: 'a' } }] } },
  { eval: { model: 'm' }, samples: [{ id: 1, input: 'q', output: { choices: [{ message: {} }] } }] },
  { columns: ['inputs', 'outputs'], data: [['q', 'a']] },
  { request_states: [{ instance: { id: 1 }, request: { prompt: 'q' }, result: { completions: [{}] } }] },
  { model_name: 'm', prompts: [{ prompt: 'q', results: [{ outputs: ['a'] }] }] },
  { id: 'a', prompt: 'q', completions: [{ model: 'm', completion: 'a' }] },
  { model_a: 'm', model_b: 'n', conversation_a: [{ role: 'user', content: 'q' }], conversation_b: [] },
  {
    messages: [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: 'a' },
    ],
  },
]
const swapped = fc
  .tuple(fc.constantFrom(...seeds), fc.nat(), value)
  .map(([seed, place, other]) => withSwap(seed, { left: place % (countOf(seed) + 1) }, other))

function countOf(each: unknown): number {
  if (typeof each !== 'object' || each === null) return 1
  return 1 + Object.values(each).reduce((sum: number, inner) => sum + countOf(inner), 0)
}

function withSwap(each: unknown, place: { left: number }, other: unknown): unknown {
  if (place.left-- === 0) return other
  if (Array.isArray(each)) return each.map((inner) => withSwap(inner, place, other))
  if (typeof each !== 'object' || each === null) return each
  return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, withSwap(inner, place, other)]))
}

async function answersPlainly(files: UploadFile[]) {
  try {
    const { report } = await read(files, { goodRows: true })
    for (const { message, line, code } of report.problems) {
      expect(message).toMatch(/^Cannot read /)
      expect(line).toBeGreaterThan(0)
      expect(code).toMatch(/^[a-z0-9_]+$/)
    }
    if (report.outputs === 0 && report.skipped_count === 0 && report.prompts === 0)
      expect(report.problem_count + report.files.length).toBeGreaterThan(0)
    await recogniseUpload(files, {})
  } catch (error) {
    expect(error).toBeInstanceOf(UploadError)
  }
}

describe('hostile uploads get an answer, never a crash', () => {
  test('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), step, (bytes, size) =>
        answersPlainly([file('a.bin', bytes, size)]),
      ),
      { numRuns: 300 },
    )
  })

  test('beginnings of archives and of foreign files, followed by anything', async () => {
    const start = fc.constantFrom(
      '\x1f\x8b\x08',
      'PK\x03\x04',
      'PK\x05\x06',
      'PAR1',
      '\xff\xfe',
      '{',
      '[{"',
      'a,b\n"',
    )
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), (head, bytes) =>
        answersPlainly([file('a', Buffer.concat([Buffer.from(head, 'latin1'), bytes]))]),
      ),
      { numRuns: 300 },
    )
  })

  test('known keys with values of any kind, as lines, list or container', async () => {
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom('lines', 'list', 'container'), (list, shape) => {
        const source =
          shape === 'lines'
            ? list.map((each) => JSON.stringify(each)).join('\n')
            : JSON.stringify(shape === 'list' ? list : { data: list })
        return answersPlainly([file('a.json', source)])
      }),
      { numRuns: 500 },
    )
  })

  test('rows of every format with one value of another kind', async () => {
    await fc.assert(
      fc.asyncProperty(swapped, (each) => answersPlainly([jsonl('a.jsonl', [each])])),
      { numRuns: 600 },
    )
  })

  test('good files cut off or with a byte changed, plain, gzipped and zipped', async () => {
    const good = Buffer.from(asCsv([{ prompt: 'q', model: 'm', output: 'a,"b"\nc' }], ',', '\r\n'))
    const lines = Buffer.from(
      '{"prompt":"q","model":"m","output":"é"}\n{"prompt":"r","model":"m","output":"b"}\n',
    )
    const whole = [good, lines, gzipSync(lines), zipBytes({ 'a.jsonl': lines })]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.nat(),
        fc.nat(255),
        fc.boolean(),
        (bytes, at, byte, cut) => {
          const changed = Buffer.from(cut ? bytes.subarray(0, at % bytes.length) : bytes)
          if (!cut) changed[at % bytes.length] = byte
          return answersPlainly([file('a', changed)])
        },
      ),
      { numRuns: 600 },
    )
  })
})

test('nothing of all this reached the prototype of objects', () => {
  expect(Object.keys(Object.prototype)).toEqual([])
})
