/** Everything about a study that a tester must not be able to learn. */
export type Labels = {
  models: readonly string[]
  approaches: readonly string[]
  costs: readonly number[]
  latencies: readonly number[]
  study: { name: string; slug: string }
  files: readonly string[]
  promptId: (n: number) => string
  tag: string
  by: string
  /** Rows get numbers from here on. */
  firstId: number
}

/** Words that stand nowhere else, so that each can be searched for in bytes. */
export const plain: Labels = {
  models: ['Zephyrine-7B', 'quillon/large', 'Ambrax', 'Oktavian mini'],
  approaches: ['prompting', 'rag', 'fine-tuning', 'agent'],
  costs: [0.7311, 12.4477, 3.1907, 88.2613],
  latencies: [913.5, 41.75, 7_718.25, 202.125],
  study: { name: 'Harrowgate bake-off', slug: 'harrowgate-q3' },
  files: ['vexleaf_run.jsonl', 'brindlemoss (final).jsonl'],
  promptId: (n) => `kx7-${n}`,
  tag: 'tag-umbrella',
  by: 'ines@kestrelworks.example',
  firstId: 4_071_900,
}

export const permuted: Labels = {
  ...plain,
  models: [2, 0, 3, 1].map((n) => plain.models[n] as string),
  approaches: [2, 0, 3, 1].map((n) => plain.approaches[n] as string),
  costs: [2, 0, 3, 1].map((n) => plain.costs[n] as number),
  latencies: [2, 0, 3, 1].map((n) => plain.latencies[n] as number),
}

/** Other names of other lengths, other files, another slug, and every row under another number. */
export const renamed: Labels = {
  models: [`${'very-'.repeat(30)}long`, 'm', 'Ünïcödé 模型', '<b>bold</b> & "quoted"'],
  approaches: ['agent', 'agent', 'other', 'pretraining'],
  costs: [5, 4, 3, 2],
  latencies: [1, 2, 3, 4],
  study: { name: 'N', slug: 'another-slug-of-another-length' },
  files: ['a.jsonl', `${'b'.repeat(120)}.jsonl`],
  promptId: (n) => `question number ${n} of many`,
  tag: 't',
  by: 'x@y.example',
  firstId: 1,
}

/** What must occur in no byte; bare numbers are left to the comparison of whole journeys. */
export const wordsOf = (labels: Labels): string[] => [
  ...labels.models,
  ...labels.costs.map(String),
  ...labels.latencies.map(String),
  labels.study.name,
  labels.study.slug,
  ...labels.files,
  'vexleaf',
  'brindlemoss',
  'kx7-',
  labels.tag,
  labels.by,
  ...Array.from({ length: 40 }, (_, n) => String(labels.firstId + n)),
]
