import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson } from '../../db/accounts/people.ts'
import { startSession } from '../../db/accounts/sessions.ts'
import { createToken } from '../../db/accounts/tokens.ts'
import { createStudy } from '../../db/studies/studies.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Report } from '../../server/formats/uploads/types.ts'
import { createLog } from '../../server/log.ts'
import { zipBytes } from '../formats/uploads/zip-file.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()
const origin = 'http://127.0.0.1:3000'
const patienceMs = 20_000
const MiB = 1024 * 1024
let token = ''
let cookie = ''

const app = () =>
  createApp({ db: database.db(), config: { ...readConfig({}), publicUrl: origin }, log: createLog('silent') })

beforeAll(async () => {
  const db = database.db()
  await createStudy(db, NewStudy.parse({ name: 'Tides', slug: 'tides', question: 'Which?' }))
  token = (
    await createToken(db, { name: 't', scopes: ['studies:write'], studyId: null, days: 1, by: 'test' })
  ).token
  const owner = await createPerson(db, {
    email: 'owner@example.org',
    password: 'eight or more',
    role: 'owner',
  })
  cookie = `tb=${await startSession(db, { personId: owner.id })}`
})

type File = { name: string; bytes: string | Uint8Array }
type Answer = { status: number; report: Report | null; added: number }

const outputs = async () => {
  const [row] = await database.db()<{ n: number; staged: number }[]>`
    select (select count(*)::int from outputs) as n, (select count(*)::int from staged_rows) as staged`
  return row ?? { n: 0, staged: 0 }
}

/** Sends files as a program does, and sees that they were taken whole or not at all, in time, with reasons. */
async function send(files: File[], options: Record<string, unknown> = {}): Promise<Answer> {
  const form = new FormData()
  for (const { name, bytes } of files) form.append('file', new Blob([bytes as never]), name)
  form.append('options', JSON.stringify(options))
  return judged(
    await timed(() =>
      app().request('/api/v1/studies/tides/batches', {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
        body: form as never,
      }),
    ),
  )
}

type Timed = { answer: Response; before: { n: number; staged: number }; took: number }

async function timed(act: () => Response | Promise<Response>): Promise<Timed> {
  const before = await outputs()
  const started = performance.now()
  const answer = await act()
  return { answer, before, took: performance.now() - started }
}

async function judged({ answer, before, took }: Timed): Promise<Answer> {
  const after = await outputs()
  const body = (await answer.json()) as { report?: Report; title?: string }
  expect([200, 201, 400, 413, 422], JSON.stringify(body).slice(0, 300)).toContain(answer.status)
  expect(took).toBeLessThan(patienceMs)
  expect(after.staged).toBe(0)
  const added = after.n - before.n
  if (answer.status >= 400) {
    expect(added).toBe(0)
    expect(body.title).toBeTruthy()
    for (const problem of body.report?.problems ?? []) {
      expect(problem.file).not.toBe('')
      expect(problem.line).toBeGreaterThan(0)
      expect(problem.message).toMatch(/^Cannot read /)
    }
  }
  return { status: answer.status, report: body.report ?? null, added }
}

/** The same by the page, as a person does. */
async function sendByPage(files: File[], goodRows: boolean): Promise<{ status: number; added: number }> {
  const form = new FormData()
  for (const { name, bytes } of files) form.append('file', new Blob([bytes as never]), name)
  form.append('act', 'publish')
  if (goodRows) form.append('good_rows', '1')
  const headers = { Cookie: cookie, Origin: origin }
  const { answer, before, took } = await timed(() =>
    app().request('/studies/tides/batches', { method: 'POST', headers, body: form as never }),
  )
  const after = await outputs()
  expect([303, 400, 413, 422]).toContain(answer.status)
  expect(took).toBeLessThan(patienceMs)
  if (answer.status !== 303) expect(after.n).toBe(before.n)
  return { status: answer.status, added: after.n - before.n }
}

