import { describe, expect, test } from 'vitest'
import { recogniseUpload, type UploadOptions } from '../../../server/formats/uploads/index.ts'
import { codes, read } from './files.ts'
import { hasShared, sharedFile, sharedFiles } from './shared-data.ts'

type Expected = {
  files: string[]
  format: string
  prompts: number
  outputs: number
  models: string[]
  skipped?: string[]
  problems?: string[]
  notes?: string[]
  duplicates?: number
}

const samples: Expected[] = [
  {
    files: ['arena_hard_v2__o3-mini.jsonl'],
    format: 'arena_hard',
    prompts: 4,
    outputs: 4,
    models: ['o3-mini-2025-01-31'],
  },
  {
    files: ['arena_hard_old__gpt-3.5.jsonl'],
    format: 'arena_hard_old',
    prompts: 0,
    outputs: 0,
    models: [],
    problems: ['1 unknown_prompts'],
  },
  {
    files: ['csv_long__prompt_model_output.csv'],
    format: 'csv_long',
    prompts: 1,
    outputs: 1,
    models: ['m1', 'm2'],
    skipped: ['3 empty_output'],
  },
  {
    files: ['csv_long__semicolon_excel_de.csv'],
    format: 'csv_long',
    prompts: 1,
    outputs: 1,
    models: ['m1'],
  },
  {
    files: ['csv_wide__prompt_modelA_modelB.csv'],
    format: 'csv_wide',
    prompts: 1,
    outputs: 2,
    models: ['gpt-4o', 'claude-3'],
  },
  {
    files: ['helm__display_predictions.json', 'helm__display_requests.json'],
    format: 'helm',
    prompts: 1,
    outputs: 1,
    models: ['openai/gpt-4o-2024-05-13'],
  },
  {
    files: ['helm__scenario_state.json'],
    format: 'helm',
    prompts: 1,
    outputs: 1,
    models: ['openai/gpt-4o-2024-05-13'],
  },
  { files: ['hf_messages.jsonl'], format: 'messages', prompts: 1, outputs: 2, models: ['m1', 'm2'] },
  {
    files: ['inspect__log_formats.eval'],
    format: 'inspect',
    prompts: 1,
    outputs: 1,
    models: ['ollama/llama3.1'],
  },
  {
    files: ['inspect__popularity.json'],
    format: 'inspect',
    prompts: 3,
    outputs: 3,
    models: ['openai/gpt-4o-mini'],
    notes: ['unfinished_run'],
  },
  {
    files: ['langfuse__dataset_run_items_export.json'],
    format: 'langfuse_dataset_run_items',
    prompts: 0,
    outputs: 0,
    models: [],
    problems: ['2 langfuse_dataset_run_items'],
  },
  { files: ['langfuse__traces_export.json'], format: 'langfuse', prompts: 1, outputs: 1, models: ['m1'] },
  {
    files: ['llmbar__pairs.json'],
    format: 'json_wide',
    prompts: 4,
    outputs: 8,
    models: ['output_1', 'output_2'],
  },
  {
    files: ['llmfao__pairs.jsonl'],
    format: 'llmfao',
    prompts: 1,
    outputs: 5,
    models: ['97', '98', '29', '5', '83'],
    duplicates: 3,
  },
  {
    files: ['llmfao__results.jsonl'],
    format: 'llmfao',
    prompts: 0,
    outputs: 0,
    models: [],
    problems: ['1 unknown_prompts'],
  },
  {
    files: ['lm_eval__samples_mixed.jsonl'],
    format: 'lm_eval',
    prompts: 2,
    outputs: 2,
    models: ['lm_eval__samples_mixed'],
    duplicates: 1,
  },
  {
    files: ['mlflow__eval_results_table.json'],
    format: 'mlflow',
    prompts: 2,
    outputs: 2,
    models: ['mlflow__eval_results_table'],
  },
  {
    files: [
      'mtbench__Qwen__Qwen2-7B-Instruct.jsonl',
      'mtbench__gpt-3.5-turbo.jsonl',
      'mtbench__question.jsonl',
    ],
    format: 'mt_bench',
    prompts: 6,
    outputs: 12,
    models: ['Qwen/Qwen2-7B-Instruct', 'gpt-3.5-turbo'],
  },
  {
    files: ['oasst__sampling_report.json'],
    format: 'sampling_report',
    prompts: 3,
    outputs: 21,
    models: ['theblackcat102/pythia-1b-deduped-sft'],
  },
  {
    files: ['openai_batch__input.jsonl', 'openai_batch__output.jsonl'],
    format: 'openai_batch',
    prompts: 3,
    outputs: 3,
    models: ['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4.1'],
    skipped: ['4 failed'],
  },
  {
    files: ['openai_evals__log.jsonl'],
    format: 'openai_evals',
    prompts: 2,
    outputs: 2,
    models: ['auto_gpt_completion_fn'],
  },
  {
    files: ['pandalm__pairs.json'],
    format: 'pandalm',
    prompts: 1,
    outputs: 4,
    models: ['bloom-7b', 'llama-7b', 'opt-7b', 'cerebras-gpt-6.7B'],
    duplicates: 4,
  },
  ...['csv', 'json', 'jsonl'].map((extension) => ({
    files: [`promptfoo_0.123.1__echo.${extension}`],
    format: 'promptfoo',
    prompts: 4,
    outputs: 8,
    models: ['model-one', 'model-two'],
  })),
  {
    files: ['tulu__completions.jsonl'],
    format: 'completions',
    prompts: 6,
    outputs: 12,
    models: ['tulu_65B', 'chatgpt', 'tulu_7B'],
  },
  {
    files: ['ultrafeedback.jsonl'],
    format: 'completions',
    prompts: 1,
    outputs: 2,
    models: ['alpaca-7b', 'gpt-4'],
  },
  {
    files: ['wildbench__eval.json'],
    format: 'wildbench',
    prompts: 0,
    outputs: 0,
    models: [],
    problems: ['1 unknown_prompts'],
  },
]

