import { Readable } from 'node:stream'
import type { Db } from '../../db/connection/client.ts'
import { createStudy, findStudy, setStudyState } from '../../db/studies/studies.ts'
import { createInvites, findInvite } from '../../db/testers/invites.ts'
import { findTester, joinStudy } from '../../db/testers/testers.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { shownModels } from '../../db/voting/shown-models.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'
import { importFiles } from '../../server/importing/importing.ts'
import { planPairs } from '../../server/pairing/planning.ts'

type Who = { studyId: number; testerId: number }
type Outcome = 'a' | 'b' | 'tie' | 'both_bad' | 'skip'
type Shown = { a: string; b: string; prompt: number; number: number }

/** An open study with outputs of these models to so many prompts, each output saying what it is. */
export async function openStudy(
  db: Db,
  {
    slug,
    models,
    prompts,
    ...settings
  }: { slug: string; models: string[]; prompts: number; votes_per_pair?: number },
): Promise<Study> {
  const made = NewStudy.parse({
    name: `Study ${slug}`,
    slug,
    question: 'Which?',
    repeat_share: 0,
    ...settings,
  })
  const study = await createStudy(db, made)
  const lines = Array.from({ length: prompts }, (_, n) =>
    models.map((model) =>
      JSON.stringify({ id: `p${n}`, prompt: `Question ${n}?`, model, output: `Answer ${n} of ${model}` }),
    ),
  ).flat()
  await importFiles(db, {
    study,
    files: [{ name: 'outputs.jsonl', open: () => Readable.from([Buffer.from(lines.join('\n'))]) }],
    options: {},
    dryRun: false,
    by: 'test',
  })
  await setStudyState(db, { id: study.id, state: 'open' })
  await planPairs(db, { study })
  return reread(db, slug)
}

export async function join(db: Db, study: Study): Promise<Who> {
  const links = { studyId: study.id, kind: 'open' as const, count: 1, label: '', cap: null, expires: null }
  const [invite] = await createInvites(db, links)
  const found = await findInvite(db, invite?.code ?? '')
  const joined = found && (await joinStudy(db, { ...found, locale: 'en' }))
  const tester = joined && (await findTester(db, { key: found.key, token: joined.token }))
  if (!tester) throw new Error('not joined')
  return { studyId: study.id, testerId: tester.id }
}

/** Answers up to so many comparisons; says how many there were. */
export async function answer(
  db: Db,
  who: Who,
  { count, choose }: { count: number; choose: (shown: Shown) => Outcome },
): Promise<number> {
  for (let number = 0; number < count; number += 1) {
    const live = await handOutPair(db, who)
    if (!live) return number
    const shown = await shownModels(db, { studyId: who.studyId, comparison: live.id })
    await recordVote(db, {
      ...who,
      comparison: live.id,
      answer: {
        outcome: choose({ ...shown, number }),
        strength: null,
        criteria: {},
        reasons: [],
        comment: '',
      },
      claims: {},
      input: 'key',
    })
  }
  return count
}

export async function reread(db: Db, slug: string): Promise<Study> {
  const study = await findStudy(db, { slug, only: null })
  if (!study) throw new Error(`There is no study ${slug}`)
  return study
}
