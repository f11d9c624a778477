import { type Decisions, layDecisions } from '../../server/report/decisions.ts'
import type * as stats from '../../server/stats/ranking/ranking.ts'
import type { MoreNeeded, RankedModel, RankedPair, Ranking, ResultsProps } from '../../views/results/props.ts'

type Made = {
  model: string
  elo: number
  /** Standard error in Elo points. */
  se: number
  component?: number
  provisional?: boolean
}

const ELO = 400 / Math.LN10
const TAU = 0.3

/** A ranking of the given strengths with `votesPerPair` votes on every pair of a component, internally consistent. */
export function makeRanking(models: Made[], votesPerPair: number): Ranking {
  const sorted = models.toSorted((x, y) => y.elo - x.elo)
  const pairs = sorted.flatMap((a, i) =>
    sorted
      .slice(i + 1)
      .filter((b) => (a.component ?? 0) === (b.component ?? 0))
      .map((b) => makePair(a, b, votesPerPair)),
  )
  const votes = pairs.reduce((sum, pair) => sum + pair.votes, 0)
  const tie = pairs.reduce((sum, pair) => sum + pair.ties, 0)
  const bothBad = pairs.reduce((sum, pair) => sum + pair.both_bad, 0)
  const a = Math.round((votes - tie - bothBad) * 0.51)
  return {
    method: { ties: 'half', cluster: 'two-way', se: 'max', order_effect: true, level: 0.95, prior: null },
    counts: {
      votes,
      a,
      b: votes - tie - bothBad - a,
      tie,
      both_bad: bothBad,
      skip: 6,
      bad_rows: 0,
      testers: 20,
      prompts: 12,
      effective_votes: votes * 0.14,
    },
    models: sorted.map((model) => makeModel(model, sorted, pairs)),
    pairs,
    order_effect: { theta: 0.07, elo: 12, se: 0.05, p: 0.17 },
    connectivity: { components: new Set(models.map((m) => m.component ?? 0)).size, strongly_connected: true },
    fragility: { votes_to_flip_first: 9, share: 9 / Math.max(1, votes), tester_to_flip_first: null },
    decisions: pairs.map((pair) => decisionOn(pair, pairs.length)),
    too_early: false,
    lacking: [],
    warnings: [],
  }
}

function decisionOn(pair: RankedPair, count: number): Ranking['decisions'][number] {
  const { a, b, votes, e_value: e, p } = pair
  const isBetter = votes >= 50 && (e ?? Infinity) >= count / 0.05
  const [better, worse] = isBetter ? [a, b] : [null, null]
  const verdict = votes < 30 ? 'too_early' : isBetter ? 'better' : 'open'
  return { better, worse, pair: [a, b], verdict, basis: isBetter ? 'e' : null, e, p, indirect: votes === 0 }
}

function makeModel(made: Made, all: Made[], pairs: RankedPair[]): RankedModel {
  const { model, elo, se, component = 0, provisional = false } = made
  const own = pairs.filter((pair) => pair.a === model || pair.b === model)
  const sum = (of: (pair: RankedPair) => number) => own.reduce((total, pair) => total + of(pair), 0)
  const votes = sum((pair) => pair.votes)
  const wins = sum((pair) => (pair.a === model ? pair.wins_a : pair.wins_b))
  const ties = sum((pair) => pair.ties)
  const bothBad = sum((pair) => pair.both_bad)
  const rate = votes === 0 ? null : (wins + (ties + bothBad) / 2) / votes
  const group = all.filter((other) => (other.component ?? 0) === component)
  const apart = (other: Made) => Math.abs(other.elo - elo) > 3 * Math.hypot(se, other.se)
  return {
    model,
    theta: (elo - 1000) / ELO,
    se: se / ELO,
    elo,
    elo_low: elo - 2.2 * se,
    elo_high: elo + 2.2 * se,
    rank: group.findIndex((other) => other.model === model) + 1,
    rank_low: 1 + group.filter((other) => other.elo > elo && apart(other)).length,
    rank_high: group.length - group.filter((other) => other.elo < elo && apart(other)).length,
    p_best: group[0]?.model === model ? 0.55 : 0.45 / Math.max(1, group.length - 1),
    votes,
    wins,
    losses: votes - wins - ties - bothBad,
    ties,
    both_bad: bothBad,
    win_rate: rate,
    win_rate_low: rate === null ? null : Math.max(0, rate - 0.06),
    win_rate_high: rate === null ? null : Math.min(1, rate + 0.05),
    both_bad_rate: votes === 0 ? null : bothBad / votes,
    both_bad_rate_low: votes === 0 ? null : 0.01,
    both_bad_rate_high: votes === 0 ? null : 0.12,
    component,
    provisional,
  }
}

