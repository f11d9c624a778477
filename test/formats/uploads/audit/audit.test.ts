import { describe, expect, test } from 'vitest'
import type { Report } from '../../../../server/formats/uploads/types.ts'
import { file, jsonl, read } from '../files.ts'

const row = (prompt: string, model: string, output: string) => ({ prompt, model, output })
const one = async (output: string, prompt = 'What are tides?') =>
  read(jsonl('a.jsonl', [row(prompt, 'm1', output), row(prompt, 'm2', 'The sea rises and falls.')]))
const kinds = ({ leaks }: Report) => leaks.map(({ kind, line, model }) => `${line} ${model} ${kind}`)
const finding = ({ findings }: Report, kind: string) => findings.find((each) => each.kind === kind)

describe('what spoils a blind test', () => {
  test.each([
    ['names_a_model', 'As an AI made by Anthropic, I love the sea.'],
    ['reasoning', '<think>They ask about tides.</think>\nThe Moon pulls.'],
    ['reasoning', '<think>They ask about tides and the answer never came'],
    ['reasoning', 'They ask about tides.</think>\nThe Moon pulls.'],
    ['template_tokens', 'The Moon pulls.<|im_end|>'],
    ['template_tokens', '[INST] tides [/INST] The Moon pulls.</s>'],
    ['template_tokens', 'The Moon pulls.\n### Human: and the Sun?'],
    ['invisible_characters', 'The Moon\u200b pulls.'],
    ['invisible_characters', 'The \u202eMoon\u202c pulls.'],
    ['remote_image', 'Look: ![moon](https://example.org/moon.png?who=1)'],
    ['remote_image', 'Look: <img width=1 src="//example.org/moon.png">'],
  ])('%s is found and flagged in %j', async (kind, output) => {
    const { report, rows } = await one(output)
    expect(kinds(report)).toEqual([`1 m1 ${kind}`])
    expect(rows.map(({ flags }) => flags)).toEqual([[kind], []])
    expect(finding(report, kind)).toMatchObject({ group: 'blind', count: 1, models: { m1: 1 } })
    expect(report.leaks[0]?.excerpt).not.toMatch(/[\u200b\u202e]/)
  })

  test.each([
    'Families 👨‍👩‍👧 and flags 🏳️‍🌈 need joiners, as does می‌خواهم.',
    'It costs <s>five</s> four euros, if a < b and [INSTALL] is done.',
    'See ![moon](moon.png) and [the Moon](https://example.org).',
    'Many people ask ChatGPT about tides.',
    '## Tides\n\n| Moon | Sun |\n|---|---|\n| strong | weak |',
  ])('nothing is found in %j', async (output) => {
    const { report, rows } = await one(output)
    expect(kinds(report)).toEqual([])
    expect(rows[0]?.flags).toEqual([])
  })

  test.each([
    ['html', 'The <b>Moon</b> pulls.'],
    ['html', '<p class="x">The Moon</p>'],
    ['data_image', `See ![moon](data:image/png;base64,${'A'.repeat(400)})`],
    ['data_image', "See <img src='data:image/svg+xml,%3Csvg/%3E'>"],
  ])('%s is worth knowing, not a leak, in %j', async (kind, output) => {
    const { report, rows } = await one(output)
    expect(report.leaks).toEqual([])
    expect(rows.map(({ flags }) => flags)).toEqual([[kind], []])
    expect(finding(report, kind)).toMatchObject({ group: 'worth_knowing', count: 1, models: { m1: 1 } })
  })

  test('no HTML is found in code, in a comparison, and in a line break', async () => {
    for (const text of [
      '`<b>`',
      '```\n<p>x</p>\n```',
      'if a <b and c> d',
      '| a<br>b |',
      '<think>',
      'Vec<i32>',
    ])
      expect(finding((await one(text)).report, 'html'), text).toBeUndefined()
  })

  test('a label of the study in a text is found, but not where the prompt says it first', async () => {
    const rows = [
      row('Who are you?', 'acme-7b', 'I am acme-7b.'),
      row('Who is nicer?', 'other-3b', 'I think ACME-7B is nicer than acme-7b-chat2.'),
      row('Tell me about acme-7b.', 'other-3b', 'Well, acme-7b is a model.'),
      row('What is fine-tuned?', 'fine-tuned', 'A model may be fine-tuned.'),
      row('And old-rag-v2?', 'base', 'No, but zebra-v9 is.'),
    ]
    const { report } = await read(jsonl('a.jsonl', rows), { studyLabels: ['zebra-v9', 'A study'] })
    expect(kinds(report)).toEqual([
      '1 acme-7b names_a_study_model',
      '2 other-3b names_a_study_model',
      '5 base names_a_study_model',
    ])
  })

  test('findings are told as sentences, with the models that have most of them', async () => {
    const rows = [
      row('Q', 'm1', 'Yes.<|im_end|>'),
      row('Q', 'm2', 'No.<|im_end|>'),
      row('R', 'm2', 'So.<|im_end|>'),
    ]
    const { report } = await read(jsonl('a.jsonl', rows))
    expect(finding(report, 'template_tokens')?.message).toBe(
      '3 outputs hold tokens of a chat template (m2: 2, m1: 1)',
    )
  })

  test('labels in other files of the upload count before those files are read', async () => {
    const files = [
      jsonl('a.jsonl', [row('Q', 'acme-7b', 'Ask other-3b instead.')]),
      jsonl('b.jsonl', [row('Q', 'other-3b', 'Fine.')]),
    ]
    expect(kinds((await read(files)).report)).toEqual(['1 acme-7b names_a_study_model'])
  })

  test.each([
    ['in a column', (model: string, output: string) => ({ prompt: 'Q', model, output })],
    [
      'in a format of its own',
      (model: string, output: string) => ({
        question_id: 1,
        model_id: model,
        answer_id: 'a',
        choices: [{ index: 0, turns: [output] }],
      }),
    ],
  ])('a label that first comes late in a file counts for its first rows: %s', async (_, of) => {
    const early = Array.from({ length: 300 }, (_, i) =>
      of('acme-7b', i === 0 ? 'Ask other-3b.' : `Answer ${i}`),
    )
    const questions = jsonl('question.jsonl', [{ question_id: 1, category: 'a', turns: ['Q'] }])
    const { report } = await read([questions, jsonl('a.jsonl', [...early, of('other-3b', 'Fine.')])])
    expect(kinds(report)).toEqual(['1 acme-7b names_a_study_model'])
  })

  test('the name a model shall have counts as well as the one it has', async () => {
    const rows = [row('Q', 'acme-7b', 'I and zeta-9 agree with run_17.'), row('Q', 'run_17', 'Fine.')]
    const { report } = await read(jsonl('a.jsonl', rows), { rename: { run_17: 'zeta-9' } })
    expect(report.leaks.map(({ model }) => model)).toEqual(['acme-7b'])
  })

  test('the user between two answers, and what a tool said, are not the model', async () => {
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'I am ChatGPT<|im_end|>' },
      { role: 'assistant', content: 'Nice.' },
    ]
    const { report } = await read(jsonl('a.jsonl', [{ model: 'm', messages }]))
    expect(kinds(report)).toEqual([])
  })
})

