import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer, output, vote, write, writeJsonl } from './made-rows.ts'

const contract =
  'vote_id,study,at,tester,purpose,prompt_id,prompt,model_a,model_b,output_a,output_b,winner,strength,criteria,reasons,comment,seconds,input,seen_a,seen_b,pair_id,batch_a,batch_b,flags,excluded'

describe('the votes export', () => {
  test('has the columns of its contract, in order, in CSV and JSON Lines', async () => {
    const { text } = await write('votes.csv', [vote()])
    expect(text.split('\n')[0]).toBe(contract)
    const { rows } = await writeJsonl('votes', [vote()])
    expect(Object.keys(rows[0] ?? {}).join(',')).toBe(contract)
  })

  test('lists every answer, whatever its purpose', async () => {
    const purposes = ['vote', 'repeat', 'practice', 'check'] as const
    const { rows, counts } = await writeJsonl('votes', [
      ...purposes.map((purpose) => vote({ purpose })),
      vote({ winner: 'skip', reasons: ['broken'] }),
    ])
    expect(rows.map(({ purpose, winner }) => [purpose, winner])).toEqual([
      ...purposes.map((purpose) => [purpose, 'a']),
      ['vote', 'skip'],
    ])
    expect(counts).toMatchObject({ read: 5, rows: 5 })
  })

  test('marks a superseded answer, so that nobody counts it by mistake', async () => {
    const { rows } = await writeJsonl('votes', [vote({ superseded: true }), vote({ revision: 2 })])
    expect(rows.map(({ excluded }) => excluded)).toEqual(['superseded', ''])
  })

  test('gives plain texts as they came in and conversations as the JSON of their messages', async () => {
    const messages = [
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: ' Hi\r\n' },
    ] as const
    const prompt = { id: 'p', messages: [...messages], tags: [], language: '', group: 'g' }
    const { rows } = await writeJsonl('votes', [vote({ prompt, a: output(1, 'x', answer('\t é  ')) })])
    expect(JSON.parse(String(rows[0]?.prompt))).toEqual(messages)
    expect(rows[0]?.output_a).toBe('\t é  ')
  })

  test('writes an empty study as a header alone', async () => {
    expect((await write('votes.csv', [])).text).toBe(`${contract}\n`)
    expect((await write('votes.jsonl', [])).text).toBe('')
  })

  test('guards formulas for spreadsheets only when asked, and touches nothing else', async () => {
    const rows = [vote({ a: output(1, '=cmd()', answer('-1 is less')), comment: 'a=b' })]
    const plain = parse((await write('votes.csv', rows)).text, { columns: true })[0]
    expect(plain).toMatchObject({ model_a: '=cmd()', output_a: '-1 is less' })
    const guarded = parse((await write('votes.csv', rows, { query: { spreadsheet: '1' } })).text, {
      columns: true,
    })[0]
    expect(guarded).toMatchObject({
      model_a: "'=cmd()",
      output_a: "'-1 is less",
      comment: 'a=b',
      seconds: '4.5',
    })
  })

  test.each(['\t=cmd()', '\r=cmd()'])('guards a formula behind %j, too', async (comment) => {
    const { text } = await write('votes.csv', [vote({ comment })], { query: { spreadsheet: '1' } })
    expect(text).toContain(`'${comment}`)
  })

  test.each(['a,b', 'a"b', 'a\nb', 'a\rb'])(
    'quotes %j, which some CSV reader would split',
    async (comment) => {
      expect((await write('votes.csv', [vote({ comment })])).text).toContain(
        `,"${comment.replace('"', '""')}",`,
      )
    },
  )

  test('comes back unchanged from a CSV reader, whatever the texts hold', async () => {
    const hard = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('"', ',', '\n', '\r', ';', ' ', "'", '=', 'é', '中', '\ufeff', '😀'),
      }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ model: hard, text: hard, comment: hard }), { maxLength: 5 }),
        async (texts) => {
          const rows = texts.map(({ model, text, comment }) =>
            vote({ a: output(1, model, answer(text)), comment, reasons: [text] }),
          )
          const read = parse<Record<string, string>>((await write('votes.csv', rows)).text, { columns: true })
          expect(
            read.map(({ model_a, output_a, comment, reasons = '' }) => [
              model_a,
              output_a,
              comment,
              JSON.parse(reasons),
            ]),
          ).toEqual(texts.map(({ model, text, comment }) => [model, text, comment, [text]]))
        },
      ),
    )
  })
})
