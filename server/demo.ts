import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../db/connection/client.ts'
import { packageRoot } from '../db/connection/package-root.ts'
import { createStudy, findStudy, setStudyState } from '../db/studies/studies.ts'
import { createInvites, findInvite } from '../db/testers/invites.ts'
import { findTester, joinStudy, markSimulated } from '../db/testers/testers.ts'
import { handOutPair } from '../db/voting/comparisons.ts'
import { shownModels } from '../db/voting/shown-models.ts'
import { recordVote } from '../db/voting/votes.ts'
import { demoCrowd, demoStudy } from '../demo/study.ts'
import { simulateVotes } from '../demo/votes.ts'
import { NewStudy } from './domain/settings/study-settings.ts'
import type { Study } from './domain/study.ts'
import { importFiles } from './importing/importing.ts'
import { planPairs } from './pairing/planning.ts'

/** The demo study, open, with its simulated votes; made the first time, found again after that. */
export async function loadDemo(db: Db): Promise<Study> {
  const known = await findStudy(db, { slug: demoStudy.slug, only: null })
  if (known) return known
  const study = await createDemoStudy(db)
  await castSimulatedVotes(db, study)
  return study
}

export async function createDemoStudy(db: Db): Promise<Study> {
  const { votesPerPair, maxVotesPerTester, repeatShare, ...same } = demoStudy
  const study = await createStudy(
    db,
    NewStudy.parse({
      ...same,
      choices: [...same.choices],
      votes_per_pair: votesPerPair,
      max_votes_per_tester: maxVotesPerTester,
      repeat_share: repeatShare,
    }),
  )
  const files = ['prompts.jsonl', 'outputs.jsonl'].map((name) => ({
    name,
    open: () => createReadStream(join(packageRoot, 'demo', name)),
  }))
  const { state, report } = await importFiles(db, { study, files, options: {}, dryRun: false, by: 'demo' })
  if (state !== 'published')
    throw new Error(`The demo outputs were refused: ${JSON.stringify(report.problems)}`)
  await setStudyState(db, { id: study.id, state: 'open' })
  while ((await planPairs(db, { study })) > 0);
  return study
}

async function castSimulatedVotes(db: Db, study: Study): Promise<void> {
  const { seed, testers, votesPerTester, label } = demoCrowd
  const answer = simulateVotes({ seed, testers })
  const [invite] = await createInvites(db, {
    studyId: study.id,
    kind: 'open',
    count: 1,
    label,
    cap: testers,
    expires: null,
  })
  const found = await findInvite(db, invite?.code ?? '')
  if (!found) throw new Error('The invite for the simulated votes is gone')
  for (let number = 0; number < testers; number++) {
    const joined = await joinStudy(db, { ...found, locale: 'en' })
    const tester = joined && (await findTester(db, { key: study.key, token: joined.token }))
    if (!tester) throw new Error('A simulated tester could not join')
    const who = { studyId: study.id, testerId: tester.id }
    await markSimulated(db, who)
    for (let vote = 0; vote < votesPerTester; vote++) {
      const live = await handOutPair(db, who)
      if (!live) break
      const { a, b, prompt } = await shownModels(db, { studyId: study.id, comparison: live.id })
      const outcome = answer({ a, b, prompt, tester: number })
      await recordVote(db, {
        ...who,
        comparison: live.id,
        answer: { outcome, strength: null, criteria: {}, reasons: [], comment: '' },
        claims: { simulated: true },
        input: 'simulated',
      })
    }
  }
}
