import { contrastOf, strengthErrors } from '../errors/contrasts.ts'
import { probabilityBest } from '../errors/p-best.ts'
import type { Rate } from '../errors/win-rate.ts'
import { studentQuantile } from '../special/distributions.ts'
import type { ComponentFit } from '../strengths/component-fit.ts'
import { eloBase, eloPerLogOdds } from '../strengths/elo.ts'
import { meetings, type Tally } from '../votes/tally.ts'
import type { VoteTable } from '../votes/vote-table.ts'
import type { RankRules } from './rank-options.ts'
import { rankIntervals, type TestedDifference } from './rank-sets.ts'
import type { Component } from './ranking.ts'

export interface RankedModel {
  model: string
  theta: number
  se: number | null
  theta_low: number | null
  theta_high: number | null
  elo: number
  elo_low: number | null
  elo_high: number | null
  rank: number
  rank_low: number
  rank_high: number
  p_best: number | null
  votes: number
  wins: number
  losses: number
  ties: number
  both_bad: number
  win_rate: number | null
  win_rate_low: number | null
  win_rate_high: number | null
  both_bad_rate: number | null
  both_bad_rate_low: number | null
  both_bad_rate_high: number | null
  component: number
  provisional: boolean
}

type Rates = { wins: (Rate | null)[]; bothBad: (Rate | null)[] }
type Context = {
  table: VoteTable
  tally: Tally
  rules: RankRules
  /** The tests of every component's pairs, by component. */
  tests: readonly (readonly TestedDifference[])[]
  rates: Rates
}

/** The models by strength, then component; those of different components cannot be compared, whatever their order. */
export function rankModels(components: readonly Component[], context: Context): RankedModel[] {
  const models = components.flatMap((component, number) => {
    const places = strengthsOf(component, context.tests[number] ?? [], context)
    return component.members.map((model, k) => ({
      model: context.table.models[model] as string,
      ...(places[k] as Place),
      ...recordOf(model, context),
      component: number,
      provisional: component.fit?.provisional ?? false,
    }))
  })
  return models.sort(
    (one, other) => other.theta - one.theta || one.component - other.component || byName(one, other),
  )
}

const byName = (one: RankedModel, other: RankedModel) => (one.model < other.model ? -1 : 1)

/** Strengths closer than this are equal: Newton's method stops at moves of 1e-10. */
const EQUAL = 1e-9

type Place = Pick<
  RankedModel,
  | 'theta'
  | 'se'
  | 'theta_low'
  | 'theta_high'
  | 'elo'
  | 'elo_low'
  | 'elo_high'
  | 'rank'
  | 'rank_low'
  | 'rank_high'
  | 'p_best'
>

const alone: Place = {
  theta: 0,
  se: null,
  theta_low: null,
  theta_high: null,
  elo: eloBase,
  elo_low: null,
  elo_high: null,
  rank: 1,
  rank_low: 1,
  rank_high: 1,
  p_best: null,
}

function strengthsOf(
  { members, fit }: Component,
  tests: readonly TestedDifference[],
  { table, rules }: Context,
): Place[] {
  if (!fit) return members.map(() => alone)
  const { theta } = fit.strengths
  const quantile = studentQuantile(1 - (1 - rules.level) / 2, fit.sandwich.degrees)
  const names = members.map((model) => table.models[model] as string)
  const ranks = rankIntervals(members.length, tests, 1 - rules.level)
  const best = bestShares(fit, rules.seed)
  const errors = strengthErrors(fit)
  const anchor = rules.anchor === null ? -1 : names.indexOf(rules.anchor)
  return names.map((_, k) => {
    const value = theta[k] as number
    const se = errors[k] ?? null
    const half = se === null ? null : quantile * se
    return {
      theta: value,
      se,
      theta_low: half === null ? null : value - half,
      theta_high: half === null ? null : value + half,
      ...eloOf(fit, k, { anchor, half, quantile }),
      rank: 1 + theta.reduce((better, other) => better + Number(other > value + EQUAL), 0),
      rank_low: ranks[k]?.low ?? 1,
      rank_high: ranks[k]?.high ?? members.length,
      p_best: best?.[k] ?? null,
    }
  })
}

type EloContext = { anchor: number; half: number | null; quantile: number }

/** Centred on 1000, or with the anchor fixed there: then the others' intervals are those of differences to it. */
function eloOf(fit: ComponentFit, k: number, { anchor, half, quantile }: EloContext) {
  const { theta } = fit.strengths
  const from = anchor >= 0 ? (theta[anchor] as number) : 0
  const elo = eloBase + eloPerLogOdds * ((theta[k] as number) - from)
  const width = anchor < 0 ? half : k === anchor ? 0 : widthTo(fit, k, anchor, quantile)
  return {
    elo,
    elo_low: width === null ? null : elo - eloPerLogOdds * width,
    elo_high: width === null ? null : elo + eloPerLogOdds * width,
  }
}

function widthTo(fit: ComponentFit, k: number, anchor: number, quantile: number): number | null {
  const { se } = contrastOf(fit, k, anchor)
  return se === null ? null : quantile * se
}

function bestShares(fit: ComponentFit, seed: number): Float64Array | null {
  const { bread, count } = fit.sandwich
  const at = (i: number, j: number) => bread[i * count + j] as number
  return probabilityBest(
    fit.strengths.theta,
    {
      se: (i, j) => contrastOf(fit, i, j).se,
      spread: (i, j) => at(i, i) + at(j, j) - at(i, j) - at(j, i),
    },
    { seed },
  )
}

function recordOf(model: number, { table, tally, rates }: Context) {
  const record = { wins: 0, losses: 0, ties: 0, bothBad: 0 }
  for (let other = 0; other < table.models.length; other++) {
    if (other === model) continue
    const met = meetings(tally, model, other)
    record.wins += met.wins
    record.losses += met.losses
    record.ties += met.ties
    record.bothBad += met.bothBad
  }
  const wins = rates.wins[model]
  const bothBad = rates.bothBad[model]
  return {
    votes: record.wins + record.losses + record.ties + record.bothBad,
    wins: record.wins,
    losses: record.losses,
    ties: record.ties,
    both_bad: record.bothBad,
    win_rate: wins?.rate ?? null,
    win_rate_low: wins?.low ?? null,
    win_rate_high: wins?.high ?? null,
    both_bad_rate: bothBad?.rate ?? null,
    both_bad_rate_low: bothBad?.low ?? null,
    both_bad_rate_high: bothBad?.high ?? null,
  }
}
