import type { Db } from '../db/connection/client.ts'
import { handOutPair } from '../db/voting/comparisons.ts'
import { recordVote } from '../db/voting/votes.ts'
import { planPairs } from '../server/pairing/planning.ts'
import { withThrowAwayDatabase } from './setup/database.ts'
import { median, ms, percentile, table, timed } from './setup/figures.ts'
import { gridStudy } from './setup/grid.ts'
import { joinTesters } from './setup/testers.ts'

const sizes = [
  { models: 5, prompts: 100 },
  { models: 50, prompts: 82 },
  { models: 227, prompts: 400 },
]
const testers = 30
const votesEach = 20

/** Hand-out and planning times as the number of possible pairs grows; goal: flat, hand-out ≤ 5 ms median. */
export default async function handout(): Promise<void> {
  await withThrowAwayDatabase(async ({ db }) => {
    const rows: string[][] = []
    for (const size of sizes) rows.push(await measure(db, size))
    const head = ['possible pairs', 'models', 'prompts', 'hand-outs', 'hand-out p50 ms', 'p95 ms', 'plans']
    table(
      'Hand-out by number of possible pairs (one connection)',
      [...head, 'first plan ms', 'next plan p50 ms'],
      rows,
    )
  })
}

async function measure(db: Db, { models, prompts }: { models: number; prompts: number }): Promise<string[]> {
  const study = await gridStudy(db, { slug: `grid-${models}`, models, prompts })
  const first = await timed(() => planPairs(db, { study }))
  const plans: number[] = []
  const handOuts: number[] = []
  for (const { tester } of await joinTesters(db, { studyId: study.id, count: testers })) {
    const who = { studyId: study.id, testerId: tester.id }
    for (let vote = 0; vote < votesEach; vote++) {
      const { value: live, ms: took } = await timed(() => handOutPair(db, who))
      if (live) handOuts.push(took)
      else plans.push((await timed(() => planPairs(db, { study }))).ms)
      if (live) await answer(db, { ...who, comparison: live.id })
    }
  }
  while (plans.length < 5) plans.push((await timed(() => planPairs(db, { study }))).ms)
  const possible = (prompts * models * (models - 1)) / 2
  return [
    possible.toLocaleString('en'),
    String(models),
    String(prompts),
    String(handOuts.length),
    ms(median(handOuts)),
    ms(percentile(handOuts, 0.95)),
    String(plans.length),
    ms(first.ms),
    ms(median(plans)),
  ]
}

async function answer(db: Db, place: { studyId: number; testerId: number; comparison: string }) {
  const empty = { strength: null, criteria: {}, reasons: [], comment: '' }
  await recordVote(db, { ...place, answer: { outcome: 'a', ...empty }, claims: {}, input: 'bench' })
}
