import type { Decision } from '../decisions/decide.ts'
import { rowVarianceOf, varianceOf } from '../errors/sandwich.ts'
import { bothBadValues, clusteredRates, winValues } from '../errors/win-rate.ts'
import { studentCdf } from '../special/distributions.ts'
import { type ComponentFit, fitComponent, priorSd } from '../strengths/component-fit.ts'
import { eloPerLogOdds } from '../strengths/elo.ts'
import { cellsOfTally } from '../votes/cells.ts'
import { type ClusterChoice, type Clustering, clusteringOf } from '../votes/clusters.ts'
import { beatOrTied, strongComponents, weakComponents } from '../votes/components.ts'
import { usedOutcomes, usedVotes } from '../votes/outcomes.ts'
import { type Tally, tallyOf } from '../votes/tally.ts'
import { countVotes, type VoteCounts } from '../votes/vote-counts.ts'
import { checkVotes, selectVotes, type VoteTable } from '../votes/vote-table.ts'
import { type Fragility, fragility } from './fragility.ts'
import { type RankOptions, type RankRules, withDefaults } from './rank-options.ts'
import { decidePairs } from './ranked-decisions.ts'
import { type RankedModel, rankModels } from './ranked-models.ts'
import { type RankedPair, rankPairs, testPairs } from './ranked-pairs.ts'
import { warningsOf } from './ranking-warnings.ts'
import { type Lacking, lackingOf } from './too-early.ts'

export type { RankOptions } from './rank-options.ts'
export type { RankedModel } from './ranked-models.ts'
export type { RankedPair } from './ranked-pairs.ts'

/** A ranking with all its doubts, as `tiebreak rank --json` prints it. Numbers unrounded, null where undefined. */
export interface Ranking {
  method: {
    ties: 'half' | 'davidson' | 'drop'
    cluster: Exclude<ClusterChoice, 'auto'>
    se: 'max' | 'plain'
    order_effect: boolean
    level: number
    prior: { sd: number } | null
  }
  counts: VoteCounts & { effective_votes: number }
  models: RankedModel[]
  pairs: RankedPair[]
  order_effect: { theta: number; elo: number; se: number | null; p: number | null } | null
  tie_parameter: number | null
  covariates: { name: string; beta: number; se: number | null; p: number | null }[]
  connectivity: { components: number; strongly_connected: boolean }
  fragility: Fragility
  decisions: Decision[]
  /** Every component has fewer than 10 votes or 3 testers. The numbers stand, with wide intervals; they say next to nothing. */
  too_early: boolean
  /** Components that have fewer, and what each lacks. */
  lacking: (Lacking & { component: number })[]
  warnings: string[]
}

/** One component of the comparison graph: its models by their index in the whole table, and its fit. */
export interface Component {
  members: number[]
  /** Null for a model that was compared with no other. */
  fit: ComponentFit | null
}

/**
 * Ranks models by votes: Bradley–Terry (or Davidson) strengths with cluster-robust intervals, simultaneous rank
 * intervals, win rates, sequential tests of every pair, and what the result hangs on.
 *
 * Each weak component of "was compared with" is its own table. A strongly connected one has its maximum-likelihood
 * fit; any other is fitted by MAP under θ ~ N(0, 2²) and marked provisional.
 *
 * @param table votes by columns; not changed.
 * @returns models sorted by strength, whatever their component; θ sums to 0 within a component, and only strengths of
 *   one component can be compared.
 * @throws RangeError for votes that name unknown models, repeat a name, compare a model with itself, or carry a count
 *   that is not a positive integer; for an unknown anchor or covariate.
 * @see docs/statistics.md
 */
export function rank(table: VoteTable, options: RankOptions = {}): Ranking {
  return rankInFull(table, options).ranking
}

/** The ranking with the fits it came from, for questions that go beyond the table. */
export function rankInFull(
  table: VoteTable,
  options: RankOptions = {},
): { ranking: Ranking; components: Component[] } {
  const rules = withDefaults(options)
  checkVotes(table)
  if (rules.anchor !== null && !table.models.includes(rules.anchor)) {
    throw new RangeError(`Cannot rank: there is no model "${rules.anchor}" to anchor at`)
  }
  const tally = tallyOf(table)
  const used = usedVotes(table, rules)
  const clusters = clusteringOnce(rules.cluster)
  const { components, strong } = fitComponents(used, used === table ? tally : tallyOf(used), rules, clusters)
  const main = largestFit(components)
  const effective = effectiveShare(components)
  const counts = countVotes(table)
  const rates = ratesOf(table, used, rules, clusters)
  const tests = components.map(testPairs)
  const paired = components.map((component, k) => ({
    component,
    pairs: rankPairs(component, tests[k] ?? [], { table, tally, rules }),
  }))
  const lacking = lackingOf(components, table)
  const refit = (votes: VoteTable) => fitVotes(votes, rules)
  const ranking: Ranking = {
    method: {
      ties: rules.ties,
      cluster: clusterUsed(used, rules.cluster),
      se: rules.se,
      order_effect: main?.orderEffect ?? false,
      level: rules.level,
      prior: components.some(({ fit }) => fit?.provisional) ? { sd: priorSd } : null,
    },
    counts: { ...counts, effective_votes: counts.votes * effective },
    models: rankModels(components, { table, tally, rules, tests, rates }),
    pairs: paired.flatMap(({ pairs }) => pairs),
    order_effect: main && orderEffectOf(main),
    tie_parameter: main?.strengths.logNu == null ? null : Math.exp(main.strengths.logNu),
    covariates: main ? covariatesOf(main, rules) : [],
    connectivity: { components: components.length, strongly_connected: strong.length === 1 },
    fragility: fragilityOf(components, table, rules),
    decisions: decidePairs(paired, { table, votes: counts.votes, rules, refit }),
    too_early: lacking.every((one) => one !== null),
    lacking: lacking.flatMap((one, component) => (one ? [{ component, ...one }] : [])),
    warnings: warningsOf(components, { table, rules, votes: counts.votes }),
  }
  return { ranking, components }
}

