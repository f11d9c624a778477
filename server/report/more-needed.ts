import { logStudentEValue } from '../stats/decisions/t-mixture.ts'
import { type VotesRange, votesRange } from '../stats/decisions/votes-range.ts'
import { decisionError } from '../stats/errors/contrasts.ts'
import { decisionVarianceOf, rowVarianceOf } from '../stats/errors/sandwich.ts'
import { votesForPrecision } from '../stats/planning/plan.ts'
import type { Component, RankedPair } from '../stats/ranking/ranking.ts'

/**
 * What would settle a pair that cannot be told apart: more votes of the same testers on the same prompts, or more
 * testers, or more prompts, each with votes in proportion. `votes`, `testers` and `prompts` take the difference as it
 * is estimated, which it is not: to be shown with a range or not at all. `null`: nothing of that kind would.
 */
export type MoreNeeded = {
  a: string
  b: string
  votes: number | null
  testers: number | null
  prompts: number | null
  /** Further votes of the same testers on the same prompts; null: they would not tell. */
  range: VotesRange | null
  /** Further votes of the same testers, on new prompts. */
  onNewPrompts: VotesRange | null
}

type Asked = { pairs: readonly RankedPair[]; models: readonly string[]; votes: number; alpha: number }

/** One entry a pair that is not settled at the e-value of its component, m / alpha over m pairs. */
export function moreNeeded(
  components: readonly Component[],
  { pairs, models, votes, alpha }: Asked,
): MoreNeeded[] {
  return components.flatMap(({ members, fit }) => {
    if (!fit) return []
    const place = new Map(members.map((model, k) => [models[model] as string, k]))
    const own = pairs.filter(({ a, b }) => place.has(a) && place.has(b))
    const threshold = Math.log((members.length * (members.length - 1)) / 2 / alpha)
    return own.flatMap((pair) => {
      const [i, j] = [place.get(pair.a) as number, place.get(pair.b) as number]
      const { degrees } = fit.sandwich
      const { difference } = pair
      const se = decisionError(fit, i, j)
      if (se === null || difference === 0) return []
      if (logStudentEValue({ estimate: difference, se, degrees }) >= threshold) return []
      const target = targetError({ difference, se }, { threshold, degrees })
      const at = { i, j, votes, target }
      return [
        {
          a: pair.a,
          b: pair.b,
          ...neededFor(fit.sandwich, at),
          ...rangesOf(fit.sandwich, { ...at, se, difference, threshold }),
        },
      ]
    })
  })
}

type Bar = { threshold: number; degrees: number }

/** The standard error at which this difference would reach the threshold; null where none would, of so few clusters. */
function targetError(
  { difference, se }: { difference: number; se: number },
  { threshold, degrees }: Bar,
): number | null {
  const reached = (error: number) =>
    logStudentEValue({ estimate: difference, se: error, degrees }) >= threshold
  let [low, high] = [se / 1e4, se]
  if (!reached(low)) return null
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high)
    if (reached(middle)) low = middle
    else high = middle
  }
  return low
}

type Open = Precision & { se: number; difference: number; threshold: number }

function rangesOf(
  sandwich: Sandwich,
  { i, j, votes, se, difference, threshold }: Open,
): Pick<MoreNeeded, 'range' | 'onNewPrompts'> {
  const row = rowVarianceOf(sandwich, i, j)
  const variance = se ** 2
  const { prompt } = clusterParts(sandwich, { i, j, row, variance })
  const { degrees } = sandwich
  const of = (shrinking: number) => votesRange({ difference, variance, shrinking, degrees, votes, threshold })
  return { range: of(row), onNewPrompts: of(row + prompt) }
}

type Sandwich = NonNullable<Component['fit']>['sandwich']
type Precision = { i: number; j: number; votes: number; target: number | null }

function neededFor(
  sandwich: Sandwich,
  { i, j, votes, target }: Precision,
): Pick<MoreNeeded, 'votes' | 'testers' | 'prompts'> {
  const row = rowVarianceOf(sandwich, i, j)
  const variance = decisionVarianceOf(sandwich, i, j)
  if (!(row > 0) || target === null) return { votes: null, testers: null, prompts: null }
  const enough = votesForPrecision({ votes, rowVariance: row, variance, targetSe: target })
  const { tester, prompt } = clusterParts(sandwich, { i, j, row, variance })
  const more = (now: number | null, shrinks: number, stays: number) => {
    const room = target ** 2 - stays
    return now === null || room <= 0 ? null : Math.max(1, Math.ceil(now * ((row + shrinks) / room - 1)))
  }
  return {
    votes: enough === null ? null : Math.max(1, enough - votes),
    testers: more(sandwich.testers, tester, prompt),
    prompts: more(sandwich.prompts, prompt, tester),
  }
}

/** What testers and prompts add to the variance of single votes. */
function clusterParts(
  sandwich: Sandwich,
  { i, j, row, variance }: { i: number; j: number; row: number; variance: number },
): { tester: number; prompt: number } {
  const { used, testers, prompts } = sandwich
  const [, byTester, byPrompt] = used
  if (byTester && byPrompt) {
    const part = (covariance: Float64Array) =>
      Math.max(0, rowVarianceOf({ ...sandwich, row: covariance }, i, j) - row)
    return { tester: part(byTester), prompt: part(byPrompt) }
  }
  const rest = Math.max(0, variance - row)
  if (testers !== null && prompts !== null) return { tester: rest / 2, prompt: rest / 2 }
  return { tester: testers === null ? 0 : rest, prompt: prompts === null ? 0 : rest }
}
