import { describe, expect, test } from 'vitest'
import { brief, codes, file, gzipped, read } from './files.ts'

const LONG =
  'prompt_id,prompt,model,output\n1,"Why, ""exactly""?",m1,"line 1\nline 2"\n1,"Why, ""exactly""?",m2,plain\n'

describe('tables with one output per row', () => {
  test('quotes, separators and line ends inside cells are kept, and lines are counted in the file', async () => {
    const { report, rows } = await read(file('a.csv', LONG))
    expect(report.format).toBe('csv_long')
    expect(brief(rows)).toEqual([
      ['m1', 'Why, "exactly"?', 'line 1\nline 2'],
      ['m2', 'Why, "exactly"?', 'plain'],
    ])
    expect(rows.map(({ line }) => line)).toEqual([2, 4])
    expect(report.prompts).toBe(1)
    expect(rows[0]?.prompt.id).toBe('1')
  })

  test.each([
    ['byte order mark and CRLF', `\ufeff${LONG.replaceAll('\n', '\r\n')}`],
    ['semicolons', 'prompt;model;output\n"a;b";m1;x\n'],
    ['tabs', 'prompt\tmodel\toutput\na;b\tm1\tx\n'],
    ['bars', 'prompt|model|output\na;b|m1|x\n'],
    ['a line that declares the separator', 'sep=;\nprompt;model;output\n"a;b";m1;x\n'],
  ])('%s are understood', async (_, text) => {
    const { report, rows } = await read(file('a.txt', text))
    expect(report.problems).toEqual([])
    expect(rows[0]?.model).toBe('m1')
  })

  test.each([
    ['utf16le', Buffer.from('\ufeffFrage;model;output\nÄh?;m1;Öl\n', 'utf16le')],
    ['utf16be', Buffer.from('\ufeffFrage;model;output\nÄh?;m1;Öl\n', 'utf16le').swap16()],
    ['utf16le without a mark', Buffer.from('Frage;model;output\nÄh?;m1;Öl\n', 'utf16le')],
    ['windows-1252', Buffer.from('Frage;model;output\nÄh?;m1;Öl\n', 'latin1')],
  ])('%s is decoded', async (_, bytes) => {
    const { rows } = await read(file('a.csv', bytes, 7))
    expect(brief(rows)).toEqual([['m1', 'Äh?', 'Öl']])
  })

  test('gzip is unpacked, whatever the name says', async () => {
    const { rows } = await read(gzipped('a.csv', LONG))
    expect(rows).toHaveLength(2)
  })

  test('empty outputs are skipped with their line and counted for their model', async () => {
    const { report } = await read(file('a.csv', 'prompt,model,output\nq,m1,a\nq,m2,\nq,m3,nan\n'))
    expect(codes(report.skipped)).toEqual(['3 empty_output', '4 empty_output'])
    expect(report.models).toEqual([
      { name: 'm1', outputs: 1, missing: 0, empty: 0 },
      { name: 'm2', outputs: 0, missing: 0, empty: 1 },
      { name: 'm3', outputs: 0, missing: 0, empty: 1 },
    ])
  })

  test('a header that comes again is skipped, a row with too many cells is a problem', async () => {
    const { report } = await read(
      file('a.csv', 'prompt,model,output\nq,m1,a\nprompt,model,output\nq,m2,b,c\n'),
    )
    expect(codes(report.skipped)).toEqual(['3 repeated_header'])
    expect(codes(report.problems)).toEqual(['4 ragged_row'])
  })

  test('a quotation mark that is never closed is reported where its row begins', async () => {
    const { report } = await read(file('a.csv', 'prompt,model,output\nq,m1,a\nq,m2,"b\nq,m3,c\n'))
    expect(codes(report.problems)).toEqual(['3 quote_not_closed'])
  })
})