let asked = 0
/** A row to a prompt that no other test has. */
const row = (more: Record<string, unknown> = {}) => ({
  prompt: `Question ${++asked}: why is the sea salt?`,
  model: 'm1',
  output: 'Rivers bring it.',
  ...more,
})
const line = (value: unknown) => `${JSON.stringify(value)}\n`
const csv = (...lines: string[]) => `prompt,model,output\n${lines.join('\n')}\n`
const question = () => `Question ${++asked}?`

describe('each kind of bad file is read rightly or refused with file, line and reason', () => {
  const read: [string, () => File, number][] = [
    [
      'a cell of a million characters',
      () => ({ name: 'a.jsonl', bytes: line(row({ output: 'sea '.repeat(250_000) })) }),
      1,
    ],
    [
      'UTF-16 with a mark',
      () => ({ name: 'a.csv', bytes: Buffer.from(`\ufeff${csv(`${question()},m1,Größe`)}`, 'utf16le') }),
      1,
    ],
    [
      'a code page of Windows',
      () => ({ name: 'a.csv', bytes: Buffer.from(csv(`${question()},m1,Größe und Maß`), 'latin1') }),
      1,
    ],
    ['a byte order mark', () => ({ name: 'a.jsonl', bytes: `\ufeff${line(row())}` }), 1],
    [
      'mixed line ends',
      () => ({ name: 'a.csv', bytes: `prompt,model,output\r\n${question()},m1,x\n${question()},m1,y\r\n` }),
      2,
    ],
    ['U+2028 in a string', () => ({ name: 'a.jsonl', bytes: line(row({ output: 'one\u2028two' })) }), 1],
    [
      'a header that comes again',
      () => ({
        name: 'a.csv',
        bytes: csv(`${question()},m1,x`, 'prompt,model,output', `${question()},m1,y`),
      }),
      2,
    ],
    [
      'NaN literals',
      () => ({
        name: 'a.jsonl',
        bytes: line(row({ score: 1 })).replace('"score":1', '"score":NaN,"low":-Infinity'),
      }),
      1,
    ],
    [
      '__proto__ as a key',
      () => ({
        name: 'a.jsonl',
        bytes: line(row()).replace('{', '{"__proto__":{"model":"evil"},"constructor":1,'),
      }),
      1,
    ],
    [
      'documents one after the other',
      () => ({ name: 'a.json', bytes: `${JSON.stringify([row()])}\n${JSON.stringify([row()], null, 1)}` }),
      2,
    ],
    [
      'a path as a name in an archive',
      () => ({ name: 'a.zip', bytes: zipBytes({ 'in/deep/a.jsonl': line(row()) }) }),
      1,
    ],
    [
      'a path out of an archive',
      () => ({ name: 'a.zip', bytes: zipBytes({ '../../a.jsonl': line(row()) }) }),
      1,
    ],
    [
      'an absolute path in an archive',
      () => ({ name: 'a.zip', bytes: zipBytes({ '/etc/a.jsonl': line(row()) }) }),
      1,
    ],
  ]
  it.each(read)(
    'read: %s',
    async (_, make, count) => {
      const { status, added } = await send([make()])
      expect({ status, added }).toEqual({ status: 201, added: count })
    },
    30_000,
  )

  const zeros = (size: number) => Buffer.alloc(size, 0x20)
  const refused: [string, () => File, string][] = [
    ['a bomb of gzip', () => ({ name: 'a.jsonl.gz', bytes: gzipSync(zeros(300 * MiB)) }), 'too_compressed'],
    [
      'a bomb of zip',
      () => ({ name: 'a.zip', bytes: zipBytes({ 'a.jsonl': zeros(300 * MiB) }) }),
      'too_compressed',
    ],
    [
      'an archive that lies about sizes',
      () => ({ name: 'a.zip', bytes: zipBytes({ 'a.jsonl': zeros(64 * MiB) }, { size: 10 }) }),
      '.',
    ],
    ['JSON a million deep', () => ({ name: 'a.json', bytes: '[{"prompt":'.repeat(1e6) }), '.'],
    [
      'deep JSON in a row',
      () => ({ name: 'a.jsonl', bytes: `${line(row())}{"prompt":${'['.repeat(1000)}${']'.repeat(1000)}}` }),
      'too_deep',
    ],
    ['gzip cut off', () => ({ name: 'a.gz', bytes: gzipSync(line(row()).repeat(50)).subarray(0, 60) }), '.'],
    [
      'zip cut off',
      () => ({ name: 'a.zip', bytes: zipBytes({ 'a.jsonl': line(row()) }).subarray(0, 90) }),
      '.',
    ],
    ['ragged rows', () => ({ name: 'a.csv', bytes: csv(`${question()},m1,x,and,more`) }), 'ragged_row'],
    ['NUL', () => ({ name: 'a.jsonl', bytes: line(row({ output: 'a\0b' })) }), 'nul'],
    [
      'half of a character',
      () => ({ name: 'a.jsonl', bytes: line(row({ output: '\ud800' })) }),
      'lone_surrogate',
    ],
    ['true where text belongs', () => ({ name: 'a.jsonl', bytes: line(row({ output: true })) }), 'not_text'],
    [
      'an object where text belongs',
      () => ({ name: 'a.jsonl', bytes: line(row({ output: { a: 1 } })) }),
      'not_text',
    ],
    ['an empty file', () => ({ name: 'a.jsonl', bytes: '' }), 'empty_file'],
    ['nothing but blanks', () => ({ name: 'a.jsonl', bytes: ' \n \n' }), '.'],
    [
      'a quotation mark that never closes',
      () => ({ name: 'a.csv', bytes: csv(`${question()},m1,"x`, 'y') }),
      'quote_not_closed',
    ],
    [
      'a line cut off',
      () => ({ name: 'a.jsonl', bytes: line(row()) + line(row()).slice(0, -9) }),
      'bad_json|truncated',
    ],
  ]
  it.each(refused)(
    'refused: %s',
    async (_, make, code) => {
      const file = make()
      const { status, report } = await send([file])
      expect(status).toBe(422)
      expect(report?.problems[0]?.code).toMatch(new RegExp(code))
      expect(report?.problems[0]?.file).toContain(file.name)
    },
    60_000,
  )

  it('a line of 200 MB is passed over without being held, and named', async () => {
    const boundary = 'x-tiebreak-x'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n`
    const piece = Buffer.alloc(MiB, 'a')
    async function* body() {
      yield Buffer.from(`${head}${line(row())}{"prompt":"`)
      for (let i = 0; i < 200; i++) yield piece
      yield Buffer.from(`"}\n${line(row())}\r\n--${boundary}--\r\n`)
    }
    const held = process.memoryUsage().external
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().external)
    }, 20)
    const { status, report } = await judged(
      await timed(() =>
        app().request('/api/v1/studies/tides/batches', {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${token}`,
            'Content-Type': `multipart/form-data; boundary=${boundary}`,
          },
          body: Readable.toWeb(Readable.from(body())) as never,
          duplex: 'half',
        } as RequestInit),
      ),
    )
    clearInterval(watch)
    expect(status).toBe(422)
    expect(report?.problems).toMatchObject([{ file: 'a.jsonl', line: 2, code: 'line_too_long' }])
    expect(most - held).toBeLessThan(100 * MiB)
  }, 60_000)
})

/** One line of JSON Lines, and how many outputs it is worth. */
type Line = { text: () => string; good: boolean }

const goodLine = fc
  .record({
    output: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter(
        (text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0') && !/^nan$/i.test(text),
      ),
    more: fc.dictionary(
      fc.constantFrom('__proto__', 'constructor', 'note', 'score'),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  })
  .map(
    ({ output, more }): Line => ({ text: () => JSON.stringify({ ...row({ output }), ...more }), good: true }),
  )
const badValue = fc.constantFrom<unknown>(
  true,
  false,
  7,
  1e308,
  { a: 1 },
  { toString: 'x' },
  '\0',
  'x\0y',
  '\ud83d',
  '\udc00',
)
const badLine = fc.oneof(
  badValue.map((output): Line => ({ text: () => JSON.stringify(row({ output })), good: false })),
  badValue
    .filter((value) => typeof value === 'string' || typeof value === 'object')
    .map((prompt): Line => ({ text: () => JSON.stringify(row({ prompt })), good: false })),
  fc
    .integer({ min: 33, max: 3000 })
    .map(
      (depth): Line => ({ text: () => `{"prompt":${'['.repeat(depth)}${']'.repeat(depth)}}`, good: false }),
    ),
  fc
    .integer({ min: 1, max: 40 })
    .map((cut): Line => ({ text: () => JSON.stringify(row()).slice(0, -cut), good: false })),
  fc
    .constantFrom('[]x', '"text"', '7', 'null', '}{', '<html>')
    .map((text): Line => ({ text: () => text, good: false })),
)
const lineEnd = fc.constantFrom('\n', '\r\n', '\n\n', '\n  \n')
const packing = fc.constantFrom('plain', 'mark', 'gzip', 'zip', 'UTF-16')

function packed(text: string, how: string): File {
  if (how === 'mark') return { name: 'a.jsonl', bytes: `\ufeff${text}` }
  if (how === 'gzip') return { name: 'a.jsonl', bytes: gzipSync(text) }
  if (how === 'zip') return { name: 'a.zip', bytes: zipBytes({ 'folder/a.jsonl': text }) }
  if (how === 'UTF-16') return { name: 'a.jsonl', bytes: Buffer.from(`\ufeff${text}`, 'utf16le') }
  return { name: 'a.jsonl', bytes: text }
}

describe('whatever is mixed into good rows', () => {
  const lines = fc.tuple(
    goodLine,
    fc.array(fc.oneof({ weight: 3, arbitrary: goodLine }, badLine), { maxLength: 12 }),
  )
  const sources = fc.record({
    lines: lines.map(([first, rest]) => [first, ...rest]),
    ends: fc.array(lineEnd, { minLength: 1, maxLength: 4 }),
    packing,
  })

  const textOf = ({ lines, ends }: { lines: Line[]; ends: string[] }) =>
    lines.map(({ text }, i) => `${text()}${ends[i % ends.length]}`).join('')

  it('stops them all, or is left out alone where the good rows are asked for', async () => {
    await fc.assert(
      fc.asyncProperty(sources, async (source) => {
        const file = packed(textOf(source), source.packing)
        const good = source.lines.filter((one) => one.good).length
        const bad = source.lines.length - good
        const whole = await send([file])
        expect(whole.status).toBe(bad === 0 ? 201 : 422)
        if (bad === 0) expect(whole.added).toBe(good)
        if (bad === 0) return
        expect(whole.report?.problem_count).toBeGreaterThanOrEqual(1)
        const some = await send([file], { good_rows: true })
        expect({ status: some.status, added: some.added }).toEqual({ status: 201, added: good })
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('is answered the same by the page', async () => {
    await fc.assert(
      fc.asyncProperty(sources, fc.boolean(), async (source, goodRows) => {
        const file = packed(textOf(source), source.packing)
        const good = source.lines.filter((one) => one.good).length
        const { status, added } = await sendByPage([file], goodRows)
        if (goodRows || good === source.lines.length)
          expect({ status, added }).toEqual({ status: 303, added: good })
        else expect(status).toBe(422)
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('and bytes that are no file at all, alone or beside a good one, are never an error of ours', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(
          fc.constantFrom([0x1f, 0x8b], [0x50, 0x4b, 3, 4], [0xff, 0xfe], [0xfe, 0xff], [0x5b], [0x7b]),
          fc.uint8Array({ maxLength: 200 }),
        )
        .map(([start, rest]) => Uint8Array.from([...start, ...rest])),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), fc.boolean(), async (noise, alone, goodRows) => {
        const files = [
          { name: 'noise.dat', bytes: noise },
          ...(alone ? [] : [{ name: 'a.jsonl', bytes: line(row()) }]),
        ]
        const { added, status } = await send(files, { good_rows: goodRows })
        if (status === 201 && !alone && goodRows) expect(added).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 80 },
    )
  }, 120_000)
})
