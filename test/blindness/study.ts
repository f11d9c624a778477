import type { Db } from '../../db/connection/client.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import type { Labels } from './labels.ts'

const prompts = [
  'Why is the sky blue?',
  'Explain a **tide** in two sentences.',
  'Write `sum` in Python.',
  'What is $x^2$ at 3?',
  'ما هو المد؟',
  'List two winds.',
  'Name a river.',
  'What does a keel do?',
]

/** What each of four models said, by how it looks rather than by who said it. */
const styles: ((prompt: string) => string)[] = [
  (prompt) => `About ${prompt.length} words would do, but one is enough.`,
  (prompt) =>
    `# An answer\n\n- to the question of ${prompt.length} letters\n- in two points\n\n[more](https://a.example)`,
  (prompt) => `\`\`\`python\nprint(${prompt.length})\n\`\`\`\n\n| a | b |\n|---|---|\n| 1 | 2 |`,
  (prompt) => `  It is $${prompt.length}^2$.\n\n<b>Surely</b> ![a graph](https://a.example/g.png)`,
]

const numbered = ['models', 'prompts', 'batches', 'outputs', 'pairs', 'testers', 'invites']

/** The same study under other labels: same texts in the same order, same settings. */
export async function buildStudy(db: Db, labels: Labels, random: () => number): Promise<Study> {
  for (const table of numbered) {
    await db.unsafe(`alter sequence ${table}_id_seq restart with ${labels.firstId}`)
  }
  const { name, slug } = labels.study
  const study = await createStudy(
    db,
    NewStudy.parse({
      name,
      slug,
      question: 'Which answer is better?',
      instructions: 'Read **both** answers first.',
      max_votes_per_tester: 14,
      votes_per_pair: 2,
      repeat_share: 0.3,
      strength: true,
      criteria: ['Clarity'],
      practice: [
        { prompt: 'Is water wet?', a: 'Yes.', b: 'Who knows.', expected: 'a', why: 'It answers.' },
        { prompt: 'Is fire cold?', a: 'Perhaps.', b: 'No.', expected: 'b', why: 'It answers.' },
      ],
      example: { prompt: 'Is ice warm?', a: 'No.', b: 'No!', expected: 'tie', why: 'Both are right.' },
      check_share: 0.1,
      break_after: 8,
    }),
  )
  const { state, report } = await importFiles(db, {
    study,
    files: labels.files.map((file, n) => ({ name: file, open: () => fileOf(labels, n) })),
    options: {},
    dryRun: false,
    by: labels.by,
  })
  if (state !== 'published') throw new Error(`The study was not published: ${JSON.stringify(report)}`)
  await setStudyState(db, { id: study.id, state: 'open' })
  await planPairs(db, { study, random })
  return study
}

async function* fileOf(labels: Labels, file: number): AsyncGenerator<Buffer> {
  const half = prompts.length / 2
  for (const [n, prompt] of prompts.entries()) {
    if (Math.floor(n / half) !== file) continue
    for (const [m, model] of labels.models.entries())
      yield Buffer.from(`${rowOf(labels, { n, m, model, prompt })}\n`)
  }
}

type Row = { n: number; m: number; model: string; prompt: string }

const rowOf = (labels: Labels, { n, m, model, prompt }: Row) =>
  JSON.stringify({
    id: labels.promptId(n),
    prompt,
    model,
    output: styles[m]?.(prompt),
    approach: labels.approaches[m],
    cost: labels.costs[m],
    latency: labels.latencies[m],
    tags: [labels.tag],
  })