describe.skipIf(!hasShared('formats'))(
  'sample files of each format (skipped where ../shared is absent)',
  () => {
    test('each has its expectation', () => {
      const expected = new Set(samples.flatMap(({ files }) => files))
      expect(sharedFiles('formats').filter((name) => !expected.has(name))).toEqual([])
    })

    test.each(samples)('$files', async (sample) => {
      const files = sample.files.map((name) => sharedFile('formats', name))
      const { report, rows } = await read(files)
      expect(report.format).toBe(sample.format)
      expect(report.models.map(({ name }) => name).sort()).toEqual([...sample.models].sort())
      expect(report).toMatchObject({ prompts: sample.prompts, outputs: sample.outputs })
      expect(report.duplicates).toBe(sample.duplicates ?? 0)
      expect(codes(report.skipped)).toEqual(sample.skipped ?? [])
      expect(codes(report.problems)).toEqual(sample.problems ?? [])
      expect(report.notes.map(({ code }) => code)).toEqual(sample.notes ?? [])
      expect(rows).toHaveLength(sample.problems ? 0 : sample.outputs)
      const recognition = await recogniseUpload(files, {})
      expect(recognition.format).toBe(sample.format)
      expect(recognition.files[0]?.rows.length ?? 0).toBeLessThanOrEqual(12)
    })
  },
)

const LONG = { format: 'csv_long', prompts: 30, outputs: 41, skipped: ['2720 empty_output'], problems: [] }

