import { Readable } from 'node:stream'
import type { Db } from '../../db/connection/client.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { findTester, joinStudy } from '../../db/testers/testers.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { shownModels } from '../../db/voting/shown-models.ts'
import { type Answer, recordVote } from '../../db/voting/votes.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { planPairs } from '../../server/pairing/planning.ts'

export type MadeOutput = {
  id: string
  prompt: string
  model: string
  output: string
  tags?: string[]
  approach?: string
  cost?: number
  latency?: number
}

/** `prompts` questions, answered by each model; every second prompt is about code. */
export const outputsOf = (models: string[], prompts: number): MadeOutput[] =>
  Array.from({ length: prompts }, (_, n) =>
    models.map((model) => ({
      id: `p${n}`,
      prompt: `What about question ${n}?`,
      model,
      output: `${'A thing is known. '.repeat(1 + ((n + model.length) % 3))}Answer ${n} of the ${model} kind`,
      tags: n % 2 === 0 ? ['code'] : ['prose'],
    })),
  ).flat()

type Made = { slug: string; outputs: MadeOutput[]; settings?: Record<string, unknown> }

export async function openMadeStudy(db: Db, { slug, outputs, settings = {} }: Made): Promise<Study> {
  const study = await createStudy(
    db,
    NewStudy.parse({ name: slug, slug, question: 'Which?', repeat_share: 0, ...settings }),
  )
  await addOutputs(db, { study, outputs })
  await setStudyState(db, { id: study.id, state: 'open' })
  return study
}

export async function addOutputs(db: Db, { study, outputs }: { study: Study; outputs: MadeOutput[] }) {
  const text = outputs.map((output) => JSON.stringify(output)).join('\n')
  const file = { name: 'made.jsonl', open: () => Readable.from([Buffer.from(text)]) }
  const { state, report } = await importFiles(db, {
    study,
    files: [file],
    options: {},
    dryRun: false,
    by: 'test',
  })
  if (state !== 'published') throw new Error(JSON.stringify(report.problems))
}

export async function joinMade(db: Db, study: Study): Promise<{ studyId: number; testerId: number }> {
  const invite = { studyId: study.id, kind: 'open' as const, count: 1, label: '', cap: null, expires: null }
  const [made] = await createInvites(db, invite)
  const found = await findInvite(db, made?.code ?? '')
  const joined = found && (await joinStudy(db, { ...found, locale: 'en' }))
  const tester = joined && (await findTester(db, { key: study.key, token: joined.token }))
  if (!tester) throw new Error('not joined')
  return { studyId: study.id, testerId: tester.id }
}

type Who = { studyId: number; testerId: number }
type Judge = (shown: { a: string; b: string; prompt: number }) => Answer['outcome']

export const answerOf = (outcome: Answer['outcome']): Answer => ({
  outcome,
  strength: null,
  criteria: {},
  reasons: [],
  comment: '',
})

/** The next pair by the real path, answered. @returns its comparison, or null when there is nothing left */
export async function castVote(db: Db, { study, who, judge }: { study: Study; who: Who; judge: Judge }) {
  const live =
    (await handOutPair(db, who)) ?? ((await planPairs(db, { study })) > 0 ? await handOutPair(db, who) : null)
  if (!live) return null
  const shown = await shownModels(db, { studyId: study.id, comparison: live.id })
  const vote = { ...who, comparison: live.id, answer: answerOf(judge(shown)), claims: {}, input: 'click' }
  await recordVote(db, vote)
  return { comparison: live.id, ...shown }
}
