import { clusterRows } from './clusters.ts'
import type { ComponentFit } from './component-fit.ts'
import type { OutcomeRule } from './outcomes.ts'
import { type Tally, tallyOf } from './tally.ts'
import { strengthsOfTally } from './tally-strengths.ts'

/** The votes of one tester, or on one prompt. */
export interface Group {
  id: number
  rows: Int32Array
}

/** Strengths without one group. */
export interface Refit {
  id: number
  theta: Float64Array
  leader: number
}

/** Rows by tester or prompt, those with the most rows first; null without at least two to leave out in turn. */
export function groupsOf({ table }: ComponentFit, by: 'tester' | 'prompt'): Group[] | null {
  const ids = table[by]
  if (!ids) return null
  const { order, starts, unknown } = clusterRows([ids])
  const groups = [...starts.keys()].slice(0, -1).map((g) => {
    const rows = order.subarray(starts[g] as number, starts[g + 1] as number)
    return { id: ids[rows[0] as number] as number, rows }
  })
  if (groups.length + unknown < 2) return null
  return groups.sort((x, y) => y.rows.length - x.rows.length)
}

/** Fits the strengths again without each of the groups. O(groups · models³ + rows). */
export function refitWithout(
  fit: ComponentFit,
  groups: readonly Group[],
  rule: OutcomeRule,
): { base: Float64Array; leader: number; refits: Refit[] } {
  const rules = { ...rule, orderEffect: fit.orderEffect ? 'fit' : 'ignore' } as const
  const tally = tallyOf(fit.table)
  const base = strengthsOfTally(tally, rules)
  const refits = groups.map(({ id, rows }) => {
    const { theta } = strengthsOfTally(tallyWithout(tally, fit, rows), rules, base.parameters)
    return { id, theta, leader: leaderOf(theta) }
  })
  return { base: base.theta, leader: leaderOf(base.theta), refits }
}

/** Removal moves a lead by no more than this many times what one Newton step says, of a group of less than `large`. */
const margin = 3
/** A group with this share of a model's votes is always fitted again, and any that met a model with so few. */
const large = 0.4
const few = 30

/**
 * The groups without which another model could lead: those whose one Newton step would take a third of the leader's
 * lead over anyone, and those that met a model of few votes or cast many of its votes. Of all others a refit changes no leader.
 *
 * One step moves θ by −H⁻¹ Σ u over the group. O(rows + groups · models · models met).
 */
export function groupsThatMatter(fit: ComponentFit, groups: readonly Group[]): Group[] {
  const { theta, bread, parameters } = fit.strengths
  const count = parameters.length
  const leader = leaderOf(theta)
  const leads = theta.map((value) => Math.max(1e-9, (theta[leader] as number) - value))
  const most = largestPulls(fit, leader, leads)
  const votes = votesByModel(fit)
  return groups.filter(({ rows }) => {
    const { pulls, own } = pullsOf(fit, rows)
    let bound = 0
    for (const [k, { pull, share }] of pulls) {
      const all = votes[k] as number
      if (share !== null && (all < few || share >= large * all)) return true
      bound += Math.abs(pull) * (most[k] as number)
    }
    if (own === 0 || bound * margin < 1) return false
    return leads.some((lead, rival) => {
      if (rival === leader) return false
      let moved = 0
      for (const [k, { pull }] of pulls) {
        moved += ((bread[leader * count + k] as number) - (bread[rival * count + k] as number)) * pull
      }
      return moved * margin >= lead
    })
  })
}

type Pull = { pull: number; share: number | null }

/** Summed scores of some rows by parameter, and their votes by model. */
function pullsOf({ table, scores, orderEffect, strengths }: ComponentFit, rows: Int32Array) {
  const pulls = new Map<number, Pull>()
  let own = 0
  const add = (k: number, pull: number, share: number | null) => {
    const known = pulls.get(k)
    if (!known) pulls.set(k, { pull, share })
    else {
      known.pull += pull
      if (share !== null) known.share = (known.share ?? 0) + share
    }
  }
  for (const row of rows) {
    const times = table.weight?.[row] ?? 1
    const score = times * (scores.eta[row] as number)
    own += times
    add(table.first[row] as number, score, times)
    add(table.second[row] as number, -score, times)
    if (orderEffect) add(strengths.size, score, null)
    if (scores.lambda) add(strengths.parameters.length - 1, times * (scores.lambda[row] as number), null)
  }
  return { pulls, own }
}

/** For each parameter the most that a unit of score can take of any lead, as a share of it. */
function largestPulls({ strengths }: ComponentFit, leader: number, leads: Float64Array): Float64Array {
  const { bread, parameters } = strengths
  const count = parameters.length
  return Float64Array.from({ length: count }, (_, k) =>
    leads.reduce((most, lead, rival) => {
      if (rival === leader) return most
      const weight = (bread[leader * count + k] as number) - (bread[rival * count + k] as number)
      return Math.max(most, Math.abs(weight) / lead)
    }, 0),
  )
}

function votesByModel({ table }: ComponentFit): Float64Array {
  const votes = new Float64Array(table.models.length)
  for (let row = 0; row < table.length; row++) {
    for (const side of [table.first, table.second]) {
      const model = side[row] as number
      votes[model] = (votes[model] as number) + (table.weight?.[row] ?? 1)
    }
  }
  return votes
}

function tallyWithout(tally: Tally, { table }: ComponentFit, rows: Int32Array): Tally {
  const { first, second, outcome, weight } = table
  const rest = { size: tally.size, counts: tally.counts.slice() }
  for (const row of rows) {
    const cell =
      ((first[row] as number) * tally.size + (second[row] as number)) * 4 + (outcome[row] as number)
    rest.counts[cell] = (rest.counts[cell] as number) - (weight?.[row] ?? 1)
  }
  return rest
}

const leaderOf = (theta: Float64Array): number =>
  theta.reduce((best, value, k) => (value > (theta[best] as number) ? k : best), 0)
