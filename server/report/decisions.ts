import type { Decision } from '../stats/decisions/decide.ts'
import { anyTimeAlone } from '../stats/decisions/error-shares.ts'
import { FLOORS, smallestP } from '../stats/decisions/floors.ts'
import { scheduleOf } from '../stats/decisions/planned-looks.ts'
import { snapshotOf } from '../stats/decisions/snapshot.ts'
import { type Footing, footingByModel } from '../stats/errors/footing.ts'
import { type RankOptions, withDefaults } from '../stats/ranking/rank-options.ts'
import type { Component, RankedPair, Ranking } from '../stats/ranking/ranking.ts'
import type { Lacking } from '../stats/ranking/too-early.ts'
import { clusteringOf } from '../stats/votes/clusters.ts'
import type { MoreNeeded } from './more-needed.ts'

export type Decided = {
  better: string
  worse: string
  basis: 'e' | 'look'
  e: number | null
  p: number | null
  /** The two never met. */
  indirect: boolean
  pair: RankedPair
}

export type Undecided = {
  /** The one that stands higher now. */
  first: string
  second: string
  verdict: 'open' | 'too_early'
  e: number | null
  indirect: boolean
  /** How far its e-value is on the way to the threshold, by its logarithm: 0 to 1. */
  share: number
  pair: RankedPair
  more: MoreNeeded | null
  /** What its models lack before they are judged; empty unless it is too early. */
  short: Short[]
}

/** What a model's own votes lack before it is called better or worse than another. */
export type Short = {
  model: string
  votes: number
  /** Clusters that are too few, counted as so many even ones, and the smallest p they could give. */
  clusters: { of: 'testers' | 'prompts'; number: number; effective: number; bestP: number } | null
}

/** Models that were compared with each other, best first. */
export type Group = {
  models: string[]
  /** What it lacks before its ranking is shown; null where nothing. */
  lacking: Lacking | null
  /** Those whom no decision puts below another. */
  leaders: string[]
  /** The e-value that decides a pair; null for a model on its own. */
  threshold: number | null
}

/** All that the votes have decided, and what they have not: the one source of "better", "open" and "too early". */
export type Decisions = {
  groups: Group[]
  /** By the place of the better model, then of the other. */
  decided: Decided[]
  undecided: Undecided[]
  floors: typeof FLOORS
}

type Asked = {
  ranking: Ranking
  components: readonly Component[]
  options: RankOptions
  more: readonly MoreNeeded[]
}

/** A ranking's decisions, with what each group and pair still lacks. O(pairs). */
export function decisionsOf({ ranking, components, options, more }: Asked): Decisions {
  const thresholds = thresholdsOf(components, { votes: ranking.counts.votes, options })
  const grounds = components.map((_, group) => {
    return { lacking: lackingIn(ranking, group), threshold: thresholds[group] ?? null }
  })
  return layDecisions(ranking, { grounds, more, shortOf: shortages(components) })
}

function lackingIn(ranking: Ranking, group: number): Lacking | null {
  const found = ranking.lacking.find(({ component }) => component === group)
  return found ? { votes: found.votes, testers: found.testers } : null
}

type Known = {
  /** By the number of the component. */
  grounds: Pick<Group, 'lacking' | 'threshold'>[]
  more: readonly MoreNeeded[]
  shortOf: (model: string) => Short[]
}

