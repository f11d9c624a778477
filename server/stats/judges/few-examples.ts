import { clopperPearson, type Interval } from '../errors/proportion.ts'
import { signTest } from '../tests/sign-test.ts'

export interface FewExamples {
  /** Examples that most people decided for the first, for the second, and for neither. */
  wins: number
  losses: number
  undecided: number
  /** Exact two-sided sign test over examples. */
  p: number
  /** Share of decided examples won by the first, with its Clopper–Pearson interval; null when none is decided. */
  share: ({ value: number } & Interval) | null
  /** Examples of `wins + losses` that one side would have to win for p below 1 − level; null when not even all do. */
  needed: number | null
  /** The smallest number of examples at which winning all of them is enough. */
  fewest: number
}

/**
 * What a handful of examples can show. The example, not the vote, is what counts: ten people agreeing on one prompt
 * say nothing about the next prompt.
 *
 * @param leads per example the votes for the first less those for the second.
 * @param level coverage, such as 0.95.
 * @throws RangeError on an impossible level.
 * @example fewExamples([3, 2, 3, 1, 1], 0.95).p // 0.0625: five of five can still be chance
 */
export function fewExamples(leads: readonly number[], level: number): FewExamples {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, got ${level}`)
  const wins = leads.filter((lead) => lead > 0).length
  const losses = leads.filter((lead) => lead < 0).length
  const decided = wins + losses
  const interval = decided === 0 ? null : clopperPearson({ successes: wins, n: decided, level })
  return {
    wins,
    losses,
    undecided: leads.length - decided,
    p: signTest(wins, losses),
    share: interval && { value: wins / decided, ...interval },
    needed: winsNeeded(decided, level),
    fewest: fewestExamples(level),
  }
}

function winsNeeded(decided: number, level: number): number | null {
  for (let wins = Math.floor(decided / 2) + 1; wins <= decided; wins++) {
    if (signTest(wins, decided - wins) < 1 - level) return wins
  }
  return null
}

function fewestExamples(level: number): number {
  let examples = 1
  while (signTest(examples, 0) >= 1 - level) examples += 1
  return examples
}
