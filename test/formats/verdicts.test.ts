import { describe, expect, test } from 'vitest'
import { readVerdicts } from '../../server/formats/votes/verdicts.ts'

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}
const read = (text: string, name = 'verdicts.csv') => readVerdicts(bytes(text), { name })

describe('a verdicts file', () => {
  test('says which model stood first and which won, in many words', async () => {
    const { pairs, problems } = await read(
      'prompt,model_a,model_b,winner\np1,x,y,a\np1,y,x,model_b\np2,x,y,x\np3,x,y,Tie\np4,x,y,tie (bothbad)\n',
    )
    expect(problems).toEqual([])
    expect(pairs.map(({ a, outcome }) => `${a} ${outcome}`)).toEqual([
      'x a',
      'y b',
      'x a',
      'x tie',
      'x both_bad',
    ])
  })

  test('turns a row whose second model was shown first', async () => {
    const { pairs } = await read('prompt_id,left,right,winner,shown_first\np1,x,y,left,b\np1,x,y,left,a\n')
    expect(pairs).toEqual([
      { line: 2, prompt: 'p1', a: 'y', b: 'x', outcome: 'b' },
      { line: 3, prompt: 'p1', a: 'x', b: 'y', outcome: 'a' },
    ])
  })

  test('takes scores of single outputs, also as JSON Lines', async () => {
    expect((await read('prompt,model,score\np1,x,4.5\n')).outputs).toEqual([
      { line: 2, prompt: 'p1', model: 'x', score: 4.5 },
    ])
    const lines =
      '{"prompt":"p1","model":"x","score":3}\n\n{"prompt":"p1","model_a":"x","model_b":"y","winner":"b"}\n'
    const { outputs, pairs } = await read(lines, 'verdicts.jsonl')
    expect(outputs).toHaveLength(1)
    expect(pairs).toEqual([{ line: 3, prompt: 'p1', a: 'x', b: 'y', outcome: 'b' }])
  })

  test('names the line of every row that cannot be used', async () => {
    const { problems } = await read('prompt,model_a,model_b,winner\n,x,y,a\np1,x,x,a\np1,x,y,maybe\np1,x,y\n')
    expect(problems.map(({ message }) => message)).toEqual([
      'Cannot read line 2: there is no prompt: its id or its text',
      'Cannot read line 3: "x" is compared with itself',
      'Cannot read line 4: the winner must be a, b, tie or both_bad, found "maybe"',
      'Cannot read line 5: the header has 4 columns, this line 3',
    ])
    const json = await read('{"prompt":"p","model":"x","score":"much"}\nnot json\n', 'v.jsonl')
    expect(json.problems.map(({ line }) => line)).toEqual([1, 2])
  })

  test('refuses winners of only 0 and 1, which may mean either', async () => {
    const rows = (...words: string[]) =>
      `prompt,model_a,model_b,winner\n${words.map((word) => `p,x,y,${word}\n`).join('')}`
    await expect(read(rows('0', '1'))).rejects.toThrow('only 0 and 1')
    expect((await read(rows('0', '1', '2'))).pairs.map(({ outcome }) => outcome)).toEqual(['tie', 'a', 'b'])
  })

  test('refuses a file without the columns it needs', async () => {
    await expect(read('model_a,model_b,winner\nx,y,a\n')).rejects.toThrow('no column "prompt"')
    await expect(read('prompt,model_a,winner\np,x,a\n')).rejects.toThrow('model_a, model_b and winner')
    await expect(read('')).rejects.toThrow('header is missing')
  })
})
