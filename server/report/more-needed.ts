import { logEValue } from '../stats/e-values.ts'
import { votesForPrecision } from '../stats/plan.ts'
import type { Component, RankedPair } from '../stats/ranking.ts'
import { rowVarianceOf, varianceOf } from '../stats/sandwich.ts'

/**
 * What would settle a pair that cannot be told apart, if its difference stays as estimated: more votes of the same
 * testers on the same prompts, or more testers, or more prompts, each with votes in proportion. `null`: nothing of
 * that kind would.
 */
export type MoreNeeded = {
  a: string
  b: string
  votes: number | null
  testers: number | null
  prompts: number | null
}

type Asked = { pairs: readonly RankedPair[]; models: readonly string[]; votes: number; alpha: number }

/** One entry a pair that is not settled at the e-value of its component, m / alpha over m pairs. */
export function moreNeeded(
  components: readonly Component[],
  { pairs, models, votes, alpha }: Asked,
): MoreNeeded[] {
  return components.flatMap((component) => {
    const { members, fit } = component
    if (!fit) return []
    const place = new Map(members.map((model, k) => [models[model] as string, k]))
    const own = pairs.filter(({ a, b }) => place.has(a) && place.has(b))
    const threshold = Math.log(own.length / alpha)
    return own.flatMap((pair) => {
      const [i, j] = [place.get(pair.a) as number, place.get(pair.b) as number]
      const target = targetError(pair, threshold)
      if (target === null) return []
      return [{ a: pair.a, b: pair.b, ...neededFor(fit.sandwich, { i, j, votes, target }) }]
    })
  })
}

/** The standard error at which this difference would reach the threshold; null where it has, or there is none. */
function targetError({ difference, se }: RankedPair, threshold: number): number | null {
  if (se === null || difference === 0) return null
  const reached = (error: number) => logEValue({ estimate: difference, se: error }) >= threshold
  if (reached(se)) return null
  let [low, high] = [se / 1e4, se]
  if (!reached(low)) return null
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high)
    if (reached(middle)) low = middle
    else high = middle
  }
  return low
}

type Sandwich = NonNullable<Component['fit']>['sandwich']
type Precision = { i: number; j: number; votes: number; target: number }

function neededFor(sandwich: Sandwich, { i, j, votes, target }: Precision): Omit<MoreNeeded, 'a' | 'b'> {
  const row = rowVarianceOf(sandwich, i, j)
  const variance = varianceOf(sandwich, i, j)
  if (!(row > 0)) return { votes: null, testers: null, prompts: null }
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
