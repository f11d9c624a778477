import { evidenceOf } from './decisions/evidence.ts'
import type { RankRules } from './rank-options.ts'
import { testDifferences } from './rank-sets.ts'
import type { Component } from './ranking.ts'
import { varianceOf } from './sandwich.ts'
import { meetings, type Tally } from './tally.ts'
import type { VoteTable } from './vote-table.ts'

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

type Context = { table: VoteTable; tally: Tally; rules: RankRules }

/** Every pair of a component, played or not, with fixed-n tests (Holm over all of them) and sequential ones. */
export function rankPairs({ members, fit }: Component, { table, tally, rules }: Context): RankedPair[] {
  if (!fit) return []
  const { theta } = fit.strengths
  const order = [...members.keys()].sort((x, y) => (theta[y] as number) - (theta[x] as number) || x - y)
  const differences = order.flatMap((a, k) =>
    order.slice(k + 1).map((b) => {
      const variance = varianceOf(fit.sandwich, a, b)
      const se = variance > 0 ? Math.sqrt(variance) : null
      return { a, b, estimate: (theta[a] as number) - (theta[b] as number), se }
    }),
  )
  const { degrees } = fit.sandwich
  return testDifferences(differences, degrees).map(({ a, b, estimate, se, p, pHolm }) => {
    const i = members[a] as number
    const j = members[b] as number
    const met = meetings(tally, i, j)
    const votes = met.wins + met.losses + met.ties + met.bothBad
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
      ...(se === null ? noEvidence : evidenceOf({ estimate, se, degrees }, votes, rules)),
    }
  })
}

const noEvidence = { e_value: null, low: null, high: null }