function makePair(a: Made, b: Made, votes: number): RankedPair {
  const difference = (a.elo - b.elo) / ELO
  const se = Math.hypot(a.se, b.se) / ELO
  const bothBad = Math.round(votes * 0.05)
  const ties = Math.round(votes * 0.18)
  const winsA = Math.round((votes - ties - bothBad) / (1 + Math.exp(-difference)))
  const q = TAU ** 2 / se ** 2
  const logE = -0.5 * Math.log1p(q) + ((difference / se) ** 2 * q) / (2 * (1 + q))
  const e = Math.exp(logE)
  const half = se * Math.sqrt((1 + 1 / q) * (Math.log1p(q) + 2 * Math.log(20)))
  return {
    a: a.model,
    b: b.model,
    votes,
    wins_a: winsA,
    wins_b: votes - ties - bothBad - winsA,
    ties,
    both_bad: bothBad,
    difference,
    se,
    p: 0.01,
    p_holm: 0.06,
    e_value: votes < 50 || !Number.isFinite(e) ? null : e,
    low: difference - half,
    high: difference + half,
  }
}

export const fourModels = makeRanking(
  [
    { model: 'Retrieval', elo: 1072, se: 21 },
    { model: 'Fine-tuned', elo: 1058, se: 21 },
    { model: 'Careful prompt', elo: 1049, se: 22 },
    { model: 'Base prompt', elo: 821, se: 29 },
  ],
  50,
)

export const twentyModels = makeRanking(
  Array.from({ length: 20 }, (_, i) => ({
    model: i === 3 ? 'A model with a rather long name, version 2026-06' : `Model ${i + 1}`,
    elo: 1190 - 20 * i,
    se: 18 + (i % 4),
  })),
  60,
)

export const twoGroups = makeRanking(
  [
    { model: 'North', elo: 1040, se: 20 },
    { model: 'South', elo: 960, se: 20 },
    { model: 'East', elo: 1090, se: 60, component: 1, provisional: true },
    { model: 'West', elo: 910, se: 60, component: 1, provisional: true },
  ],
  12,
)

/** As a report lays them out, where each group's pairs need an e-value of their number divided by 0.05. */
export function makeDecisions(ranking: Ranking, more: MoreNeeded[] = []): Decisions {
  const groups = [...new Set(ranking.models.map(({ component }) => component))]
  const grounds = groups.map((group) => {
    const models = ranking.models.filter(({ component }) => component === group)
    return { lacking: null, threshold: (models.length * (models.length - 1)) / 2 / 0.05 }
  })
  const shortOf = (model: string) => {
    const votes = ranking.models.find((one) => one.model === model)?.votes ?? 0
    return votes < 30 ? [{ model, votes: 30 - votes, clusters: null }] : []
  }
  return layDecisions(ranking as stats.Ranking, { grounds, more, shortOf })
}

const share = (value: number, total: number, arm = 0.04) => ({
  count: Math.round(value * total),
  total,
  share: value,
  low: value - arm,
  high: value + arm,
})