describe('tables with one column per model', () => {
  test('the header names the models', async () => {
    const { report, rows } = await read(file('a.csv', 'id,prompt,gpt-4,claude 3,notes\n7,q,a,b,nice\n'))
    expect(report.format).toBe('csv_wide')
    expect(brief(rows)).toEqual([
      ['gpt-4', 'q', 'a'],
      ['claude 3', 'q', 'b'],
    ])
  })

  test.each([
    ['model_a,prompt,response_a,model_b,response_b', 'm1,q,a,m2,b'],
    ['prompt,output_1,output_2,generator_1,generator_2', 'q,a,b,m1,m2'],
    ['prompt,left,right,result_left,result_right', 'q,m1,m2,a,b'],
  ])('columns in sides find their models: %s', async (header, row) => {
    const { rows } = await read(file('a.csv', `${header}\n${row}\n`))
    expect(brief(rows)).toEqual([
      ['m1', 'q', 'a'],
      ['m2', 'q', 'b'],
    ])
  })

  test('two columns of one name are two models', async () => {
    const { report } = await read(file('a.csv', 'prompt,output,output\nq,a,b\n'))
    expect(report.models.map(({ name }) => name)).toEqual(['output', 'output (2)'])
  })
})

describe('a table that does not explain itself', () => {
  const bare = file('a.csv', 'What is a tide?,The sea rising.,Water.\nWhy?,Because.,So.\n')

  test('is refused with its columns', async () => {
    const { report } = await read(bare)
    expect(codes(report.problems)).toEqual(['1 unrecognised'])
    expect(report.problems[0]?.message).toContain('"column 1"')
  })

  test('is read once the columns are mapped', async () => {
    const map = { prompt: 'column 1', 'model:m1': 'column 2', 'model:m2': 'column 3' }
    const { rows } = await read(bare, { map })
    expect(brief(rows)).toContainEqual(['m2', 'Why?', 'So.'])
  })
})

describe('a table without a header', () => {
  const line = (...cells: string[]) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`
  const tide = 'What is the tide, and why does it rise?'
  const sky = 'Why is the sky blue in the morning?'

  test('is told apart by what stands in its columns', async () => {
    const rows = [tide, sky].flatMap((prompt) =>
      ['m1', 'm2'].map((model) => line(prompt, model, `${model}: it is so, sir.`)),
    )
    const { rows: found, report } = await read(file('a.csv', rows.join('')))
    expect(report.problems).toEqual([])
    expect(report.format).toBe('csv_long')
    expect(brief(found)[0]).toEqual(['m1', tide, 'm1: it is so, sir.'])
    expect(found).toHaveLength(4)
  })

  test('may have the prompt after the answer, where the prompt comes again', async () => {
    const rows = ['m1', 'm2'].map((model) => line(`${model} answers at length, sir.`, tide))
    const { rows: found } = await read(file('m9.csv', rows.join('')))
    expect(brief(found)[0]).toEqual(['m9', tide, 'm1 answers at length, sir.'])
  })

  test('with answers side by side has one model per column', async () => {
    const rows = [tide, sky].map((prompt) =>
      line(prompt, 'Because it is so, sir.', 'Nobody knows that, sir.'),
    )
    const { rows: found, report } = await read(file('a.csv', rows.join('')))
    expect(report.format).toBe('csv_wide')
    expect(found.map(({ model }) => model)).toEqual(['column 2', 'column 3', 'column 2', 'column 3'])
  })

  test('is refused where it stays unclear', async () => {
    const rows = [tide, sky].map((prompt) =>
      line(prompt, 'a?', 'Yes, sir, it is.', 'No, sir, not so.').repeat(2),
    )
    const odd = ['1,2,3\n4,5,6\n', 'one?\ntwo?\n', rows.join('').replaceAll('"a?"', '"a"')]
    for (const text of odd) expect((await read(file('a.csv', text))).report.problem_count, text).toBe(1)
  })
})

test('lines of blanks and separators alone are no rows', async () => {
  const { rows, report } = await read(file('a.csv', 'prompt,model,output\n\nq,m,a\n,,\n  \n , ,\n'))
  expect(report.problems).toEqual([])
  expect(rows).toHaveLength(1)
})
