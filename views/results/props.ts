import type { LeftOut } from '../../server/report/left-out.ts'
import type { MoreNeeded } from '../../server/report/more-needed.ts'
import type { Slice } from '../../server/report/slices.ts'
import type { Switch } from '../../server/report/switches.ts'
import type { TesterHabits } from '../../server/report/testers.ts'
import type { Trust } from '../../server/report/trust.ts'
import type { StrengthTable } from '../../server/stats/strength-intervals.ts'
import type { ConvergenceSeries } from '../charts/convergence.tsx'
import type { FunnelStep } from '../charts/funnel.tsx'

export type RankedModel = {
  model: string
  theta: number | null
  se: number | null
  elo: number | null
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

export type RankedPair = {
  a: string
  b: string
  votes: number
  wins_a: number
  wins_b: number
  ties: number
  both_bad: number
  difference: number | null
  se: number | null
  p: number | null
  p_holm: number | null
  e_value: number | null
  low: number | null
  high: number | null
}

export type Ranking = {
  method: {
    ties: 'half' | 'davidson' | 'drop'
    cluster: 'none' | 'tester' | 'prompt' | 'two-way'
    se: 'max' | 'plain'
    order_effect: boolean
    level: number
    prior: { sd: number } | null
  }
  counts: {
    votes: number
    a: number
    b: number
    tie: number
    both_bad: number
    skip: number
    bad_rows: number
    testers: number
    prompts: number
    effective_votes: number | null
  }
  models: RankedModel[]
  pairs: RankedPair[]
  order_effect: { theta: number; elo: number; se: number | null; p: number | null } | null
  connectivity: { components: number; strongly_connected: boolean }
  fragility: {
    votes_to_flip_first: number | null
    share: number | null
    tester_to_flip_first: string | null
  } | null
  warnings: string[]
}

export type { LeftOut, MoreNeeded, Slice, StrengthTable, Switch, Trust }

export type ModelCost = {
  model: string
  approach: string | null
  costPer1000: number | null
  /** Of one answer. */
  seconds: number | null
}

export type TesterRow = TesterHabits & {
  /** The rule that leaves this tester out of clean results, or ''. */
  excluded: string
}

export type ResultOptions = {
  ties: 'half' | 'davidson' | 'drop'
  both_bad: 'tie' | 'drop'
  order_effect: 'fit' | 'ignore'
  cluster: 'auto' | 'none' | 'tester' | 'prompt' | 'two-way'
  anchor: string | null
}

export type Progress = { votes: number; wanted: number }

export type ResultsProps = {
  study: { slug: string; name: string; state: 'draft' | 'open' | 'paused' | 'closed'; question: string }
  ranking: Ranking
  /** The vote sequence this was computed at. */
  position: number
  /** Where the sequence stands now; further on where newer votes are still being worked in. */
  latest: number
  models: ModelCost[]
  options: ResultOptions
  /** Whether excluded testers, prompts and outputs are left out, and how many votes that is about. */
  clean: { on: boolean; excludedVotes: number }
  more: MoreNeeded[]
  trust: Trust
  testers: TesterRow[]
  progress: Progress
  funnel: FunnelStep[]
  convergence: ConvergenceSeries[]
  switches: Switch[]
  /** Strengths with the looks of the answers held equal. */
  style: StrengthTable | null
  slices: Slice[]
  leftOut: { tester: LeftOut | null; prompt: LeftOut | null }
  links: {
    csv: string
    json: string
    permalink: string | null
    /** A chart's drawing is at path/ID.svg?query */
    charts: { path: string; query: string }
  }
  /** The query of this page, kept by the sort links. */
  query: Record<string, string>
}