/** Everything a results page needs, around a ranking. */
export function makeResults(ranking: Ranking, changes: Partial<ResultsProps> = {}): ResultsProps {
  const names = ranking.models.map((model) => model.model)
  return {
    study: {
      slug: 'bicycles',
      name: 'Bicycle rental',
      state: 'open',
      question: 'Which answer would help this customer more?',
    },
    ranking,
    position: 312,
    latest: 312,
    models: names.map((model, i) => ({
      model,
      approach: null,
      costPer1000: [2.1, 1.2, 0.9, 0.4][i] ?? null,
      seconds: [4, 2, 1.5, 1][i] ?? null,
    })),
    options: { ties: 'half', both_bad: 'tie', order_effect: 'fit', cluster: 'auto', anchor: null },
    clean: { on: false, excludedVotes: 12 },
    decisions: makeDecisions(ranking, [
      {
        a: 'Fine-tuned',
        b: 'Retrieval',
        votes: 1640,
        testers: 6,
        prompts: 40,
        range: { low: 300, high: 2400 },
        onNewPrompts: { low: 120, high: 800 },
      },
    ]),
    after: null,
    loss: { model: 'Retrieval', points: 1.2 },
    trust: {
      left: share(0.51, 234),
      ties: share(0.18, 300),
      skips: share(0.02, 306, 0.015),
      longer: share(0.58, 230),
      selfAgreement: share(0.84, 25, 0.13),
      alpha: { value: 0.31, low: 0.24, high: 0.38, units: 72 },
    },
    testers: Array.from({ length: 6 }, (_, i) => ({
      name: `tester-${i + 1}`,
      votes: 10 + i,
      skips: i % 2,
      leftShare: share(0.5 + i / 12, 9),
      selfConsistency: i % 2 ? share(0.8, 5) : null,
      majorityAgreement: share(0.7 - i / 20, 8),
      medianSeconds: 31.4 - 5 * i,
      flags: i === 5 ? ['one_side', 'differs_from_peers'] : [],
      excluded: '',
    })),
    progress: { votes: ranking.counts.votes, planned: 360 },
    funnel: [
      { label: 'Opened the link', people: 31 },
      { label: 'Agreed', people: 24 },
      { label: 'Voted', people: 22 },
      { label: 'Finished', people: 20 },
    ],
    convergence: ranking.models.map((model) => ({
      model: model.model,
      points: [50, 100, 150, 200, 250, 300].map((votes, i) => {
        const arm = 45 * Math.sqrt(300 / votes)
        const elo = (model.elo ?? 1000) + 25 * Math.cos(3 * i + model.rank) * Math.sqrt(50 / votes)
        return { votes, elo, low: elo - arm, high: elo + arm }
      }),
    })),
    links: {
      charts: { path: '/studies/x/results/charts', query: 'position=1' },
      csv: '/studies/bicycles/results.csv',
      json: '/api/v1/studies/bicycles/results',
      permalink: '/studies/bicycles/results?position=312',
    },
    switches: [
      { ties: 'half', bothBad: 'drop', moved: [], largest: { model: 'Base prompt', elo: -86.4 } },
      {
        ties: 'drop',
        bothBad: 'drop',
        moved: [
          { model: 'Fine-tuned', from: 2, to: 3 },
          { model: 'Careful prompt', from: 3, to: 2 },
        ],
        largest: null,
      },
    ],
    style: {
      votes: ranking.counts.votes,
      models: ranking.models.map((model) => ({
        model: model.model,
        elo: model.elo ?? 1000,
        low: model.elo_low,
        high: model.elo_high,
        votes: model.votes,
      })),
      covariates: [{ name: 'length', beta: 0.2, se: 0.05, p: 0.001 }],
    },
    slices: [],
    leftOut: {
      tester: {
        tried: 20,
        of: 20,
        changing: [{ name: 'tester-3', leader: 'Fine-tuned' }],
        largest: { name: 'tester-3', model: 'Retrieval', elo: -14.2 },
      },
      prompt: { tried: 12, of: 12, changing: [], largest: null },
    },
    query: {},
    ...changes,
  }
}
