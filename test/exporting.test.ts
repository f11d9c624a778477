import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { createStudy, findStudy, setStudyState } from '../db/studies/studies.ts'
import { excludeTester } from '../db/testers/exclusions.ts'
import { createInvites, findInvite } from '../db/testers/invites.ts'
import { findTester, joinStudy } from '../db/testers/testers.ts'
import { handOutPair } from '../db/voting/comparisons.ts'
import { recordVote, reopenLastVote } from '../db/voting/votes.ts'
import { exportStudy } from '../server/datasets/exporting.ts'
import { NotFound } from '../server/domain/refusals.ts'
import { NewStudy } from '../server/domain/settings/study-settings.ts'
import type { Study } from '../server/domain/study.ts'
import { exportFormats } from '../server/formats/exports/index.ts'
import { importFiles } from '../server/importing/importing.ts'
import { planPairs } from '../server/pairing/planning.ts'
import { collect } from './formats/exports/made-rows.ts'
import { useDatabase } from './setup/database.ts'

const database = useDatabase()
const models = ['=cmd()', '../../x']
const prompts = ['Which, "one"?', 'Line\r\nbreak', 'Third']
let study: Study

beforeAll(async () => {
  const db = database.db()
  const made = await createStudy(
    db,
    NewStudy.parse({
      name: 'Exports',
      slug: 'exports',
      question: 'Which?',
      votes_per_pair: 1,
      repeat_share: 0,
    }),
  )
  const lines = prompts.flatMap((prompt) =>
    models.map((model) => JSON.stringify({ prompt, model, output: `${prompt}\n by ${model} ` })),
  )
  await importFiles(db, {
    study: made,
    files: [{ name: 'outputs.jsonl', open: () => Readable.from([Buffer.from(lines.join('\n'))]) }],
    options: { goodRows: false },
    dryRun: false,
    by: 'test',
  })
  await setStudyState(db, { id: made.id, state: 'open' })
  await planPairs(db, { study: made })
  await voteTwice(made.id)
  const found = await findStudy(db, { slug: 'exports', only: null })
  if (!found) throw new Error('no study')
  study = found
})

/** One vote, taken back and answered otherwise, and one skip. */
async function voteTwice(studyId: number): Promise<void> {
  const db = database.db()
  const links = { studyId, kind: 'open' as const, count: 1, label: '', cap: null, expires: null }
  const [invite] = await createInvites(db, links)
  const found = await findInvite(db, invite?.code ?? '')
  const joined = found && (await joinStudy(db, { ...found, locale: 'en' }))
  const tester = joined && (await findTester(db, { key: found.key, token: joined.token }))
  if (!tester) throw new Error('not joined')
  const who = { studyId, testerId: tester.id }
  const answer = (outcome: 'a' | 'b' | 'skip') => ({
    answer: { outcome, strength: null, criteria: {}, reasons: [], comment: 'é "quoted"' },
    claims: {},
    input: 'key',
  })
  const comparison = (await handOutPair(db, who))?.id ?? ''
  await recordVote(db, { ...who, comparison, ...answer('a') })
  await reopenLastVote(db, { ...who, comparison })
  await recordVote(db, { ...who, comparison, ...answer('b') })
  const next = (await handOutPair(db, who))?.id ?? ''
  await recordVote(db, { ...who, comparison: next, ...answer('skip') })
  await excludeTester(db, { ...who, rule: 'too_fast', reason: '', by: 'test' })
}

async function download(file: string, query: Record<string, string> = {}) {
  const [format = '', extension = ''] = file.split('.')
  const made = await exportStudy(database.db(), { study, format, extension, query })
  const bytes = await collect(made.chunks)
  return { ...made, bytes, text: bytes.toString('utf8') }
}

describe('an export of a study', () => {
  test('holds the answers that count, their texts as uploaded, and says whose are excluded', async () => {
    const { text, fileName, contentType, counts } = await download('votes.csv')
    const rows = parse<Record<string, string>>(text, { columns: true })
    expect(rows.map(({ winner }) => winner).sort()).toEqual(['b', 'skip'])
    for (const row of rows) {
      expect(row.output_a).toBe(`${row.prompt}\n by ${row.model_a} `)
      expect(row).toMatchObject({
        study: 'exports',
        comment: 'é "quoted"',
        excluded: 'too_fast',
        purpose: 'vote',
      })
    }
    expect({ fileName, contentType }).toEqual({
      fileName: 'exports-votes.csv',
      contentType: 'text/csv; charset=utf-8',
    })
    expect(counts).toMatchObject({ read: 2, rows: 2 })
  })

  test('adds superseded answers on request, marked, and leaves out excluded testers when clean', async () => {
    const all = parse<Record<string, string>>((await download('votes.csv', { revisions: '1' })).text, {
      columns: true,
    })
    expect(all.map(({ winner, excluded }) => [winner, excluded]).sort()).toEqual([
      ['a', 'superseded'],
      ['b', 'too_fast'],
      ['skip', 'too_fast'],
    ])
    expect(new Set(all.map(({ vote_id }) => vote_id)).size).toBe(3)
    const clean = await download('votes.jsonl', { clean: '1' })
    expect(clean.text).toBe('')
    expect(clean.counts.dropped.votes).toEqual({ excluded_tester: 2 })
  })

  test('chooses the output that was answered last', async () => {
    const [vote] = parse<Record<string, string>>((await download('votes.csv')).text, {
      columns: true,
    }).filter(({ winner }) => winner === 'b')
    const { text, counts } = await download('dpo.jsonl')
    expect(JSON.parse(text)).toMatchObject({
      chosen_model: vote?.model_b,
      rejected_model: vote?.model_a,
      n_votes: 1,
    })
    expect(counts).toMatchObject({ rows: 1, dropped: { votes: { skip: 1 }, pairs: { no_votes: 1 } } })
  })

  test('of items has every output, voted on or not', async () => {
    const rows = (await download('items.jsonl')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows).toHaveLength(prompts.length * models.length)
    expect(new Set(rows.map(({ model }) => model))).toEqual(new Set(models))
  })

  test.each(
    Object.values(exportFormats).flatMap(({ name, extensions }) =>
      Object.keys(extensions).map((ending) => `${name}.${ending}`),
    ),
  )('%s is made, under a name without folders, the same each time', async (file) => {
    const { bytes, fileName } = await download(file)
    expect(fileName).toBe(`exports-${file}`)
    expect((await download(file)).bytes.equals(bytes)).toBe(true)
  })

  test('there is not is refused before anything is read', async () => {
    await expect(download('excel.csv')).rejects.toThrow(NotFound)
    await expect(download('toString.csv')).rejects.toThrow(NotFound)
    await expect(download('dpo.csv')).rejects.toThrow('Export "dpo" comes as jsonl, parquet, not as "csv"')
    await expect(download('votes.csv', { colour: 'red' })).rejects.toThrow(RangeError)
    await expect(download('kto.jsonl', { margin: '1' })).rejects.toThrow('"margin" does not apply')
  })

  test('left half way leaves no query running', async () => {
    const { chunks } = await exportStudy(database.db(), {
      study,
      format: 'votes',
      extension: 'csv',
      query: {},
    })
    for await (const chunk of chunks) {
      expect(chunk).not.toBe('')
      break
    }
    const [open] = await database.db()`
      select count(*) as transactions from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`
    expect(open).toEqual({ transactions: 0 })
  })
})
