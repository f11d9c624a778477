import { describe, expect, test } from 'vitest'
import { recogniseUpload } from '../../../server/formats/uploads/index.ts'
import { assistant, user } from './case-parts.ts'
import { brief, codes, file, jsonl, read } from './files.ts'
import { cases, QUESTIONS } from './format-cases.ts'
import { zipped } from './zip-file.ts'

describe('each format by an example', () => {
  test.each(cases)('$title', async ({ files, format, rows: expected }) => {
    const { report, rows } = await read(files)
    expect(report.problems).toEqual([])
    expect(report.format).toBe(format)
    expect(brief(rows)).toEqual(expected)
    const recognition = await recogniseUpload(files, {})
    expect(recognition.format).toBe(format)
    expect(recognition.models.sort()).toEqual([...new Set(expected.map(([model]) => model))].sort())
  })

  test.each(cases)('$title, renamed, in one zip archive', async ({ files, format, rows: expected }) => {
    if (files.some(({ name }) => name.endsWith('.eval'))) return
    const contents: Record<string, Buffer> = {}
    for (const { name, open } of files) {
      const parts: Uint8Array[] = []
      for await (const part of open()) parts.push(part)
      contents[name.replace(/\.\w+$/, '.txt')] = Buffer.concat(parts)
    }
    const { report, rows } = await read(zipped('all.zip', contents))
    expect(report.problems).toEqual([])
    expect(report.format).toBe(format)
    expect(brief(rows)).toEqual(expected)
    expect(report.files.map(({ name }) => name.split('/')[0])).toEqual(files.map(() => 'all.zip'))
  })
})

describe('what people cannot compare is refused with what to upload instead', () => {
  test.each([
    [
      'log-likelihoods',
      jsonl('samples_x_2026.jsonl', [{ doc_id: 0, arguments: [['q', ' yes']], resps: [[[-3.2, false]]] }]),
      'log_likelihood',
      /generate_until/,
    ],
    [
      'Git LFS pointers',
      file('a.jsonl', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n'),
      'git_lfs_pointer',
      /git lfs pull/,
    ],
    ['scores alone', file('a.csv', 'item,annotator,score\n1,x,4\n2,x,5\n'), 'scores_only', /models' answers/],
    [
      'dataset run items',
      jsonl('a.jsonl', [{ id: 'x', projectId: 'p', datasetItemId: 'i', traceId: 't', datasetName: 'n' }]),
      'langfuse_dataset_run_items',
      /traces/,
    ],
    ['web pages', file('a.csv', '<!doctype html><html><body>Sign in</body></html>'), 'web_page', /raw file/],
    ['Parquet', file('a.parquet', 'PAR1\x15\x04'), 'parquet', /JSON Lines or CSV/],
    ['PDF', file('a.csv', '%PDF-1.7'), 'not_supported', /CSV or JSON/],
    ['empty files', file('a.csv', ''), 'empty_file', /empty/],
  ])('%s', async (_, given, code, advice) => {
    const { report, rows } = await read(given)
    expect(rows).toEqual([])
    expect(report.problems.map((problem) => problem.code)).toEqual([code])
    expect(report.problems[0]?.message).toMatch(advice)
    expect(report.files[0]?.format === 'unknown' || report.outputs === 0).toBe(true)
  })
})

describe('failed and unusual rows', () => {
  test('failures of a model are skipped with their reason', async () => {
    const { report } = await read([
      jsonl('output.jsonl', [
        { custom_id: 'q', response: null, error: { code: 'batch_expired', message: 'Too late.' } },
        { custom_id: 'q', response: { status_code: 400, body: { error: { message: 'Bad.' } } }, error: null },
      ]),
      jsonl('input.jsonl', [{ custom_id: 'q', body: { messages: [user('Q')] } }]),
    ])
    expect(codes(report.skipped)).toEqual(['1 failed', '2 failed'])
    expect(report.skipped[0]?.message).toContain('Too late.')
    expect(report.problems).toEqual([])
  })

  test('tool calls and their results are kept as a conversation', async () => {
    const call = { id: 'c1', type: 'function', function: { name: 'tides', arguments: '{"at":"Brest"}' } }
    const { rows } = await read(
      jsonl('a.jsonl', [
        {
          model: 'm1',
          messages: [
            user('When?'),
            { role: 'assistant', content: null, tool_calls: [call] },
            { role: 'tool', tool_call_id: 'c1', content: '06:12' },
            assistant('At 06:12.'),
          ],
        },
      ]),
    )
    expect(rows[0]?.prompt.messages).toHaveLength(1)
    expect(rows[0]?.output).toEqual([
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'c1', name: 'tides', arguments: '{"at":"Brest"}' }],
      },
      { role: 'tool', content: '06:12', tool_call_id: 'c1' },
      { role: 'assistant', content: 'At 06:12.' },
    ])
  })

  test('several outputs of one model to one prompt are numbered', async () => {
    const { rows } = await read(
      jsonl('a.jsonl', [{ question_id: 1, model_id: 'm', choices: [{ turns: ['a'] }, { turns: ['b'] }] }]),
      { knownPrompts: () => [{ role: 'user', content: 'Q' }] },
    )
    expect(rows.map(({ sample }) => sample)).toEqual([0, 1])
  })

  test('answers cut by a token limit are flagged', async () => {
    const { rows } = await read(
      jsonl('a.jsonl', [
        {
          custom_id: 'q',
          response: {
            body: { model: 'm', choices: [{ message: assistant('Half of'), finish_reason: 'length' }] },
          },
        },
      ]),
      { knownPrompts: () => [{ role: 'user', content: 'Q' }] },
    )
    expect(rows[0]?.flags).toEqual(['truncated'])
  })

  test('more turns than the prompt has are a problem', async () => {
    const { report } = await read([
      jsonl('a.jsonl', [{ question_id: 81, model_id: 'm', choices: [{ turns: ['a', 'b', 'c'] }] }]),
      QUESTIONS,
    ])
    expect(codes(report.problems)).toEqual(['1 turns_mismatch'])
  })

  test('one line that holds a prompt with its completions is one row, not a list of them', async () => {
    const row = {
      source: 's',
      instruction: 'Q',
      models: ['m1'],
      completions: [{ model: 'm1', response: 'a' }],
    }
    const { report, rows } = await read(jsonl('a.jsonl', [row]))
    expect(report.problems).toEqual([])
    expect(brief(rows)).toEqual([['m1', 'Q', 'a']])
  })

  test('line separators inside strings do not split a line', async () => {
    const { rows } = await read(
      jsonl('a.jsonl', [{ prompt: 'q', model: 'm', output: 'one\u2028two\u2029three' }]),
    )
    expect(rows.map(({ output }) => output[0]?.content)).toEqual(['one\u2028two\u2029three'])
  })
})
