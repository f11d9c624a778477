import { assistant, type Case, json, user } from './case-parts.ts'
import { file, jsonl } from './files.ts'
import { zipped } from './zip-file.ts'

const TIDE = 'What is a tide?'
const RISING = 'The sea rising.'
const one = (model: string) => [[model, TIDE, RISING]]
const both = (...models: string[]) => [RISING, 'Water.'].map((output, i) => [models[i] ?? '', TIDE, output])

/** A frame of zstd that holds its bytes as they are. */
const zstdFrame = (bytes: Buffer) => {
  const head = Buffer.alloc(12)
  head.writeUInt32LE(0xfd2fb528, 0)
  head[4] = 0xa0
  head.writeUInt32LE(bytes.length, 5)
  head.writeUIntLE((bytes.length << 3) | 1, 9, 3)
  return Buffer.concat([head, bytes])
}

const anthropicRequest = { custom_id: 'q', params: { model: 'm1', system: 'S', messages: [user(TIDE)] } }
const blocks = [
  { type: 'thinking', thinking: 'hm' },
  { type: 'text', text: 'The sea ' },
  { type: 'text', text: 'rising.' },
]

/** What tools and vendors write today, each by a small example. */
export const toolCases: Case[] = [
  {
    title: 'Anthropic batch results with their requests',
    files: [
      jsonl('results.jsonl', [
        { custom_id: 'q', result: { type: 'succeeded', message: { model: 'm1', content: blocks } } },
        { custom_id: 'q', result: { type: 'errored', error: { type: 'api_error' } } },
      ]),
      jsonl('requests.jsonl', [anthropicRequest]),
    ],
    format: 'anthropic_batch',
    rows: [['m1', `S / ${TIDE}`, RISING]],
  },
  {
    title: 'Gemini batch predictions with the request in each',
    files: [
      jsonl('predictions.jsonl', [
        {
          status: '',
          request: { contents: [{ role: 'user', parts: [{ text: TIDE }] }] },
          response: { candidates: [{ content: { parts: [{ text: RISING }] } }], modelVersion: 'm1' },
        },
      ]),
    ],
    format: 'gemini_batch',
    rows: one('m1'),
  },
  {
    title: 'Gemini batch predictions by key, with their requests',
    files: [
      jsonl('out.jsonl', [
        {
          key: 'k',
          response: { candidates: [{ content: { parts: [{ text: RISING }] } }], modelVersion: 'm1' },
        },
      ]),
      jsonl('in.jsonl', [{ key: 'k', request: { contents: [{ parts: [{ text: TIDE }] }] } }]),
    ],
    format: 'gemini_batch',
    rows: one('m1'),
  },
  ...[
    { content: [{ type: 'text', text: RISING }] },
    { results: [{ outputText: RISING }] },
    { generation: RISING },
    { outputs: [{ text: RISING }] },
    { output: { message: { role: 'assistant', content: [{ text: RISING }] } } },
  ].map((modelOutput) => ({
    title: `Bedrock batch inference: ${Object.keys(modelOutput)}`,
    files: [
      jsonl('m1.jsonl.out', [
        { recordId: '1', modelInput: { messages: [user([{ text: TIDE }])] }, modelOutput },
      ]),
    ],
    format: 'bedrock_batch',
    rows: one('m1'),
  })),
  {
    title: 'logged calls',
    files: [
      jsonl('log.jsonl', [
        {
          request: { messages: [user(TIDE)] },
          response: { model: 'm1', choices: [{ message: assistant(RISING) }] },
        },
      ]),
    ],
    format: 'api_calls',
    rows: one('m1'),
  },
  {
    title: 'LangSmith runs',
    files: [
      jsonl('runs.jsonl', [
        {
          id: 'r',
          run_type: 'llm',
          inputs: { messages: [[{ id: ['x', 'HumanMessage'], kwargs: { content: TIDE } }]] },
          outputs: { generations: [[{ text: RISING }]] },
          extra: { metadata: { ls_model_name: 'm1' } },
        },
      ]),
    ],
    format: 'traced_calls',
    rows: one('m1'),
  },
  {
    title: 'Weave calls',
    files: [
      jsonl('calls.jsonl', [
        {
          id: 'r',
          op_name: 'predict',
          inputs: { question: TIDE },
          output: RISING,
          attributes: { model: 'm1' },
        },
      ]),
    ],
    format: 'traced_calls',
    rows: one('m1'),
  },
  {
    title: 'OpenCompass predictions by number',
    keyed: true,
    files: ['m1', 'm2'].map((model, i) =>
      json(`${model}/demo.json`, {
        0: {
          origin_prompt: [{ role: 'HUMAN', prompt: TIDE }],
          prediction: [RISING, 'Water.'][i],
          gold: 'x',
        },
      }),
    ),
    format: 'open_compass',
    rows: both('m1', 'm2'),
  },
  {
    title: 'rows under their ids',
    keyed: true,
    files: [
      json('m1.json', { a1: { question: TIDE, answer: RISING }, b2: { question: TIDE, answer: 'Water.' } }),
    ],
    format: 'json_long',
    rows: both('m1', 'm1'),
  },
  {
    title: 'lists of answers',
    files: [jsonl('m1.jsonl', [{ prompt: TIDE, responses: [RISING, 'Water.'] }])],
    format: 'answer_lists',
    rows: both('m1', 'm1'),
  },
  {
    title: 'lists of answers with a list of models',
    files: [jsonl('a.jsonl', [{ question: TIDE, models: ['m1', 'm2'], answers: [RISING, 'Water.'] }])],
    format: 'answer_lists',
    rows: both('m1', 'm2'),
  },
  {
    title: 'HumanEval samples with their tasks',
    files: [
      jsonl('m1.jsonl', [{ task_id: 'T/0', completion: RISING }]),
      jsonl('HumanEval.jsonl', [
        { task_id: 'T/0', prompt: TIDE, canonical_solution: 'x', test: 'assert', entry_point: 'f' },
      ]),
    ],
    format: 'json_long',
    rows: one('m1'),
  },
  {
    title: 'SWE-bench predictions with their tasks',
    files: [
      jsonl('preds.jsonl', [{ instance_id: 'r-1', model_name_or_path: 'm1', model_patch: RISING }]),
      jsonl('tasks.jsonl', [{ instance_id: 'r-1', problem_statement: TIDE, patch: 'gold' }]),
    ],
    format: 'json_long',
    rows: one('m1'),
  },
  {
    title: 'SWE-bench predictions under their ids',
    keyed: true,
    files: [
      json('preds.json', { 'r-1': { instance_id: 'r-1', model_name_or_path: 'm1', model_patch: RISING } }),
      jsonl('tasks.jsonl', [{ instance_id: 'r-1', problem_statement: TIDE }]),
    ],
    format: 'json_long',
    rows: one('m1'),
  },
  {
    title: 'an Inspect log packed with zstd',
    files: [
      zipped(
        'log.eval',
        {
          'header.json': JSON.stringify({ status: 'success', eval: { model: 'm1' } }),
          'samples/1_epoch_1.json': JSON.stringify({
            id: 1,
            input: TIDE,
            output: { choices: [{ message: assistant(RISING) }] },
          }),
        },
        { method: 93, pack: zstdFrame },
      ),
    ],
    format: 'inspect',
    rows: one('m1'),
  },
  {
    title: 'Label Studio tasks',
    files: [
      json('export.json', [
        {
          id: 1,
          data: { prompt: TIDE, answer1: RISING, answer2: 'Water.' },
          annotations: [{ result: [{ type: 'pairwise', value: { selected: 'left' } }] }],
        },
      ]),
    ],
    format: 'label_studio',
    rows: both('answer1', 'answer2'),
  },
  {
    title: 'Nectar',
    files: [
      jsonl('a.jsonl', [
        {
          prompt: `\n\nHuman: ${TIDE}\n\nAssistant: `,
          answers: [
            { answer: RISING, model: 'm1', rank: 1 },
            { answer: 'Water.', model: 'm2', rank: 2 },
          ],
        },
      ]),
    ],
    format: 'completions',
    rows: both('m1', 'm2'),
  },
  {
    title: 'HelpSteer3',
    files: [
      jsonl('a.jsonl', [
        {
          domain: 'x',
          context: [user(TIDE)],
          response1: RISING,
          response2: 'Water.',
          overall_preference: -2,
        },
      ]),
    ],
    format: 'json_wide',
    rows: both('response1', 'response2'),
  },
  {
    title: 'SHP',
    files: [
      jsonl('a.json', [
        { post_id: 'p', history: TIDE, human_ref_A: RISING, human_ref_B: 'Water.', labels: 1 },
      ]),
    ],
    format: 'json_wide',
    rows: both('human_ref_A', 'human_ref_B'),
  },
  {
    title: 'WebGPT comparisons',
    files: [
      jsonl('a.jsonl', [
        {
          question: { id: 'q', full_text: TIDE },
          answer_0: RISING,
          answer_1: 'Water.',
          score_0: 1,
          score_1: -1,
        },
      ]),
    ],
    format: 'json_wide',
    rows: both('answer_0', 'answer_1'),
  },
  {
    title: 'PRISM utterances',
    files: [
      jsonl('a.jsonl', [
        { utterance_id: 'u', user_prompt: TIDE, model_response: RISING, model_name: 'm1', score: 50 },
        { utterance_id: 'v', user_prompt: TIDE, model_response: 'Water.', model_name: 'm2', score: 51 },
      ]),
    ],
    format: 'json_long',
    rows: both('m1', 'm2'),
  },
  {
    title: 'ComparIA conversations',
    files: [
      jsonl('a.jsonl', [
        {
          model_a_name: 'm1',
          model_b_name: 'm2',
          opening_msg: TIDE,
          conversation_a: [user(TIDE), assistant(RISING)],
          conversation_b: [user(TIDE), assistant('Water.')],
        },
      ]),
    ],
    format: 'arena_battles',
    rows: both('m1', 'm2'),
  },
  {
    title: 'DeepEval test cases',
    files: [json('m1.json', { testCases: [{ input: TIDE, actualOutput: RISING, expectedOutput: 'x' }] })],
    format: 'json_long',
    rows: one('m1'),
  },
  {
    title: 'Ragas rows',
    files: [
      jsonl('m1.jsonl', [{ user_input: TIDE, retrieved_contexts: ['c'], response: RISING, reference: 'r' }]),
    ],
    format: 'json_long',
    rows: one('m1'),
  },
  {
    title: 'messages of Gemini',
    files: [
      jsonl('m1.jsonl', [
        {
          messages: [
            { role: 'user', parts: [{ text: TIDE }] },
            { role: 'model', parts: [{ text: RISING }] },
          ],
        },
      ]),
    ],
    format: 'messages',
    rows: one('m1'),
  },
  {
    title: 'messages with "text", and with parts of "value"',
    files: [
      jsonl('m1.jsonl', [
        {
          conversations: [
            { role: 'user', text: TIDE },
            { role: 'assistant', content: [{ type: 'text', value: RISING }] },
          ],
        },
      ]),
    ],
    format: 'messages',
    rows: one('m1'),
  },
  {
    title: 'ms-swift, which writes the answer twice',
    files: [
      jsonl('m1.jsonl', [{ response: RISING, labels: 'x', messages: [user(TIDE), assistant(RISING)] }]),
    ],
    format: 'messages',
    rows: one('m1'),
  },
  {
    title: 'a transcript that begins with a system turn',
    files: [
      jsonl('hh.jsonl', [
        {
          chosen: `Be brief.\n\nHuman: ${TIDE}\n\nAssistant: ${RISING}`,
          rejected: `Be brief.\n\nHuman: ${TIDE}\n\nAssistant: Water.`,
        },
      ]),
    ],
    format: 'preference_pairs',
    rows: [
      ['chosen', `Be brief. / ${TIDE}`, RISING],
      ['rejected', `Be brief. / ${TIDE}`, 'Water.'],
    ],
  },
  {
    title: 'runs told apart by their folders',
    files: ['m1', 'm2'].map((run, i) =>
      file(
        `runs/${run}/eval_output.jsonl`,
        `${JSON.stringify({ question: TIDE, answer: [RISING, 'Water.'][i] })}\n`,
      ),
    ),
    format: 'json_long',
    rows: both('m1', 'm2'),
  },
  {
    title: 'a header-less table in which each model stands once',
    files: [file('a.csv', `${TIDE},m1,${RISING}\n${TIDE},m2,Water is rising.\n`)],
    format: 'csv_long',
    rows: [
      ['m1', TIDE, RISING],
      ['m2', TIDE, 'Water is rising.'],
    ],
  },
]
