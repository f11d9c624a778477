import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../../db/connection/client.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { recordVote } from '../../db/voting/votes.ts'
import { planPairs } from '../../server/pairing/planning.ts'
import { gridStudy } from './grid.ts'
import { joinTesters } from './testers.ts'

const voters = 5
const answer = { outcome: 'a' as const, strength: null, criteria: {}, reasons: [], comment: '' }

export type Steady = { slug: string; stop: () => Promise<{ votes: number; perSecond: number }> }

/** A study that gets so many votes a second until it is told to stop; says how many it did get. */
export async function steadyVotes(
  db: Db,
  { slug, perSecond }: { slug: string; perSecond: number },
): Promise<Steady> {
  const settings = { votes_per_pair: 20, repeat_share: 0 }
  const study = await gridStudy(db, { slug, models: 5, prompts: 200, settings })
  const joined = await joinTesters(db, { studyId: study.id, count: 20 })
  await planPairs(db, { study })
  const started = performance.now()
  let votes = 0
  let isOn = true
  const voter = async (first: number) => {
    for (let turn = first; isOn; turn += voters) {
      const who = { studyId: study.id, testerId: joined[turn % joined.length]?.tester.id ?? 0 }
      const live = await handOutPair(db, who)
      if (live) {
        await recordVote(db, { ...who, comparison: live.id, answer, claims: {}, input: 'bench' })
        votes += 1
      } else await planPairs(db, { study })
      await pause(Math.max(0, started + (1000 * votes) / perSecond - performance.now()))
    }
  }
  const voting = Promise.all(Array.from({ length: voters }, (_, n) => voter(n)))
  const stop = async () => {
    isOn = false
    await voting
    return { votes, perSecond: votes / ((performance.now() - started) / 1000) }
  }
  return { slug, stop }
}
