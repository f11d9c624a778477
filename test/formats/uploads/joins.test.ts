import { describe, expect, test } from 'vitest'
import { UploadError } from '../../../server/formats/uploads/index.ts'
import { brief, codes, file, jsonl, read } from './files.ts'

const questions = jsonl('questions.jsonl', [
  { id: 1, text: 'What is a tide?', tags: ['sea'] },
  { id: 2, text: 'Why is the sky blue?' },
])
const m1 = jsonl('m1.jsonl', [
  { prompt: 2, output: 'Rayleigh.' },
  { prompt: 1, output: 'Rise and fall.' },
])
const m2 = file('m2.csv', 'question_id,output\n1,The moon does it.\n')

describe('several files at once', () => {
  test('outputs find their prompts by id, in any order of files and rows', async () => {
    for (const files of [
      [questions, m1, m2],
      [m2, m1, questions],
    ]) {
      const { report, rows } = await read(files)
      expect(report.problems).toEqual([])
      expect(brief(rows)).toContainEqual(['m1', 'Why is the sky blue?', 'Rayleigh.'])
      expect(brief(rows)).toContainEqual(['m2', 'What is a tide?', 'The moon does it.'])
      expect(report.prompts).toBe(2)
      expect(report.models.find(({ name }) => name === 'm2')).toMatchObject({ outputs: 1, missing: 1 })
      expect(rows.find(({ prompt }) => prompt.id === '1')?.prompt.tags).toEqual(['sea'])
    }
  })

  test('prompts of another file of outputs serve as well', async () => {
    const full = file('full.csv', 'prompt_id,prompt,model,output\n1,What is a tide?,m3,Water.\n')
    const { report, rows } = await read([m2, full])
    expect(report.problems).toEqual([])
    expect(new Set(rows.map(({ prompt }) => prompt.key)).size).toBe(1)
  })

  test('without ids the exact text joins', async () => {
    const a = jsonl('a.json', [{ instruction: 'Q', output: 'A', generator: 'm1' }])
    const b = file('b.csv', 'prompt,m2\nQ,B\n')
    const { report, rows } = await read([a, b])
    expect(report.prompts).toBe(1)
    expect(rows.map(({ model }) => model)).toEqual(['m1', 'm2'])
  })

  test('prompts the study holds already are found by id', async () => {
    const { rows } = await read(m2, {
      knownPrompts: (id) => (id === '1' ? [{ role: 'user', content: 'Known' }] : null),
    })
    expect(brief(rows)).toEqual([['m2', 'Known', 'The moon does it.']])
  })

  test('a file whose prompts nobody knows is refused once, not row by row', async () => {
    const { report } = await read(m1)
    expect(codes(report.problems)).toEqual(['1 unknown_prompts'])
  })

  test('one id for two texts is a problem with its line', async () => {
    const rows = [
      { prompt_id: 'x', prompt: 'one', model: 'm1', output: 'a' },
      { prompt_id: 'x', prompt: 'two', model: 'm1', output: 'b' },
    ]
    const { report } = await read(jsonl('a.jsonl', rows), { goodRows: true })
    expect(codes(report.problems)).toEqual(['2 prompt_conflict'])
  })

  test('an id that only counts the rows does not part equal prompts', async () => {
    const { report } = await read(file('a.csv', 'id,prompt,model,output\n1,q,m1,a\n2,q,m2,b\n'))
    expect(report.prompts).toBe(1)
  })
})

describe('the same prompt and model again', () => {
  const rows = [
    { prompt: 'q', model: 'm', output: 'a' },
    { prompt: 'q', model: 'm', output: 'a' },
    { prompt: 'q', model: 'm', output: 'b' },
    { prompt: 'q', model: 'n', output: 'a' },
  ]

  test('the same text is a duplicate, another text another sample, an equal text of another model a pair', async () => {
    const { report, rows: read1 } = await read(jsonl('a.jsonl', rows))
    expect(read1.map(({ model, sample }) => [model, sample])).toEqual([
      ['m', 0],
      ['m', 1],
      ['n', 0],
    ])
    expect(report).toMatchObject({ outputs: 3, duplicates: 1, identical_pairs: 1 })
  })

  test('the content hash depends on the content, not on its order', async () => {
    const hash = async (list: unknown[]) => (await read(jsonl('a.jsonl', list))).report.content_hash
    expect(await hash(rows)).toBe(await hash([...rows].reverse()))
    expect(await hash(rows)).not.toBe(await hash(rows.slice(2)))
  })
})

