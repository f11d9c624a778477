import type { AfterPlan } from '../../server/report/after-plan.ts'
import type { Decisions } from '../../server/report/decisions.ts'
import type { LeftOut } from '../../server/report/left-out.ts'
import type { Loss } from '../../server/report/loss.ts'
import type { MoreNeeded } from '../../server/report/more-needed.ts'
import type { Slice } from '../../server/report/slices.ts'
import type { Switch } from '../../server/report/switches.ts'
import type { TesterHabits } from '../../server/report/testers.ts'
import type { Trust } from '../../server/report/trust.ts'
import type { StrengthTable } from '../../server/stats/errors/strength-intervals.ts'
import type * as stats from '../../server/stats/ranking/ranking.ts'
import type { ConvergenceSeries } from '../charts/convergence.tsx'
import type { FunnelStep } from '../charts/funnel.tsx'

type Perhaps<T, Names extends keyof T> = Omit<T, Names> & { [Name in Names]: T[Name] | null }

/** What the page shows of a ranking; it says so in words where a figure is missing. */
export type RankedModel = Perhaps<Omit<stats.RankedModel, 'theta_low' | 'theta_high'>, 'theta' | 'elo'>
export type RankedPair = Perhaps<stats.RankedPair, 'difference'>
export type Ranking = Perhaps<
  Omit<stats.Ranking, 'models' | 'pairs' | 'tie_parameter' | 'covariates' | 'counts'>,
  'fragility'
> & {
  counts: Perhaps<stats.Ranking['counts'], 'effective_votes'>
  models: RankedModel[]
  pairs: RankedPair[]
}

export type { LeftOut, Loss, MoreNeeded, Slice, StrengthTable, Switch, Trust }

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

export type Progress = { votes: number; planned: number }

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
  decisions: Decisions
  /** Of taking the first model of the largest group now. */
  loss: Loss | null
  trust: Trust
  testers: TesterRow[]
  progress: Progress
  /** Once all planned votes are given: what to do with the study. */
  after: AfterPlan | null
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
