import type { Outcome } from '../../domain/outcome.ts'
import { type Share, shareOf } from '../errors/share.ts'
import { canonicalWinner } from '../special/canonical.ts'
import { normalCdf } from '../special/distributions.ts'
import { ascending, quantileOfSorted } from '../special/quantile.ts'
import { benjaminiHochberg } from '../tests/multiplicity.ts'

/** One vote as it was given; `a` is the model shown first. */
export interface TesterVote {
  tester: string
  /** What was compared: two votes with the same item are about the same two outputs. */
  item: string
  a: string
  b: string
  winner: Outcome
  seconds: number | null
}

export interface TesterQuality {
  tester: string
  /** Votes without repeats. */
  votes: number
  /** Of votes without repeats, as is the share of the first side. */
  medianSeconds: number | null
  /** Repeats on which the same model won as before; a tie and "both bad" are the same. */
  selfConsistency: Share | null
  /** How often the side shown first won, among decisive votes. */
  leftShare: Share | null
  /** Decisive votes that went with the majority of the others, where the others had one. */
  majorityAgreement: Share | null
  /** Agrees with the majority less than the other testers do, beyond chance and their usual spread. */
  differsFromPeers: boolean
}

const FALSE_DISCOVERIES = 0.05

/**
 * What a study's votes say about each tester. It reports and leaves out nobody; "differs from peers" may be taste.
 *
 * A tester's second and later votes on an item are repeats. Everything is counted in canonical model order, so
 * swapped sides change only the left share. Agreement is compared with the pooled agreement of everyone else; the
 * differences are scaled by their own median and interquartile range (an empirical null, never narrower than
 * chance) and adjusted by Benjamini–Hochberg at 5 %.
 *
 * @param votes in the order they were given, skips left out.
 * @param level coverage of the Wilson intervals.
 * @returns one entry a tester, in order of first appearance.
 * @throws RangeError on an impossible level.
 */
export function testerQuality(votes: readonly TesterVote[], level = 0.95): TesterQuality[] {
  const byTester = groupByTester(votes)
  const firstVotes = [...byTester.values()].flatMap((own) => splitRepeats(own).first)
  const tallies = tallyItems(firstVotes)
  const agreements = new Map([...byTester].map(([tester, own]) => [tester, majorityMatches(own, tallies)]))
  const different = differentTesters(agreements)
  return [...byTester].map(([tester, own]) => ({
    tester,
    ...habits(own, level),
    majorityAgreement: shareOf(agreements.get(tester) ?? [], (matches) => matches, level),
    differsFromPeers: different.has(tester),
  }))
}

function groupByTester(votes: readonly TesterVote[]): Map<string, TesterVote[]> {
  const groups = new Map<string, TesterVote[]>()
  for (const vote of votes) {
    const own = groups.get(vote.tester)
    if (own) own.push(vote)
    else groups.set(vote.tester, [vote])
  }
  return groups
}

function habits(own: readonly TesterVote[], level: number) {
  const { first, repeats } = splitRepeats(own)
  const decisive = first.filter((vote) => vote.winner === 'a' || vote.winner === 'b')
  const leftShare = shareOf(decisive, (vote) => vote.winner === 'a', level)
  const seconds = ascending(first.flatMap((vote) => vote.seconds ?? []))
  return {
    votes: first.length,
    medianSeconds: seconds.length === 0 ? null : quantileOfSorted(seconds, 0.5),
    selfConsistency: shareOf(
      repeats,
      ([before, after]) => canonicalWinner(before) === canonicalWinner(after),
      level,
    ),
    leftShare,
  }
}

function splitRepeats(own: readonly TesterVote[]): {
  first: TesterVote[]
  repeats: [TesterVote, TesterVote][]
} {
  const earlier = new Map<string, TesterVote>()
  const repeats: [TesterVote, TesterVote][] = []
  for (const vote of own) {
    const before = earlier.get(vote.item)
    if (before) repeats.push([before, vote])
    else earlier.set(vote.item, vote)
  }
  return { first: [...earlier.values()], repeats }
}

/** Per item, decisive votes for the model that sorts first minus those against it. */
function tallyItems(votes: readonly TesterVote[]): Map<string, number> {
  const balance = new Map<string, number>()
  for (const vote of votes) balance.set(vote.item, (balance.get(vote.item) ?? 0) + canonicalWinner(vote))
  return balance
}

function majorityMatches(own: readonly TesterVote[], tallies: Map<string, number>): boolean[] {
  return splitRepeats(own).first.flatMap((vote) => {
    const verdict = canonicalWinner(vote)
    const others = (tallies.get(vote.item) ?? 0) - verdict
    return verdict === 0 || others === 0 ? [] : [verdict === Math.sign(others)]
  })
}

function differentTesters(agreements: Map<string, boolean[]>): Set<string> {
  const pooled = total([...agreements.values()].flat())
  const scores = [...agreements].flatMap(([tester, matches]) => {
    const own = total(matches)
    const rest = pooled.all - own.all
    if (own.all === 0 || rest === 0) return []
    const rate = (pooled.yes - own.yes + 0.5) / (rest + 1)
    return [{ tester, z: (own.yes - own.all * rate) / Math.sqrt(own.all * rate * (1 - rate)) }]
  })
  if (scores.length < 3) return new Set()
  const sorted = ascending(scores.map(({ z }) => z))
  const centre = quantileOfSorted(sorted, 0.5)
  const spread = Math.max(1, (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / 1.349)
  const adjusted = benjaminiHochberg(scores.map(({ z }) => normalCdf((z - centre) / spread)))
  return new Set(
    scores.filter((_, index) => (adjusted[index] ?? 1) <= FALSE_DISCOVERIES).map(({ tester }) => tester),
  )
}

function total(matches: readonly boolean[]): { yes: number; all: number } {
  return { yes: matches.filter((match) => match).length, all: matches.length }
}
