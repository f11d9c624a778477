import { gzipSync } from 'node:zlib'
import { ByteWriter, parquetWrite } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { SnapshotRequest } from '../../server/datasets/snapshot-request.ts'
import { readAnyVotes } from '../../server/formats/any-votes.ts'

async function* once(content: string | Uint8Array) {
  yield Buffer.from(content)
}
const lines = (rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const words = ['a', 'b', 'tie', 'both_bad']

async function votesOf(content: string | Uint8Array) {
  const table = await readAnyVotes(once(content), {})
  return Array.from({ length: table.length }, (_, row) =>
    [
      table.models[table.first[row] as number],
      table.models[table.second[row] as number],
      words[table.outcome[row] as number],
      table.testers[table.tester?.[row] ?? -1] ?? '-',
      table.prompts[table.prompt?.[row] ?? -1] ?? '-',
    ].join(' '),
  )
}

const battles = [
  { model_a: 'x', model_b: 'y', winner: 'model_a', judge: 'j1', question_id: 81 },
  { model_a: 'y', model_b: 'x', winner: 'tie (bothbad)', judge: 'j2', question_id: 82 },
]
const expected = ['x y a j1 81', 'y x both_bad j2 82']
const csv = 'question_id,model_a,model_b,winner,judge\n81,x,y,model_a,j1\n82,y,x,tie (bothbad),j2\n'

function parquet(): Uint8Array {
  const writer = new ByteWriter()
  const column = (name: keyof (typeof battles)[0]) => battles.map((row) => String(row[name]))
  const names = ['model_a', 'model_b', 'winner', 'judge', 'question_id'] as const
  parquetWrite({
    writer,
    columnData: names.map((name) => ({ name, data: column(name), type: 'STRING' as const })),
  })
  return writer.getBytes()
}

test.each([
  ['CSV', csv],
  ['CSV packed with gzip', gzipSync(csv)],
  ['TSV', csv.replaceAll(',', '\t')],
  ['JSON Lines', lines(battles)],
  ['a JSON list', JSON.stringify(battles, null, 1)],
  ['a list inside a document', JSON.stringify({ version: 1, votes: battles })],
  ['Parquet', parquet()],
])('%s holds the same votes', async (_, content) => {
  expect(await votesOf(content)).toEqual(expected)
})

describe('the columns of others', () => {
  test.each<[string, string, string[]]>([
    [
      'one column per outcome',
      'id,model_a,model_b,winner_model_a,winner_model_b,winner_tie\n0,x,y,1,0,0\n1,x,y,0,1,0\n2,x,y,0,0,1\n',
      ['x y a - -', 'x y b - -', 'x y tie - -'],
    ],
    ['a model as the winner', 'model_a,model_b,winner\nx,y,y\n', ['x y b - -']],
    [
      'preferences of AlpacaEval',
      lines(
        [1, 2, 1.5, 1.2, null].map((preference) => ({
          generator_1: 'x',
          generator_2: 'y',
          preference,
          annotator: 'g',
        })),
      ),
      ['x y a g -', 'x y b g -', 'x y tie g -', 'x y a g -'],
    ],
    [
      'annotators of PandaLM',
      lines([{ cmp_key: 'x_y', annotator1: 1, annotator2: 0 }]),
      ['x y a annotator1 -', 'x y tie annotator2 -'],
    ],
    [
      'labels of auto-j',
      lines([0, 1, 2].map((label) => ({ 'response 1': 'p', 'response 2': 'q', label }))),
      ['response 1 response 2 a - -', 'response 1 response 2 b - -', 'response 1 response 2 tie - -'],
    ],
    [
      'accepted completions',
      lines([{ userId: 'u', acceptedIndex: 1, completionItems: [{ model: 'x' }, { model: 'y' }] }]),
      ['x y b u -'],
    ],
    [
      'labels of JudgeBench',
      lines(['A>B', 'B>A', 'A=B'].map((label) => ({ response_A: 'p', response_B: 'q', label }))),
      ['response_A response_B a - -', 'response_A response_B b - -', 'response_A response_B tie - -'],
    ],
    [
      'sides named left and right',
      'prompt,model_x,model_y,worker,winner,left,right\n8,1,2,w,right,x,y\n',
      ['x y b w 8'],
    ],
    [
      'degrees of preference',
      'prompt,model_a,model_b,preference,evaluator\np,x,y,b-is-slightly-better,e\n',
      ['x y b e p'],
    ],
    [
      'chosen and rejected models',
      lines([{ chosen_model: 'x', rejected_model: 'y', prompt_id: 'p' }]),
      ['x y a - p'],
    ],
  ])('%s', async (_, content, votes) => {
    expect(await votesOf(content)).toEqual(votes)
  })

  test.each([
    ['model_a,model_b,winner\nx,y,0\nx,y,1\n', 'may mean either side'],
    ['{"model_a":"x","model_b":"y"}\n', 'no column "winner"'],
    ['{"winner":"a"}\n', 'no column "model_a"'],
    ['{"model_a":"x","model_b":"y","winner":"a"}\n{"model_b":"y","winner":"a"}\n', '"model_a" is missing'],
    ['PAR1 and nothing', 'damaged'],
  ])('%s is refused with what it lacks', async (content, reason) => {
    await expect(readAnyVotes(once(content), {})).rejects.toThrow(reason)
  })
})

test.each([
  ['2026-01-01T00:00:00Z', true],
  ['2026-01-01T00:00:00+15:59', true],
  ['2026-01-01T00:00:00+16:00', false],
  ['2026-01-01T00:00:00-23:59', false],
  ['0000-01-01T00:00:00Z', false],
])('a snapshot as of %s: %s', (time, isTaken) => {
  expect(SnapshotRequest.safeParse({ as_of: time }).success).toBe(isTaken)
})
