import { ALPHA } from '../stats/decisions/error-shares.ts'
import { largest, type StrengthTable } from '../stats/errors/strength-intervals.ts'
import type { RankOptions } from '../stats/ranking/rank-options.ts'
import { type Ranking, rankInFull } from '../stats/ranking/ranking.ts'
import { tallyOf } from '../stats/votes/tally.ts'
import { type Answers, voteTableOf } from './answers.ts'
import { convergenceOf } from './convergence.ts'
import { type Decisions, decisionsOf } from './decisions.ts'
import { type LeftOut, leaveOneOut } from './left-out.ts'
import { type Loss, lossOf } from './loss.ts'
import { type MoreNeeded, moreNeeded } from './more-needed.ts'
import { type Slice, slicesOf } from './slices.ts'
import { styleAdjusted } from './style.ts'
import { type Switch, switchesOf } from './switches.ts'
import { type TesterHabits, testerHabits } from './testers.ts'
import { type Trust, trustOf } from './trust.ts'

export type ReportRequest = {
  /** The answers that count. */
  counted: Answers
  /** All of them, those of excluded testers too; the same object where nobody is left out. */
  everyone: Answers
  options: RankOptions
}

/** Everything that the answers of a study say, computed from them alone. */
export type Report = {
  ranking: Ranking
  decisions: Decisions
  more: MoreNeeded[]
  /** Of taking the first model of the largest component now. */
  loss: Loss | null
  trust: Trust
  testers: TesterHabits[]
  switches: Switch[]
  style: StrengthTable | null
  slices: Slice[]
  convergence: StrengthTable[]
  leftOut: { tester: LeftOut | null; prompt: LeftOut | null }
}

/** @throws RangeError for options that do not fit the votes. */
export function reportOf({ counted, everyone, options }: ReportRequest): Report {
  const { table, rows } = voteTableOf(counted)
  const { ranking, components } = rankInFull(table, options)
  const main = largest(components)
  const { models, testers, prompts } = table
  const { level } = ranking.method
  const more = moreNeeded(components, {
    models,
    pairs: ranking.pairs,
    votes: ranking.counts.votes,
    alpha: ALPHA,
  })
  return {
    ranking,
    decisions: decisionsOf({ ranking, components, options, more }),
    more,
    loss: main && lossOf(main, options.seed ?? 1),
    trust: trustOf(counted, level),
    testers: testerHabits(everyone, level),
    switches: main ? switchesOf(main, { tally: tallyOf(table), models, options }) : [],
    style: styleAdjusted(counted, table, { rows, options }),
    slices: slicesOf(table, counted.prompts, options),
    convergence: convergenceOf(table, options),
    leftOut: {
      tester: main && leaveOneOut(main, 'tester', { names: testers, models, options }),
      prompt: main && leaveOneOut(main, 'prompt', { names: prompts, models, options }),
    },
  }
}
