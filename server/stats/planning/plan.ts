import { plannedPower } from '../decisions/planned-power.ts'
import { normalQuantile } from '../special/distributions.ts'

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
  /** Votes over all pairs of models with which a pair of that difference is decided in four of five studies. */
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
 * For the procedure that decides studies, by {@link plannedPower}, with independent votes: a lower bound, since
 * testers and prompts repeat. What they leave undecidable however many votes there are is {@link reachableElo}.
 *
 * @throws RangeError unless there are two models, a tester and a prompt, whole and positive, and the rest is
 *   within its bounds.
 * @example plan({ models: 2, testers: 40, prompts: 100, ties: 0.2, differenceElo: 50 }) // 640 votes
 */
export function plan(question: PlanQuestion): Plan {
  requireAnswerable(question)
  const { models, differenceElo, secondsPerVote, payPerHour } = question
  const pairs = (models * (models - 1)) / 2
  const perPair = votesFinding(differenceElo, question)
  const votes = perPair * pairs
  const minutes = secondsPerVote === undefined ? null : (votes * secondsPerVote) / 60
  return {
    votes,
    votes_per_pair: perPair,
    detectable_elo: detectableBy((question.votes ?? votes) / pairs, question),
    minutes,
    cost: minutes === null || payPerHour === undefined ? null : (minutes / 60) * payPerHour,
  }
}

const wantedPower = 0.8
const mostVotes = 1e9

/** The fewest votes on each pair that find a difference, to half a percent. */
function votesFinding(elo: number, question: PlanQuestion): number {
  const power = plannedPower(studyOf(elo, question))
  let [low, high] = [1, 2]
  while (power(high) < wantedPower && high < mostVotes) [low, high] = [high, high * 2]
  while (high - low > Math.max(1, low / 200)) {
    const middle = Math.round((low + high) / 2)
    if (power(middle) < wantedPower) low = middle
    else high = middle
  }
  return high
}

/** The smallest difference that so many votes on each pair find, to a tenth of an Elo point; null where none. */
function detectableBy(perPair: number, question: PlanQuestion): number | null {
  const isFound = (elo: number) => plannedPower(studyOf(elo, question))(perPair) >= wantedPower
  let [low, high] = [0, 2000]
  if (!(perPair > 0) || !isFound(high)) return null
  while (high - low > 0.1) {
    const middle = (low + high) / 2
    if (isFound(middle)) high = middle
    else low = middle
  }
  return high
}

function studyOf(elo: number, { models, testers, prompts, ties }: PlanQuestion) {
  if (!(ties >= 0 && ties < 1)) throw new RangeError(`the share of ties lies between 0 and 1, got ${ties}`)
  const wins = (1 - ties) / (1 + Math.exp(-elo / ELO_PER_LOG_ODDS))
  const score = wins + ties / 2
  return { models, testers, prompts, score, answerVariance: wins + ties / 4 - score ** 2 }
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
