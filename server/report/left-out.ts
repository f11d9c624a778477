import { clusterRows } from '../stats/clusters.ts'
import { eloPerLogOdds } from '../stats/elo.ts'
import type { Component, RankOptions } from '../stats/ranking.ts'
import { tallyOf } from '../stats/tally.ts'
import { strengthsOfTally } from '../stats/tally-strengths.ts'

/** What happens to the ranking when one tester, or one prompt, is left out. */
export type LeftOut = {
  /** How many were left out in turn, and of how many. */
  tried: number
  of: number
  /** Those without whom another model leads, and which one. */
  changing: { name: string; leader: string }[]
  /** The largest change of one model's strength. */
  largest: { name: string; model: string; elo: number } | null
}

/** Beyond this only those with the most votes are tried. */
const mostTried = 400

type Asked = { names: readonly string[]; models: readonly string[]; options: RankOptions }

/** Refits the strengths without each of the groups in turn. O(groups · models³ + votes). */
export function leaveOneOut(
  { members, fit }: Component,
  by: 'tester' | 'prompt',
  { names, models, options }: Asked,
): LeftOut | null {
  const ids = fit?.table[by]
  if (!fit || !ids) return null
  const rules = {
    ties: options.ties ?? 'half',
    bothBad: options.bothBad ?? 'tie',
    orderEffect: fit.orderEffect ? 'fit' : 'ignore',
  } as const
  const { order, starts, unknown } = clusterRows([ids])
  const sizes = [...starts.keys()].slice(0, -1).map((g) => ({
    from: starts[g] as number,
    to: starts[g + 1] as number,
  }))
  if (sizes.length < 2) return null
  const tried = sizes.sort((x, y) => y.to - y.from - (x.to - x.from)).slice(0, mostTried)
  const tally = tallyOf(fit.table)
  const base = strengthsOfTally(tally, rules)
  const leader = topOf(base.theta)
  const changing: LeftOut['changing'] = []
  let largest: LeftOut['largest'] = null
  for (const { from, to } of tried) {
    const rows = order.subarray(from, to)
    const name = names[ids[rows[0] as number] as number] ?? ''
    const { theta } = strengthsOfTally(less(tally, fit.table, rows), rules, base.parameters)
    const first = topOf(theta)
    const nameOf = (k: number) => models[members[k] as number] as string
    if (first !== leader) changing.push({ name, leader: nameOf(first) })
    for (const [k, value] of theta.entries()) {
      const elo = eloPerLogOdds * (value - (base.theta[k] as number))
      if (!largest || Math.abs(elo) > Math.abs(largest.elo)) largest = { name, model: nameOf(k), elo }
    }
  }
  return { tried: tried.length, of: sizes.length + unknown, changing, largest }
}

type Table = NonNullable<Component['fit']>['table']

function less(tally: ReturnType<typeof tallyOf>, table: Table, rows: Int32Array) {
  const { first, second, outcome, weight } = table
  const rest = { size: tally.size, counts: tally.counts.slice() }
  for (const row of rows) {
    const cell =
      ((first[row] as number) * tally.size + (second[row] as number)) * 4 + (outcome[row] as number)
    rest.counts[cell] = (rest.counts[cell] as number) - (weight?.[row] ?? 1)
  }
  return rest
}

const topOf = (theta: Float64Array): number =>
  theta.reduce((best, value, k) => (value > (theta[best] as number) ? k : best), 0)
