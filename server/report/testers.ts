import { outcomes } from '../domain/outcome.ts'
import { type TesterQuality, type TesterVote, testerQuality } from '../stats/agreement/tester-quality.ts'
import { type Answers, SKIP } from './answers.ts'
import { repeatsOf } from './repeats.ts'
import { flagsOf, type TesterFlag } from './tester-flags.ts'

export type TesterHabits = Omit<TesterQuality, 'tester' | 'differsFromPeers'> & {
  /** The made-up name. */
  name: string
  /** Of pairs that were no repeats. */
  skips: number
  flags: TesterFlag[]
}

/** Habits of every tester who answered, in order of their first answer. */
export function testerHabits(answers: Answers, level: number): TesterHabits[] {
  const skips = new Map<string, number>()
  const votes: TesterVote[] = []
  const items = new Map<number, string>()
  const itemOf = (pair: number) => {
    const known = items.get(pair) ?? String(pair)
    items.set(pair, known)
    return known
  }
  const repeats = new Set(repeatsOf(answers).map(({ again }) => again))
  for (let row = 0; row < answers.length; row++) {
    if (answers.repeat[row] === 1 && !repeats.has(row)) continue
    const tester = answers.testers[answers.tester[row] as number] as string
    const seconds = answers.seconds[row] as number
    if (answers.outcome[row] === SKIP) skips.set(tester, (skips.get(tester) ?? 0) + 1)
    else
      votes.push({
        tester,
        item: itemOf(answers.pair[row] as number),
        a: answers.models[answers.first[row] as number] as string,
        b: answers.models[answers.second[row] as number] as string,
        winner: outcomes[answers.outcome[row] as number] as (typeof outcomes)[number],
        seconds: Number.isNaN(seconds) ? null : seconds,
      })
  }
  return testerQuality(votes, level).map(({ tester, differsFromPeers, ...habits }) => ({
    ...habits,
    name: tester,
    skips: skips.get(tester) ?? 0,
    flags: flagsOf({ ...habits, left: habits.leftShare, differsFromPeers }),
  }))
}