describe('what is worth knowing', () => {
  const long = `${'The tide follows the Moon around the Earth. '.repeat(8)}And then, when the Sun and the Moon stand in one line, the water`

  test('an answer that stops in a sentence, or in a block of code, is cut off', async () => {
    expect((await one(long)).rows[0]?.flags).toEqual(['truncated'])
    expect((await one(`${long} rises.`)).rows[0]?.flags).toEqual([])
    expect(
      (
        await one(
          `${long} rises.\n- and a last point of the list, without a full stop, as many write them now`,
        )
      ).rows[0]?.flags,
    ).toEqual([])
    const { rows, report } = await one(`${long} rises.\n\`\`\`python\nprint(1)`)
    expect(rows[0]?.flags).toEqual(['truncated'])
    expect(finding(report, 'truncated')).toMatchObject({ group: 'worth_knowing', count: 1 })
  })

  test('an answer in another language than its prompt is flagged, unless the prompt asks for it', async () => {
    const german =
      'Die Gezeiten entstehen, weil der Mond das Wasser der Erde anzieht und die Erde sich dreht.'
    const asked = 'What are the tides and how do they come to be on the coast of the sea?'
    expect((await one(german, asked)).rows[0]?.flags).toEqual(['other_language'])
    expect((await one(german, `${asked} Answer in German.`)).rows[0]?.flags).toEqual([])
  })

  test('nearly the same prompts are named with their lines', async () => {
    const words =
      'Explain in a few words how the tides of the sea come about and why there are two of them each day'
    const rows = [
      row(words, 'm', 'A'),
      row('Why is the sky blue at noon and red at night?', 'm', 'B'),
      row(`${words}, please`, 'm', 'C'),
    ]
    const { report } = await read(jsonl('a.jsonl', rows))
    expect(report.notes).toEqual([
      expect.objectContaining({
        line: 3,
        code: 'near_duplicate_prompt',
        message: expect.stringContaining('a.jsonl, line 1'),
      }),
    ])
    expect(finding(report, 'near_duplicate_prompts')).toMatchObject({ count: 1 })
  })

  test('a space before every answer of one model is told as a fingerprint', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => [
      row(`Question ${i}?`, 'spaced', ` Answer ${i}`),
      row(`Question ${i}?`, 'plain', `Reply ${i}`),
    ]).flat()
    const { report, rows: read1 } = await read(jsonl('a.jsonl', rows))
    expect(finding(report, 'outer_whitespace')).toMatchObject({ models: { spaced: 6 } })
    expect(report.looks).toEqual([
      expect.objectContaining({ name: 'spaced', outputs: 6, leading_space_share: 1, median_length: 9 }),
      expect.objectContaining({ name: 'plain', leading_space_share: 0, trailing_space_share: 0 }),
    ])
    expect(read1[0]?.output[0]?.content).toBe(' Answer 0')
  })
})