/** Decisions by group and place; none of a group for which it is too early. */
export function layDecisions(ranking: Ranking, { grounds, more, shortOf }: Known): Decisions {
  const place = new Map(ranking.models.map((model, k) => [model.model, { at: k, group: model.component }]))
  const placeOf = (model: string) => place.get(model)?.at ?? 0
  const groundOf = (model: string) => grounds[place.get(model)?.group ?? 0]
  const known = judgedPairs(ranking).filter(({ pair }) => !groundOf(pair.a)?.lacking)
  const beaten = new Set(known.map(({ decision }) => decision.worse))
  return {
    groups: grounds.map((ground, group) => {
      const models = ranking.models.filter(({ component }) => component === group).map(({ model }) => model)
      return { models, leaders: models.filter((model) => !beaten.has(model)), ...ground }
    }),
    decided: known
      .flatMap(decidedOf)
      .sort((x, y) => placeOf(x.better) - placeOf(y.better) || placeOf(x.worse) - placeOf(y.worse)),
    undecided: known
      .flatMap(({ decision, pair }): Undecided[] => {
        const { verdict, e, indirect } = decision
        if (verdict === 'better') return []
        const [first, second] = placeOf(pair.a) <= placeOf(pair.b) ? [pair.a, pair.b] : [pair.b, pair.a]
        const share = evidence(e, groundOf(first)?.threshold ?? null)
        const short = verdict === 'too_early' ? [first, second].flatMap(shortOf) : []
        return [{ first, second, verdict, e, indirect, share, pair, more: moreFor(pair, more), short }]
      })
      .sort((x, y) => placeOf(x.first) - placeOf(y.first) || placeOf(x.second) - placeOf(y.second)),
    floors: FLOORS,
  }
}

type Judged = { decision: Decision; pair: RankedPair }

function judgedPairs({ decisions, pairs }: Ranking): Judged[] {
  const found = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair]))
  return decisions.flatMap((decision) => {
    const pair = found.get(keyOf(...decision.pair))
    return pair ? [{ decision, pair }] : []
  })
}

const keyOf = (a: string, b: string) => JSON.stringify(a < b ? [a, b] : [b, a])

function decidedOf({ decision, pair }: Judged): Decided[] {
  const { better, worse, basis, e, p, indirect } = decision
  return better !== null && worse !== null && basis ? [{ better, worse, basis, e, p, indirect, pair }] : []
}

/** An e-value that is missing is too small or too large for a number; what is too large is decided. */
function evidence(e: number | null, threshold: number | null): number {
  if (e === null || threshold === null || e <= 1) return 0
  return Math.min(1, Math.log(e) / Math.log(threshold))
}

function moreFor(pair: RankedPair, more: readonly MoreNeeded[]): MoreNeeded | null {
  return more.find(({ a, b }) => keyOf(a, b) === keyOf(pair.a, pair.b)) ?? null
}

type Settings = { votes: number; options: RankOptions }

/** m / α over the m pairs of a group, α the share of the error that is kept for looking at any time. */
function thresholdsOf(components: readonly Component[], { votes, options }: Settings): (number | null)[] {
  const rules = withDefaults(options)
  const { isOver } = scheduleOf(rules.planned, votes)
  return components.map(({ fit }) => {
    if (!fit) return null
    const count = fit.table.models.length
    return (count * (count - 1)) / 2 / (isOver ? anyTimeAlone : snapshotOf(fit, rules).shares).any
  })
}

/** The shortages of a model, worked out where they are asked for. */
function shortages(components: readonly Component[]): (model: string) => Short[] {
  const known = new Map<string, Footing>()
  return (model) => {
    const fit = components.find((component) => component.fit?.table.models.includes(model))?.fit
    if (fit && !known.has(model)) {
      const footings = footingByModel(fit.table, clusteringOf(fit.table, 'auto'))
      for (const [k, name] of fit.table.models.entries()) known.set(name, footings[k] as Footing)
    }
    const footing = known.get(model)
    return footing ? shortageOf(model, footing) : []
  }
}

function shortageOf(model: string, { votes, testers, prompts }: Footing): Short[] {
  const fewest = (['testers', 'prompts'] as const)
    .flatMap((of) => {
      const sizes = of === 'testers' ? testers : prompts
      return sizes && sizes.effective < FLOORS.clusters ? [{ of, ...sizes }] : []
    })
    .sort((x, y) => x.effective - y.effective)[0]
  const lacking = Math.max(0, FLOORS.votes - votes)
  if (lacking === 0 && !fewest) return []
  const clusters = fewest && {
    of: fewest.of,
    number: fewest.number,
    effective: fewest.effective,
    bestP: smallestP(fewest.number),
  }
  return [{ model, votes: lacking, clusters: clusters ?? null }]
}
