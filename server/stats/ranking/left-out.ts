import type { ComponentFit } from '../strengths/component-fit.ts'
import { strengthsOfTally } from '../strengths/tally-strengths.ts'
import { clusterRows } from '../votes/clusters.ts'
import type { OutcomeRule } from '../votes/outcomes.ts'
import { type Tally, tallyOf } from '../votes/tally.ts'

/** The votes of one tester, or on one prompt. */
export interface Group {
  id: number
  /** The table's rows by group, and where this one's stand. */
  order: Int32Array
  from: number
  to: number
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
    const [from, to] = [starts[g] as number, starts[g + 1] as number]
    return { id: ids[order[from] as number] as number, order, from, to }
  })
  if (groups.length + unknown < 2) return null
  return groups.sort((x, y) => y.to - y.from - (x.to - x.from))
}

/** Strengths with all groups, and a function that fits them again without one. O(rows), then O(models³) a group. */
export function refitting(fit: ComponentFit, rule: OutcomeRule) {
  const rules = { ...rule, orderEffect: fit.orderEffect ? 'fit' : 'ignore' } as const
  const tally = tallyOf(fit.table)
  const base = strengthsOfTally(tally, rules, fit.strengths.parameters)
  const without = (group: Group): Refit => {
    const { theta } = strengthsOfTally(tallyWithout(tally, fit, group), rules, base.parameters)
    return { id: group.id, theta, leader: leaderOf(theta) }
  }
  return { base: base.theta, leader: leaderOf(base.theta), without }
}

/** The group with the most rows of those without which another model leads. */
export function firstToFlip(fit: ComponentFit, groups: readonly Group[], rule: OutcomeRule): Group | null {
  const { leader, without } = refitting(fit, rule)
  return groupsThatMatter(fit, groups).find((group) => without(group).leader !== leader) ?? null
}

/**
 * A group with the share s of a model's scores, in absolute terms, moves a lead by no more than 1.05 + 5 s times what
 * one Newton step says.
 */
const margin = (share: number) => 1.05 + 5 * share
/** A group with this share of them is always fitted again, and any that met a model with so few votes. */
const large = 0.4
const few = 30

/**
 * The groups without which another model could lead: those whose Newton step comes near the leader's lead over
 * anyone, and those that met a model of few votes or hold much of what its strength rests on. Of all others a refit changes no leader.
 *
 * One step moves θ by −H⁻¹ Σ u over the group. O(rows + groups · models · models met).
 */
export function groupsThatMatter(fit: ComponentFit, groups: readonly Group[]): Group[] {
  const { theta, bread, parameters } = fit.strengths
  const count = parameters.length
  const leader = leaderOf(theta)
  const leads = theta.map((value) => Math.max(1e-9, (theta[leader] as number) - value))
  const most = largestPulls(fit, leader, leads)
  const { votes, scores } = totalsByModel(fit)
  const pulls = createPulls(count)
  return groups.filter((group) => {
    gather(pulls, fit, group)
    const { met, pull, own } = pulls
    let [bound, share] = [0, 0]
    for (const k of met) {
      if ((votes[k] ?? Infinity) < few) return true
      share = Math.max(share, (own[k] as number) / (scores[k] ?? Infinity))
      bound += Math.abs(pull[k] as number) * (most[k] as number)
    }
    if (share >= large) return true
    if (bound * margin(share) < 1) return false
    return leads.some((lead, rival) => {
      if (rival === leader) return false
      let moved = 0
      for (const k of met) {
        const weight = (bread[leader * count + k] as number) - (bread[rival * count + k] as number)
        moved += weight * (pull[k] as number)
      }
      return moved * margin(share) >= lead
    })
  })
}

/** Of one group at a time: summed scores by parameter, the same in absolute terms, and whose they are. */
interface Pulls {
  met: number[]
  pull: Float64Array
  own: Float64Array
}

const createPulls = (count: number): Pulls => ({
  met: [],
  pull: new Float64Array(count),
  own: new Float64Array(count),
})

function gather(pulls: Pulls, fit: ComponentFit, { order, from, to }: Group): void {
  const { table, scores, orderEffect, strengths } = fit
  for (const k of pulls.met) pulls.pull[k] = pulls.own[k] = 0
  pulls.met.length = 0
  const add = (k: number, score: number, times: number) => {
    if (pulls.own[k] === 0) pulls.met.push(k)
    pulls.pull[k] = (pulls.pull[k] as number) + times * score
    pulls.own[k] = (pulls.own[k] as number) + times * Math.max(Math.abs(score), Number.MIN_VALUE)
  }
  for (let at = from; at < to; at++) {
    const row = order[at] as number
    const times = table.weight?.[row] ?? 1
    const score = scores.eta[row] as number
    add(table.first[row] as number, score, times)
    add(table.second[row] as number, -score, times)
    if (orderEffect) add(strengths.size, score, times)
    if (scores.lambda) add(strengths.parameters.length - 1, scores.lambda[row] as number, times)
  }
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

/** Votes of each model, and its scores in absolute terms. */
function totalsByModel({ table, scores }: ComponentFit) {
  const totals = {
    votes: new Float64Array(table.models.length),
    scores: new Float64Array(table.models.length),
  }
  for (let row = 0; row < table.length; row++) {
    const times = table.weight?.[row] ?? 1
    for (const side of [table.first, table.second]) {
      const model = side[row] as number
      totals.votes[model] = (totals.votes[model] as number) + times
      totals.scores[model] = (totals.scores[model] as number) + times * Math.abs(scores.eta[row] as number)
    }
  }
  return totals
}

function tallyWithout(tally: Tally, { table }: ComponentFit, { order, from, to }: Group): Tally {
  const { first, second, outcome, weight } = table
  const rest = { size: tally.size, counts: tally.counts.slice() }
  for (let at = from; at < to; at++) {
    const row = order[at] as number
    const cell =
      ((first[row] as number) * tally.size + (second[row] as number)) * 4 + (outcome[row] as number)
    rest.counts[cell] = (rest.counts[cell] as number) - (weight?.[row] ?? 1)
  }
  return rest
}

const leaderOf = (theta: Float64Array): number =>
  theta.reduce((best, value, k) => (value > (theta[best] as number) ? k : best), 0)