/** The components of any votes, those that the rules leave out taken away. */
export function fitVotes(votes: VoteTable, rules: RankRules): Component[] {
  const used = usedVotes(votes, rules)
  return fitComponents(used, tallyOf(used), rules).components
}

/** Fits every weak component of the votes in use; `strong` are the groups that have a finite maximum. */
export function fitComponents(
  used: VoteTable,
  tally: Tally,
  rules: RankRules,
  clusters: ClusteringBy = clusteringOnce(rules.cluster),
): { components: Component[]; strong: number[][] } {
  const edges = beatOrTied(cellsOfTally(tally, rules, false))
  const strong = strongComponents(edges)
  const components = weakComponents(edges).map((members) => {
    if (members.length < 2) return { members, fit: null }
    const votes = votesAmong(used, members)
    const isStrong = strong.some((group) => group.length === members.length && group[0] === members[0])
    return { members, fit: fitComponent(votes, rules, isStrong, clusters(votes)) }
  })
  return { components, strong }
}

function votesAmong(table: VoteTable, members: number[]): VoteTable {
  if (members.length === table.models.length) return table
  const place = new Int32Array(table.models.length).fill(-1)
  members.forEach((model, k) => {
    place[model] = k
  })
  return selectVotes(table, {
    keep: (row) => (place[table.first[row] as number] as number) >= 0,
    models: members.map((model) => table.models[model] as string),
    place,
  })
}

function ratesOf(table: VoteTable, used: VoteTable, rules: RankRules, clusters: ClusteringBy) {
  return {
    wins: clusteredRates(used, winValues(usedOutcomes(rules)), clusters(used), rules),
    bothBad: clusteredRates(table, bothBadValues, clusters(table), rules),
  }
}

type ClusteringBy = (votes: VoteTable) => Clustering

/** Grouping a million rows takes longer than fitting them, so each table is grouped once. */
function clusteringOnce(choice: ClusterChoice): ClusteringBy {
  const done = new Map<VoteTable, Clustering>()
  return (votes) => {
    const known = done.get(votes) ?? clusteringOf(votes, choice)
    done.set(votes, known)
    return known
  }
}

function clusterUsed(table: VoteTable, choice: ClusterChoice): Exclude<ClusterChoice, 'auto'> {
  const tester = table.tester !== null && choice !== 'none' && choice !== 'prompt'
  const prompt = table.prompt !== null && choice !== 'none' && choice !== 'tester'
  if (tester && prompt) return 'two-way'
  return tester ? 'tester' : prompt ? 'prompt' : 'none'
}

/** The component with the most votes: the one whose order effect and covariates are reported. */
function largestFit(components: Component[]): ComponentFit | null {
  const fits = components.flatMap(({ fit }) => (fit ? [fit] : []))
  return fits.reduce<ComponentFit | null>(
    (best, fit) => (best === null || fit.votes > best.votes ? fit : best),
    null,
  )
}

/** The mean over models of min(1, V_row / V). */
function effectiveShare(components: Component[]): number {
  const shares = components.flatMap(({ members, fit }) => {
    if (!fit) return []
    return members.flatMap((_, k) => {
      const variance = varianceOf(fit.sandwich, k)
      return variance > 0 ? [Math.min(1, rowVarianceOf(fit.sandwich, k) / variance)] : []
    })
  })
  return shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
}

function orderEffectOf(fit: ComponentFit): Ranking['order_effect'] {
  if (!fit.orderEffect) return null
  const at = fit.strengths.size
  const theta = fit.strengths.parameters[at] as number
  return { theta, elo: theta * eloPerLogOdds, ...coefficientTest(fit, at, theta) }
}

export function covariatesOf(fit: ComponentFit, rules: RankRules): Ranking['covariates'] {
  const from = fit.strengths.size + (fit.orderEffect ? 1 : 0)
  return rules.covariates.map((name, k) => {
    const beta = fit.strengths.parameters[from + k] as number
    return { name, beta, ...coefficientTest(fit, from + k, beta) }
  })
}

function coefficientTest(
  fit: ComponentFit,
  at: number,
  value: number,
): { se: number | null; p: number | null } {
  const variance = varianceOf(fit.sandwich, at)
  if (!(variance > 0)) return { se: null, p: null }
  const se = Math.sqrt(variance)
  return { se, p: Math.min(1, 2 * studentCdf(-Math.abs(value / se), fit.sandwich.degrees)) }
}

/** Of the first two models of the largest component. */
function fragilityOf(components: Component[], table: VoteTable, rules: RankRules): Fragility {
  const fit = largestFit(components)
  if (!fit || table.length === 0)
    return { votes_to_flip_first: null, share: null, tester_to_flip_first: null }
  const order = [...fit.strengths.theta.keys()].sort(
    (x, y) => (fit.strengths.theta[y] as number) - (fit.strengths.theta[x] as number),
  )
  return fragility(fit, { best: order[0] as number, next: order[1] as number }, rules)
}
