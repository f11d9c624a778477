import type { Observation } from '../db/observations.ts'
import type { ResultsProps, Trust } from '../views/results/props.ts'
import { canonicalWinner } from './stats/canonical.ts'
import { krippendorffAlpha } from './stats/krippendorff.ts'
import { nominalAlphaInterval } from './stats/krippendorff-interval.ts'
import { ratedUnits } from './stats/ratings.ts'
import { shareOf } from './stats/share.ts'
import { type TesterVote, testerQuality } from './stats/tester-quality.ts'

type Answer = Observation & { outcome: TesterVote['winner'] }

const isAnswer = (observation: Observation): observation is Answer => observation.outcome !== 'skip'
const winnerOf = ({ a, b, outcome }: Answer) => canonicalWinner({ a, b, winner: outcome })
const resamples = 500

/** How far the answers of a study can be relied on. */
export function trustOf(observations: Observation[], level: number): Trust {
  const shown = observations.filter(({ purpose }) => purpose === 'vote')
  const votes = shown.filter(isAnswer)
  const decisive = votes.filter(({ outcome }) => outcome === 'a' || outcome === 'b')
  return {
    left: shareOf(decisive, ({ outcome }) => outcome === 'a', level),
    ties: shareOf(votes, ({ outcome }) => outcome === 'tie', level),
    skips: shareOf(shown, ({ outcome }) => outcome === 'skip', level),
    selfAgreement: shareOf(repeatsOf(observations.filter(isAnswer)), ([one, two]) => one === two, level),
    alpha: alphaOf(votes, level),
  }
}

/** What a tester answered first on a pair and again with the sides swapped, in model order. */
function repeatsOf(answers: Answer[]): [number, number][] {
  const keyOf = ({ tester, pair }: Answer) => `${pair} ${tester}`
  const first = new Map<string, number>()
  for (const answer of answers) if (answer.purpose === 'vote') first.set(keyOf(answer), winnerOf(answer))
  return answers.flatMap((answer) => {
    const before = answer.purpose === 'repeat' ? first.get(keyOf(answer)) : undefined
    return before === undefined ? [] : [[before, winnerOf(answer)] satisfies [number, number]]
  })
}

function alphaOf(votes: Answer[], level: number): Trust['alpha'] {
  const units = new Map<number, number[]>()
  for (const vote of votes) units.set(vote.pair, [...(units.get(vote.pair) ?? []), winnerOf(vote)])
  const ratings = [...units.values()]
  const value = krippendorffAlpha(ratings, 'nominal')
  if (value === null) return null
  const interval = nominalAlphaInterval(ratings, { seed: 1, resamples, level })
  return {
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    units: ratedUnits(ratings).length,
  }
}

/** Habits of every tester who answered, excluded or not. */
export function testerRowsOf(observations: Observation[], level: number): ResultsProps['testers'] {
  const votes = observations.filter(isAnswer).map(({ tester, pair, a, b, outcome, seconds }) => ({
    ...{ tester, a, b, seconds },
    item: String(pair),
    winner: outcome,
  }))
  const known = new Map<string, { skips: number; excluded: string }>()
  for (const { tester, outcome, excluded } of observations) {
    const skips = (known.get(tester)?.skips ?? 0) + Number(outcome === 'skip')
    known.set(tester, { skips, excluded })
  }
  return testerQuality(votes, level).map(({ tester, leftZ: _, ...habits }) => ({
    ...habits,
    name: tester,
    skips: known.get(tester)?.skips ?? 0,
    excluded: known.get(tester)?.excluded ?? '',
  }))
}
