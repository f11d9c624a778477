import type { ComponentFit } from './component-fit.ts'
import { studentQuantile } from './distributions.ts'
import { eloBase, eloPerLogOdds } from './elo.ts'
import { probabilityBest } from './p-best.ts'
import type { RankRules } from './rank-options.ts'
import { rankIntervals } from './rank-sets.ts'
import type { RankedPair } from './ranked-pairs.ts'
import type { Component } from './ranking.ts'
import { varianceOf } from './sandwich.ts'
import { meetings, type Tally } from './tally.ts'
import type { VoteTable } from './vote-table.ts'
import type { Rate } from './win-rate.ts'

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
  pairs: readonly RankedPair[]
  rates: Rates
}

/** The table of models by strength; those of different components cannot be compared, whatever their order. */
export function rankModels(components: readonly Component[], context: Context): RankedModel[] {
  const models = components.flatMap((component, number) => {
    const places = strengthsOf(component, context)
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

function strengthsOf({ members, fit }: Component, { table, rules, pairs }: Context): Place[] {
  if (!fit) return members.map(() => alone)
  const { theta } = fit.strengths
  const quantile = studentQuantile(1 - (1 - rules.level) / 2, fit.sandwich.degrees)
  const names = members.map((model) => table.models[model] as string)
  const ranks = rankIntervals(members.length, testedAmong(names, pairs), 1 - rules.level)
  const best = bestShares(fit, rules.seed)
  const anchor = rules.anchor === null ? -1 : names.indexOf(rules.anchor)
  return names.map((_, k) => {
    const value = theta[k] as number
    const half = halfWidth(varianceOf(fit.sandwich, k), quantile)
    const variance = varianceOf(fit.sandwich, k)
    return {
      theta: value,
      se: variance > 0 ? Math.sqrt(variance) : null,
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
  const width =
    anchor < 0 ? half : k === anchor ? 0 : halfWidth(varianceOf(fit.sandwich, k, anchor), quantile)
  return {
    elo,
    elo_low: width === null ? null : elo - eloPerLogOdds * width,
    elo_high: width === null ? null : elo + eloPerLogOdds * width,
  }
}

const halfWidth = (variance: number, quantile: number): number | null =>
  variance > 0 ? quantile * Math.sqrt(variance) : null

function testedAmong(names: string[], pairs: readonly RankedPair[]) {
  const place = new Map(names.map((name, k) => [name, k]))
  return pairs.flatMap((pair) => {
    const a = place.get(pair.a)
    const b = place.get(pair.b)
    if (a === undefined || b === undefined) return []
    return [{ a, b, estimate: pair.difference, se: pair.se, p: pair.p, pHolm: pair.p_holm }]
  })
}

function bestShares(fit: ComponentFit, seed: number): Float64Array | null {
  const { size, theta } = fit.strengths
  const { main, count } = fit.sandwich
  const variances = Float64Array.from({ length: size }, (_, k) => Math.max(0, varianceOf(fit.sandwich, k)))
  if (variances.every((variance) => variance === 0)) return null
  const covariance = Float64Array.from({ length: size * size }, (_, at) => {
    return main[Math.floor(at / size) * count + (at % size)] as number
  })
  return probabilityBest(theta, { covariance, variances }, { seed })
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
