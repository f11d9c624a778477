import { evidenceOf } from '../decisions/evidence.ts'
import { contrastOf, decisionError } from '../errors/contrasts.ts'
import { meetings, type Tally } from '../votes/tally.ts'
import type { VoteTable } from '../votes/vote-table.ts'
import type { RankRules } from './rank-options.ts'
import { adjustDifferences, type TestedDifference } from './rank-sets.ts'
import type { Component } from './ranking.ts'

/** Two models of one component; `difference` is θ of a less θ of b, a the stronger. */
export interface RankedPair {
  a: string
  b: string
  votes: number
  wins_a: number
  wins_b: number
  ties: number
  both_bad: number
  difference: number
  se: number | null
  p: number | null
  p_holm: number | null
  e_value: number | null
  low: number | null
  high: number | null
}

/** Listing all pairs of more models than this takes longer than ranking them. */
export const mostListed = 200
/** With `top`, the pairs among the first so many models of a component. */
export const topModels = 20

type Context = { table: VoteTable; tally: Tally; rules: RankRules }

/** The tests of all pairs of a component, played or not, Holm over all of them: by strength, the stronger first. */
export function testPairs({ fit }: Component): TestedDifference[] {
  if (!fit) return []
  const order = byStrength(fit.strengths.theta)
  return adjustDifferences(
    order.flatMap((a, k) => order.slice(k + 1).map((b) => ({ a, b, ...contrastOf(fit, a, b) }))),
  )
}

/** The pairs that are asked for, with their fixed-n tests and sequential ones. */
export function rankPairs(
  { members, fit }: Component,
  tested: readonly TestedDifference[],
  { table, tally, rules }: Context,
): RankedPair[] {
  if (!fit) return []
  const { degrees } = fit.sandwich
  return listed(tested, fit.strengths.theta, pairsListed(rules, table)).map((test) => {
    const { a, b, estimate, se, p, pHolm } = test
    const i = members[a] as number
    const j = members[b] as number
    const met = meetings(tally, i, j)
    const error = decisionError(fit, a, b)
    const votes = met.wins + met.losses + met.ties + met.bothBad
    const evidence = error === null ? noEvidence : evidenceOf({ estimate, se: error, degrees }, votes, rules)
    return {
      a: table.models[i] as string,
      b: table.models[j] as string,
      votes,
      wins_a: met.wins,
      wins_b: met.losses,
      ties: met.ties,
      both_bad: met.bothBad,
      difference: estimate,
      se,
      p,
      p_holm: pHolm,
      e_value: evidence.e_value,
      low: evidence.low,
      high: evidence.high,
    }
  })
}

const noEvidence = { e_value: null, low: null, high: null }

export function pairsListed({ pairs }: RankRules, { models }: VoteTable): 'all' | 'top' | 'none' {
  return pairs ?? (models.length > mostListed ? 'top' : 'all')
}

function listed(tested: readonly TestedDifference[], theta: Float64Array, asked: 'all' | 'top' | 'none') {
  if (asked === 'none') return []
  if (asked === 'all') return tested
  const top = new Set(byStrength(theta).slice(0, topModels))
  return tested.filter(({ a, b }) => top.has(a) && top.has(b))
}

const byStrength = (theta: Float64Array): number[] =>
  [...theta.keys()].sort((x, y) => (theta[y] as number) - (theta[x] as number) || x - y)