describe('identifiability', () => {
  const words =
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau'.split(' ')
  let state = 7
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const babble = (n: number) =>
    Array.from({ length: n }, () => words[Math.floor(random() * words.length)]).join(' ')
  const upload = (prompts: number, say: (model: number) => string) =>
    jsonl(
      'a.jsonl',
      Array.from({ length: prompts }, (_, i) =>
        [0, 1].map((m) => row(`Prompt ${i}`, `m${m}`, say(m))),
      ).flat(),
    )

  test('models that write alike cannot be told apart: the interval holds one half', async () => {
    const { report } = await read(upload(150, () => babble(30)))
    for (const interval of [report.identifiability, report.identifiability_by_looks]) {
      expect(interval?.low).toBeLessThan(0.5)
      expect(interval?.high).toBeGreaterThan(0.5)
    }
  })

  test('a word one model likes gives it away by text, not by looks', async () => {
    const { report } = await read(upload(150, (m) => `${babble(30)} ${m === 0 ? 'delve' : 'probe'}`))
    expect(report.identifiability?.auc).toBe(1)
    expect(report.identifiability?.low).toBeGreaterThan(0.95)
    expect(report.identifiability_by_looks?.low).toBeLessThan(0.5)
    expect(finding(report, 'identifiable_by_text')).toMatchObject({
      group: 'blind',
      message: expect.stringContaining('100 % of pairs'),
    })
  })

  test('lists where another writes prose give a model away by looks alone', async () => {
    const { report } = await read(
      upload(60, (m) => (m === 0 ? `- ${babble(10)}\n- ${babble(10)}` : babble(20))),
    )
    expect(report.identifiability_by_looks?.auc).toBe(1)
    expect(finding(report, 'identifiable_by_looks')?.message).toMatch(
      /from formatting alone in 100 % of pairs/,
    )
    expect(finding(report, 'markdown_differs')).toBeDefined()
  })

  test('a few prompts, or one model, tell nothing', async () => {
    expect((await read(upload(9, () => babble(9)))).report.identifiability).toBeNull()
    const single = jsonl(
      'a.jsonl',
      Array.from({ length: 30 }, (_, i) => row(`P${i}`, 'm', babble(9))),
    )
    expect((await read(single)).report.identifiability).toBeNull()
  })

  test('the same upload gives the same figures each time', async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      [0, 1].map((m) => row(`P${i}`, `m${m}`, babble(9))),
    ).flat()
    const auc = async (some: object[]) => (await read(jsonl('a.jsonl', some))).report.identifiability?.auc
    expect(await auc(rows)).toBe(await auc(rows))
  })
})

test('text made to be slow is looked through soon', async () => {
  for (const piece of ['<s>', '<think>', '![', '<img ', 'I am ', 'As ChatGPT ', '<|', '**', '\u200d']) {
    const started = performance.now()
    await read(
      file('a.csv', `prompt,model,output\nq,m,"${piece.repeat(Math.ceil(100_000 / piece.length))}"\n`),
    )
    expect(performance.now() - started, piece).toBeLessThan(10_000)
  }
})