describe('whose outputs they are', () => {
  const plain = jsonl('folder/gpt-5.jsonl', [{ prompt: 'q', output: 'a' }])

  test('a file that names none is named for itself, for --model, or by hand', async () => {
    const model = async (options = {}) => (await read(plain, options)).rows[0]?.model
    expect(await model()).toBe('gpt-5')
    expect(await model({ model: 'm' })).toBe('m')
    expect(await model({ model: 'm', fileModels: { 'gpt-5.jsonl': 'x' } })).toBe('x')
  })

  test('a usual file name gives way to its folder', async () => {
    const { rows } = await read(jsonl('runs/my-model/outputs.jsonl', [{ prompt: 'q', output: 'a' }]))
    expect(rows[0]?.model).toBe('my-model')
  })

  test('an empty model cell is a problem, not a model', async () => {
    const { report } = await read(jsonl('a.jsonl', [{ prompt: 'q', model: '', output: 'a' }]))
    expect(codes(report.problems)).toEqual(['1 no_model'])
  })

  test('approach, cost, latency and tags come from columns or options', async () => {
    const row = {
      prompt: 'q',
      model: 'm',
      output: 'a',
      kind: 'rag',
      usd: '0.5',
      latency_ms: 1500,
      topic: 'x; y',
    }
    const map = { approach: 'kind', cost: 'usd', tags: 'topic' }
    const { rows } = await read(jsonl('a.jsonl', [row, { ...row, kind: null, model: 'n' }]), {
      map,
      approach: { n: 'prompting' },
    })
    expect(rows[0]).toMatchObject({ approach: 'rag', cost: 0.5, latency: 1.5, prompt: { tags: ['x', 'y'] } })
    expect(rows[1]?.approach).toBe('prompting')
  })

  test('a mapping that no file can follow is a problem; an unknown field is refused', async () => {
    const { report } = await read(plain, { map: { prompt: 'nowhere' } })
    expect(codes(report.problems)).toEqual(['1 unknown_column'])
    await expect(read(plain, { map: { colour: 'prompt' } })).rejects.toThrow(UploadError)
  })
})

describe('problems', () => {
  const rows = [
    { prompt: 'q1', model: 'm', output: 'a' },
    { prompt: 'q2', model: 'm', output: true },
    { prompt: 'q3', model: 'm', output: 'c' },
  ]

  test('stop the rows, and name line and reason', async () => {
    const { report, rows: sent } = await read(jsonl('a.jsonl', rows))
    expect(sent).toEqual([])
    expect(report.problems).toEqual([
      {
        file: 'a.jsonl',
        line: 2,
        code: 'not_text',
        message: 'Cannot read line 2: "output" must be text, found true or false',
      },
    ])
  })

  test('do not stop the good rows where those are asked for', async () => {
    const { rows: sent } = await read(jsonl('a.jsonl', rows), { goodRows: true })
    expect(sent.map(({ line }) => line)).toEqual([1, 3])
  })

  test('are listed up to a limit and counted beyond it', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ prompt: `q${i}`, model: 'm', output: i }))
    const { report } = await read(jsonl('a.jsonl', many), { limits: { notices: 10 } })
    expect(report.problems).toHaveLength(10)
    expect(report.problem_count).toBe(30)
  })
})

describe('names told for models', () => {
  const rows = [{ prompt: 'q1', model: 'm', output: 'a' }]

  test('that no file has are noted, those that fit are not', async () => {
    const { report } = await read(jsonl('a.jsonl', rows), {
      rename: { m: 'Mine', n: 'Nobody' },
      approach: { Mine: 'rag', m: 'rag' },
      cost: { Nobody: 1 },
    })
    const strange = report.notes.filter(({ code }) => code === 'unknown_model')
    expect(strange.map(({ message }) => message)).toEqual([
      'No file has the model "n"',
      'No file has the model "m"',
      'No file has the model "Nobody"',
    ])
  })
})

test('an instruction that is empty but for its input asks its input', async () => {
  const row = { instruction: ' ', input: 'Truthfulness', output: 'Fine.', generator: 'm' }
  const { rows, report } = await read(jsonl('a.jsonl', [row]))
  expect(report.problems).toEqual([])
  expect(brief(rows)).toEqual([['m', 'Truthfulness', 'Fine.']])
})
