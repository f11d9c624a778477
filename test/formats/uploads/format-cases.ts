import { assistant, type Case, json, user } from './case-parts.ts'
import { file, jsonl } from './files.ts'
import { toolCases } from './tool-cases.ts'
import { zipped } from './zip-file.ts'

export const QUESTIONS = jsonl('question.jsonl', [
  { question_id: 81, category: 'sea', turns: ['What is a tide?', 'And a neap tide?'] },
])
export const BOTH = [
  ['m1', 'What is a tide?', 'The sea rising.'],
  ['m2', 'What is a tide?', 'Water.'],
]
const [FIRST] = BOTH

const sides = (...names: string[]) => BOTH.map(([, ...rest], i) => [names[i] ?? '', ...rest])

/** Each row of the table of formats, by a small example. */
export const cases: Case[] = [
  {
    title: '1 AlpacaEval outputs',
    files: [
      json('model_outputs.json', [
        { dataset: 'sea', instruction: 'What is a tide?', output: 'The sea rising.', generator: 'm1' },
        { dataset: 'sea', instruction: 'What is a tide?', output: 'Water.', generator: 'm2' },
      ]),
    ],
    format: 'alpaca_eval',
    rows: BOTH,
  },
  {
    title: '2 AlpacaEval annotations',
    files: [
      json('annotations.json', [
        {
          instruction: 'What is a tide?',
          output_1: 'The sea rising.',
          generator_1: 'm1',
          output_2: 'Water.',
          generator_2: 'm2',
          annotator: 'x',
          preference: 1.5,
        },
      ]),
    ],
    format: 'alpaca_eval_annotations',
    rows: BOTH,
  },
  {
    title: '3 MT-Bench answers, two turns',
    files: [
      jsonl('org__m1.jsonl', [
        {
          question_id: 81,
          answer_id: 'x',
          model_id: 'org/m1',
          choices: [{ index: 0, turns: ['Rising.', 'A weak one.'] }],
        },
      ]),
      QUESTIONS,
    ],
    format: 'mt_bench',
    rows: [['org/m1', 'What is a tide?', 'Rising. / And a neap tide? / A weak one.']],
  },
  {
    title: '4 Arena-Hard answers',
    files: [
      jsonl('m1.jsonl', [
        {
          uid: 'a',
          ans_id: 'x',
          model: 'm1',
          messages: [user('What is a tide?'), assistant({ answer: 'The sea rising.' })],
        },
      ]),
    ],
    format: 'arena_hard',
    rows: [FIRST ?? []],
  },
  {
    title: '5 Arena-Hard answers, first form',
    files: [
      jsonl('m1.jsonl', [
        {
          question_id: 'a',
          model_id: 'm1',
          choices: [{ index: 0, turns: [{ content: 'The sea rising.', token_len: 3 }] }],
        },
      ]),
      jsonl('question.jsonl', [{ question_id: 'a', turns: [{ content: 'What is a tide?' }] }]),
    ],
    format: 'arena_hard_old',
    rows: [FIRST ?? []],
  },
  {
    title: '6 Vicuna answers',
    files: [
      jsonl('m1.jsonl', [{ question_id: 1, answer_id: 'x', model_id: 'm1', text: 'The sea rising.' }]),
      jsonl('question.jsonl', [{ question_id: 1, text: 'What is a tide?', category: 'sea' }]),
    ],
    format: 'vicuna',
    rows: [FIRST ?? []],
  },
  {
    title: '7 lm-eval samples, one row per filter',
    files: [
      jsonl('m1/samples_sea_2026-01-01T00-00-00.jsonl', [
        ...['strict-match', 'flexible-extract'].map((filter) => ({
          doc_id: 0,
          doc: {},
          target: '4',
          arguments: { gen_args_0: { arg_0: 'What is a tide?', arg_1: {} } },
          resps: [['The sea rising.']],
          filtered_resps: ['rising'],
          filter,
          doc_hash: 'h',
        })),
      ]),
    ],
    format: 'lm_eval',
    rows: [FIRST ?? []],
  },
  {
    title: '8 promptfoo JSON',
    files: [
      json('out.json', {
        evalId: 'e',
        results: {
          version: 3,
          results: [
            {
              prompt: { raw: 'What is a tide?', label: 'p' },
              provider: { id: 'x:m1', label: 'm1' },
              response: { output: 'The sea rising.' },
              success: true,
            },
            {
              prompt: { raw: 'What is a tide?', label: 'p' },
              provider: { id: 'm2', label: null },
              response: { output: 'Water.' },
              success: false,
            },
          ],
        },
      }),
    ],
    format: 'promptfoo',
    rows: BOTH,
  },
  {
    title: '9 promptfoo CSV with repeated headers',
    files: [
      file(
        'out.csv',
        'topic,[m1] What is a {{topic}}?,Status,Score,[m2] What is a {{topic}}?,Status,Score\ntide,The sea rising.,PASS,1,Water.,FAIL,0\n',
      ),
    ],
    format: 'promptfoo',
    rows: BOTH,
  },
  {
    title: '10 OpenAI Batch with its input file',
    files: [
      jsonl('output.jsonl', [
        {
          custom_id: 'q',
          response: {
            status_code: 200,
            body: { model: 'm1', choices: [{ message: assistant('The sea rising.') }] },
          },
          error: null,
        },
        {
          custom_id: 'q',
          response: {
            status_code: 200,
            body: {
              model: 'm2',
              output: [{ type: 'message', content: [{ type: 'output_text', text: 'Water.' }] }],
            },
          },
          error: null,
        },
      ]),
      jsonl('input.jsonl', [
        {
          custom_id: 'q',
          method: 'POST',
          url: '/v1',
          body: { model: 'x', messages: [user('What is a tide?')] },
        },
      ]),
    ],
    format: 'openai_batch',
    rows: BOTH,
  },
  {
    title: '11 OpenAI Evals log',
    files: [
      jsonl('log.jsonl', [
        { spec: { completion_fns: ['m1'], eval_name: 'x' } },
        { final_report: { accuracy: 1 } },
        { run_id: 'r', sample_id: 's', type: 'match', data: { correct: true } },
        {
          run_id: 'r',
          sample_id: 's',
          type: 'sampling',
          data: { prompt: [user('What is a tide?')], sampled: ['The sea rising.'] },
        },
      ]),
    ],
    format: 'openai_evals',
    rows: [FIRST ?? []],
  },
  {
    title: '12 Inspect log as JSON',
    files: [
      json('log.json', {
        version: 2,
        status: 'success',
        eval: { task: 't', model: 'm1' },
        samples: [
          {
            id: 1,
            epoch: 1,
            input: 'What is a tide?',
            messages: [],
            output: { model: 'other', choices: [{ message: assistant('The sea rising.') }] },
          },
        ],
      }),
    ],
    format: 'inspect',
    rows: [FIRST ?? []],
  },
  {
    title: '13 Inspect log as an archive',
    files: [
      zipped('log.eval', {
        '_journal/start.json': JSON.stringify({ version: 2, eval: { model: 'm1' } }),
        'samples/1_epoch_1.json': JSON.stringify({
          id: 1,
          epoch: 1,
          input: 'What is a tide?',
          messages: [user('What is a tide?'), assistant('The sea rising.')],
          output: { choices: [{ message: assistant('The sea rising.') }] },
        }),
        'header.json': JSON.stringify({ status: 'success', eval: { model: 'm1' } }),
      }),
    ],
    format: 'inspect',
    rows: [FIRST ?? []],
  },
  {
    title: '14 MLflow table',
    files: [
      json('m1/eval_results_table.json', {
        columns: ['inputs', 'ground_truth', 'outputs', 'token_count'],
        data: [['What is a tide?', 'x', 'The sea rising.', 3]],
      }),
    ],
    format: 'mlflow',
    rows: [FIRST ?? []],
  },
  {
    title: '15 HELM scenario state',
    files: [
      json('scenario_state.json', {
        adapter_spec: { model: 'm1' },
        request_states: [
          {
            instance: { id: 'id1' },
            request: { prompt: 'What is a tide?', model: 'm1' },
            result: { success: true, completions: [{ text: 'The sea rising.' }] },
          },
        ],
      }),
    ],
    format: 'helm',
    rows: [FIRST ?? []],
  },
  {
    title: '16 HELM predictions with their requests, per folder',
    files: ['m1', 'm2'].flatMap((model, i) => [
      json(`${model}/display_predictions.json`, [
        { instance_id: 'id1', predicted_text: BOTH[i]?.[2], train_trial_index: 0 },
      ]),
      json(`${model}/display_requests.json`, [
        { instance_id: 'id1', train_trial_index: 0, request: { prompt: 'What is a tide?', model } },
      ]),
    ]),
    format: 'helm',
    rows: BOTH,
  },
  {
    title: '17 CSV with sides',
    files: [
      file(
        'a.csv',
        'id,model_a,model_b,prompt,response_a,response_b\n1,m1,m2,What is a tide?,The sea rising.,Water.\n',
      ),
    ],
    format: 'csv_wide',
    rows: BOTH,
  },
  {
    title: '17 Arena battles with lists of turns in cells',
    files: [
      file(
        'a.csv',
        'id,model_a,model_b,prompt,response_a,response_b\n1,m1,m2,"[""What is a tide?""]","[""The sea rising.""]","[""Water.""]"\n',
      ),
    ],
    format: 'arena_battles',
    rows: BOTH,
  },
  {
    title: '18 CSV with a column per model',
    files: [file('a.csv', 'prompt,m1,m2\nWhat is a tide?,The sea rising.,Water.\n')],
    format: 'csv_wide',
    rows: BOTH,
  },
  {
    title: '19 CSV with a row per output',
    files: [
      file(
        'a.csv',
        'question,model_type,sample\nWhat is a tide?,m1,The sea rising.\nWhat is a tide?,m2,Water.\n',
      ),
    ],
    format: 'csv_long',
    rows: BOTH,
  },
  {
    title: '20 chat messages',
    files: [
      jsonl('chat.jsonl', [
        { id: 'q', model: 'm1', messages: [user('What is a tide?'), assistant('The sea rising.')] },
        {
          id: 'q',
          model: 'm2',
          messages: [user([{ type: 'text', text: 'What is a tide?' }]), assistant('Water.')],
        },
      ]),
    ],
    format: 'messages',
    rows: BOTH,
  },
  {
    title: '20 ShareGPT conversations',
    files: [
      jsonl('m1.jsonl', [
        {
          conversations: [
            { from: 'human', value: 'What is a tide?' },
            { from: 'gpt', value: 'The sea rising.' },
          ],
        },
      ]),
    ],
    format: 'messages',
    rows: [FIRST ?? []],
  },
  {
    title: '21 completions of several models',
    files: [
      jsonl('a.jsonl', [
        {
          id: 't',
          prompt: 'What is a tide?',
          completions: [
            { model: 'm1', completion: 'The sea rising.' },
            { model: 'm2', completion: 'Water.' },
          ],
        },
      ]),
    ],
    format: 'completions',
    rows: BOTH,
  },
  {
    title: '22 Langfuse traces',
    files: [
      json('traces.json', [
        {
          id: 't1',
          timestamp: '2026-01-01',
          projectId: 'p',
          sessionId: null,
          input: { messages: [user('What is a tide?')] },
          output: { role: 'assistant', content: 'The sea rising.' },
          metadata: { model: 'm1' },
          tags: [],
        },
      ]),
    ],
    format: 'langfuse',
    rows: [FIRST ?? []],
  },
  {
    title: '22 Langfuse traces as CSV',
    files: [
      file(
        'traces.csv',
        'id,timestamp,name,input,output,tags\nt1,2024,n,"{""messages"":[{""role"":""user"",""content"":""Q""}]}","{""role"":""assistant"",""content"":""A""}","[""model:m1""]"\n',
      ),
    ],
    format: 'langfuse',
    rows: [['m1', 'Q', 'A']],
  },
  {
    title: '22 Langfuse observations',
    files: [
      jsonl('observations.jsonl', [
        {
          id: 'o',
          traceId: 't',
          type: 'GENERATION',
          model: 'm1',
          startTime: '2024',
          input: [{ role: 'user', content: 'Q' }],
          output: { role: 'assistant', content: 'A' },
        },
      ]),
    ],
    format: 'langfuse',
    rows: [['m1', 'Q', 'A']],
  },
  {
    title: '14 MLflow 3 traces',
    files: [
      jsonl('m1.jsonl', [
        { trace_id: 't', request: '{"question":"Q"}', response: '{"answer":"A"}', state: 'OK' },
      ]),
    ],
    format: 'mlflow_traces',
    rows: [['m1', 'Q', 'A']],
  },
  {
    title: '23 Open-Assistant sampling report',
    files: [
      json('report.json', {
        model_name: 'm1',
        date: 'x',
        prompts: [
          { prompt: 'What is a tide?', results: [{ sampling_config: 'k50', outputs: ['The sea rising.'] }] },
        ],
      }),
    ],
    format: 'sampling_report',
    rows: [FIRST ?? []],
  },
  {
    title: 'chosen and rejected, with a prompt',
    files: [
      jsonl('pairs.jsonl', [
        {
          prompt: 'What is a tide?',
          chosen: 'The sea rising.',
          rejected: 'Water.',
          'chosen-model': 'm1',
          'rejected-model': 'm2',
        },
      ]),
    ],
    format: 'preference_pairs',
    rows: BOTH,
  },
  {
    title: 'chosen and rejected, whole conversations',
    files: [
      jsonl('pairs.jsonl', [
        {
          chosen: [user('What is a tide?'), assistant('The sea rising.')],
          rejected: [user('What is a tide?'), assistant('Water.')],
        },
      ]),
    ],
    format: 'preference_pairs',
    rows: sides('chosen', 'rejected'),
  },
  {
    title: 'chosen and rejected, transcripts of HH-RLHF',
    files: [
      jsonl('hh.jsonl', [
        {
          chosen: '\n\nHuman: What is a tide?\n\nAssistant: The sea rising.',
          rejected: '\n\nHuman: What is a tide?\n\nAssistant: Water.',
        },
      ]),
    ],
    format: 'preference_pairs',
    rows: sides('chosen', 'rejected'),
  },
  {
    title: 'chosen and rejected, ShareGPT of LLaMA-Factory',
    files: [
      jsonl('lf.jsonl', [
        {
          conversations: [{ from: 'human', value: 'What is a tide?' }],
          chosen: { from: 'gpt', value: 'The sea rising.' },
          rejected: { from: 'gpt', value: 'Water.' },
        },
      ]),
    ],
    format: 'preference_pairs',
    rows: sides('chosen', 'rejected'),
  },
  {
    title: 'preferred output of OpenAI',
    files: [
      jsonl('openai.jsonl', [
        {
          input: { messages: [user('What is a tide?')], tools: [] },
          preferred_output: [assistant('The sea rising.')],
          non_preferred_output: [assistant('Water.')],
        },
      ]),
    ],
    format: 'preference_pairs',
    rows: sides('chosen', 'rejected'),
  },
  {
    title: 'JSON by columns',
    files: [
      json('columns.json', {
        prompt: ['What is a tide?', 'What is a tide?'],
        model: ['m1', 'm2'],
        output: ['The sea rising.', 'Water.'],
      }),
    ],
    format: 'json_long',
    rows: BOTH,
  },
  {
    title: 'JSON by columns, as pandas writes it',
    files: [
      json('columns.json', {
        prompt: { 0: 'What is a tide?', 1: 'What is a tide?' },
        model: { 0: 'm1', 1: 'm2' },
        output: { 0: 'The sea rising.', 1: 'Water.' },
      }),
    ],
    format: 'json_long',
    rows: BOTH,
  },
  ...toolCases,
]