const messy: Record<string, Omit<Expected, 'files' | 'models'>> = {
  'blank-lines-and-bom.jsonl': { format: 'json_long', prompts: 6, outputs: 8 },
  'concatenated-arrays.json': { format: 'json_long', prompts: 1, outputs: 2 },
  'duplicate-headers.csv': { format: 'csv_wide', prompts: 3, outputs: 6 },
  'header-variants.csv': { format: 'csv_long', prompts: 5, outputs: 5 },
  'huge-outputs.jsonl': { format: 'json_long', prompts: 2, outputs: 4 },
  'jsonl-named.json': { format: 'json_long', prompts: 6, outputs: 8 },
  'long-bom-crlf.csv': LONG,
  'long-lf.csv': LONG,
  'long-semicolon-utf16le.csv': LONG,
  'long-tab.tsv': LONG,
  'long-cp1252.csv': { format: 'csv_long', prompts: 8, outputs: 11 },
  'long-duplicates-and-empties.csv': {
    format: 'csv_long',
    prompts: 5,
    outputs: 6,
    duplicates: 1,
    skipped: ['2849 empty_output', '3336 empty_output'],
    problems: ['3338 no_prompt', '3339 no_model'],
  },
  'nan.json': { format: 'alpaca_eval', prompts: 1, outputs: 2 },
  'not-strings.jsonl': {
    format: 'json_long',
    prompts: 2,
    outputs: 1,
    skipped: ['5 empty_output'],
    problems: ['1 not_text', '2 not_text', '3 not_text', '4 not_text', '6 not_text'],
  },
  'nul-and-surrogate.jsonl': {
    format: 'json_long',
    prompts: 1,
    outputs: 1,
    problems: ['1 nul', '2 lone_surrogate'],
  },
  'one-line.jsonl': { format: 'json_long', prompts: 1, outputs: 1 },
  'outputs-permissive.jsonl': {
    format: 'json_long',
    prompts: 69,
    outputs: 120,
    skipped: [5, 8, 9, 10, 11, ...Array.from({ length: 12 }, (_, i) => 48 + i)].map(
      (line) => `${line} empty_output`,
    ),
  },
  'proto-keys.jsonl': { format: 'json_long', prompts: 2, outputs: 2 },
  'truncated.jsonl': { format: 'json_long', prompts: 5, outputs: 7, problems: ['8 bad_json'] },
}

describe.skipIf(!hasShared('messy'))('faulty uploads (skipped where ../shared is absent)', () => {
  const goodRows: UploadOptions = { goodRows: true }

  test('each has its expectation', () => {
    expect(sharedFiles('messy').filter((name) => !Object.hasOwn(messy, name))).toEqual([])
  })

  test.each(Object.entries(messy))('%s', async (name, expected) => {
    const { report, rows } = await read(sharedFile('messy', name), goodRows)
    expect(report.format).toBe(expected.format)
    expect(codes(report.problems)).toEqual(expected.problems ?? [])
    expect(codes(report.skipped)).toEqual(expected.skipped ?? [])
    expect(report).toMatchObject({
      prompts: expected.prompts,
      outputs: expected.outputs,
      duplicates: expected.duplicates ?? 0,
    })
    expect(rows).toHaveLength(expected.outputs)
  })

  test('the same table in four encodings is the same upload', async () => {
    const hashes = new Set<string>()
    for (const name of ['long-bom-crlf.csv', 'long-lf.csv', 'long-semicolon-utf16le.csv', 'long-tab.tsv'])
      hashes.add((await read(sharedFile('messy', name))).report.content_hash)
    expect(hashes.size).toBe(1)
  })

  test('hostile keys stay keys', async () => {
    const { rows } = await read(sharedFile('messy', 'proto-keys.jsonl'))
    expect(rows.map(({ model }) => model)).toEqual(['constructor', 'm'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe.skipIf(!hasShared('llmfao'))('whole studies (skipped where ../shared is absent)', () => {
  test('1,133 outputs of 70 models join 19 prompts by number; 69 are empty', async () => {
    const { report, rows } = await read([
      sharedFile('llmfao', 'results.jsonl'),
      sharedFile('llmfao', 'prompts.jsonl'),
    ])
    expect(report.files[0]?.rows).toBe(1133)
    expect(report.skipped.map(({ code }) => code)).toEqual(Array(69).fill('empty_output'))
    expect(report).toMatchObject({ outputs: 1064, prompts: 19, problem_count: 0, skipped_count: 69 })
    expect(rows).toHaveLength(1064)
    expect(report.models).toHaveLength(70)
    expect(report.models.map(({ name }) => name)).toContain('Claude v1.2')
  })

  test('the instances of the Tülu study hold each completion in three pairs', async () => {
    const { report } = await read(sharedFile('tulu-human-eval', 'eval_instances_tulu_1.jsonl'))
    expect(report).toMatchObject({ format: 'completions', prompts: 332, outputs: 1328, duplicates: 664 })
    expect(report.models.map(({ outputs, missing }) => [outputs, missing])).toEqual(Array(4).fill([332, 0]))
  })
})
