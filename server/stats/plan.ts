import { normalQuantile } from './distributions.ts'
import { detectableElo, votesNeeded } from './power.ts'

const ELO_PER_LOG_ODDS = 400 / Math.log(10)
const TESTER_TASTE_SD = 0.3
const PROMPT_STRENGTH_SD = 0.7

export interface PlanQuestion {
  models: number
  testers: number
  prompts: number
  /** Expected share of ties, from 0 to below 1. */
  ties: number
  /** True difference of two models that should be found. */
  differenceElo: number
  /** Votes that are to be had, for "what can they detect"; the votes needed where absent. */
  votes?: number
  secondsPerVote?: number
  payPerHour?: number
}

export interface Plan {
  /** Votes over all pairs of models that find the difference on any pair with 80 % power at the 5 % level. */
  votes: number
  votes_per_pair: number
  /** Difference that the votes to be had find, null where they find none. */
  detectable_elo: number | null
  /** Working time of `votes`, all testers together; null without seconds per vote. */
  minutes: number | null
  /** Pay for that time, null without pay or time. */
  cost: number | null
}

/**
 * How many votes a study needs, and what a number of votes can tell, before there is any vote.
 *
 * Head to head on every pair, with independent votes looked at once: a lower bound, since testers and prompts
 * repeat. What they leave undecidable however many votes there are is {@link reachableElo}.
 *
 * @throws RangeError unless there are two models, a tester and a prompt, whole and positive, and the rest is
 *   within its bounds.
 * @example plan({ models: 2, testers: 40, prompts: 100, ties: 0.2, differenceElo: 50 }) // 478 votes
 */
export function plan(question: PlanQuestion): Plan {
  requireAnswerable(question)
  const { models, ties, differenceElo, secondsPerVote, payPerHour } = question
  const pairs = (models * (models - 1)) / 2
  const perPair = Math.ceil(votesNeeded({ elo: differenceElo, ties }))
  const votes = perPair * pairs
  const minutes = secondsPerVote === undefined ? null : (votes * secondsPerVote) / 60
  return {
    votes,
    votes_per_pair: perPair,
    detectable_elo: detectableElo({ votes: (question.votes ?? votes) / pairs, ties }),
    minutes,
    cost: minutes === null || payPerHour === undefined ? null : (minutes / 60) * payPerHour,
  }
}

/**
 * The smallest difference that so many testers and prompts can tell at all, however many votes they give.
 *
 * Each tester's taste for a model and each model's luck on a prompt average out only over testers and prompts:
 * SE² of a difference ≥ 2 · 0.3² / testers + 2 · 0.7² / prompts, the spreads of the simulations in the docs. Real
 * studies differ; once there are votes, {@link votesForPrecision} uses their own.
 *
 * @returns Elo points for 80 % power at the 5 % level.
 * @throws RangeError unless both counts are whole and positive.
 * @example reachableElo({ testers: 40, prompts: 100 }) // 58
 */
export function reachableElo({ testers, prompts }: { testers: number; prompts: number }): number {
  requireCount('testers', testers, 1)
  requireCount('prompts', prompts, 1)
  const variance = (2 * TESTER_TASTE_SD ** 2) / testers + (2 * PROMPT_STRENGTH_SD ** 2) / prompts
  return (normalQuantile(0.975) + normalQuantile(0.8)) * Math.sqrt(variance) * ELO_PER_LOG_ODDS
}

/**
 * Votes that bring a standard error down to a target, from the votes there are: n V_row / (SE*² − V_cl).
 *
 * Only the part of the variance that single votes carry, V_row, falls with more votes; V_cl = V − V_row, never
 * below 0, is what the same testers and prompts leave.
 *
 * @param fit.votes n votes behind the estimate, positive.
 * @param fit.rowVariance V_row, the variance with every vote for itself (HC0).
 * @param fit.variance V, the clustered variance in use.
 * @param fit.targetSe SE*, in the units of the estimate.
 * @returns total number of votes, or null: more votes will not help, add testers or prompts.
 * @throws RangeError on a value outside its bounds.
 * @example votesForPrecision({ votes: 2000, rowVariance: 104, variance: 198, targetSe: 11 }) // 7704
 */
export function votesForPrecision(fit: {
  votes: number
  rowVariance: number
  variance: number
  targetSe: number
}): number | null {
  const { votes, rowVariance, variance, targetSe } = fit
  for (const value of [votes, rowVariance, variance, targetSe]) {
    if (!(value > 0) || !Number.isFinite(value))
      throw new RangeError(`precision wants positive numbers, got ${value}`)
  }
  const room = targetSe ** 2 - Math.max(0, variance - rowVariance)
  return room <= 0 ? null : Math.ceil((votes * rowVariance) / room)
}

function requireAnswerable(question: PlanQuestion): void {
  const { models, testers, prompts, votes, secondsPerVote, payPerHour, differenceElo } = question
  requireCount('models', models, 2)
  requireCount('testers', testers, 1)
  requireCount('prompts', prompts, 1)
  if (votes !== undefined) requireCount('votes', votes, 0)
  if (!(differenceElo > 0 && differenceElo <= 2000)) {
    throw new RangeError(`the difference must be above 0 and at most 2000 Elo, found ${differenceElo}`)
  }
  for (const [name, value] of Object.entries({
    'seconds per vote': secondsPerVote,
    'pay per hour': payPerHour,
  })) {
    if (value !== undefined && !(value >= 0 && Number.isFinite(value))) {
      throw new RangeError(`${name} must not be negative, found ${value}`)
    }
  }
}

function requireCount(name: string, count: number, least: number): void {
  if (!Number.isSafeInteger(count) || count < least) {
    throw new RangeError(`${name} must be a whole number of at least ${least}, found ${count}`)
  }
}
