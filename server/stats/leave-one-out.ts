import { bradleyTerryModel } from './bradley-terry.ts'
import { cellsOfTally } from './cells.ts'
import { beatOrTied, strongComponents } from './components.ts'
import { davidsonModel } from './davidson.ts'
import { hasDavidsonMaximum } from './davidson-maximum.ts'
import { eloPerLogOdds } from './elo.ts'
import { type OutcomeRule, usedVotes } from './outcomes.ts'
import { fitStrengths } from './strengths.ts'
import { addVotes, createTally, type Tally } from './tally.ts'
import type { VoteTable } from './vote-table.ts'

/** The ranking without the votes of one tester, or on one prompt. */
export interface LeftOut {
  name: string
  /** Votes that went with it, weights counted. */
  votes: number
  /** The model that is first without it; null where the rest has no finite fit. */
  first: string | null
  changesFirst: boolean
  /** The largest move of any model, in Elo points. */
  largestMove: number | null
}

/**
 * Refits the strengths once without each tester, or each prompt: whether the first rank hangs on one of them.
 *
 * Bradley–Terry (or Davidson) by maximum likelihood without order effect and covariates, from counts; a tester's
 * counts are taken off, nothing is read again. O(votes + groups · models³).
 *
 * @returns one entry for each tester (prompt) that voted, the largest move first, those without a fit before all;
 *   empty where the whole has no finite fit.
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 11 (jackknife)
 */
export function leaveOneOut(table: VoteTable, by: 'tester' | 'prompt', rule: OutcomeRule): LeftOut[] {
  const ids = table[by]
  const used = usedVotes(table, rule)
  const whole = addVotes(createTally(table.models.length), used)
  const all = strengthsOf(whole, rule)
  const groups = used[by]
  if (!ids || !groups || !all) return []
  const names = by === 'tester' ? table.testers : table.prompts
  const rows = rowsByGroup(groups, names.length)
  const leader = leaderOf(all)
  const entries = rows.flatMap((own, id) => {
    if (own.length === 0) return []
    const votes = own.reduce((sum, row) => sum + weightOf(used, row), 0)
    moveVotes(whole, used, own, -1)
    const rest = strengthsOf(whole, rule, all)
    moveVotes(whole, used, own, 1)
    const first = rest && leaderOf(rest)
    const moves = rest?.theta.map((theta, k) => Math.abs(theta - (all.theta[k] as number)))
    return [
      {
        name: names[id] as string,
        votes,
        first: first === null ? null : (table.models[first] as string),
        changesFirst: first !== null && first !== leader,
        largestMove: moves ? eloPerLogOdds * moves.reduce((most, move) => Math.max(most, move), 0) : null,
      },
    ]
  })
  const size = (move: number | null) => move ?? Infinity
  return entries.sort((one, other) => compare(size(other.largestMove), size(one.largestMove)))
}

const compare = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1)
const weightOf = (table: VoteTable, row: number) => (table.weight ? (table.weight[row] as number) : 1)

type Fit = { theta: Float64Array; parameters: Float64Array }

function strengthsOf(tally: Tally, rule: OutcomeRule, from?: Fit): Fit | null {
  const cells = cellsOfTally(tally, rule, false)
  if (cells.length === 0 || strongComponents(beatOrTied(cells)).length > 1) return null
  const hasTies = cells.ties.some((ties) => ties > 0) && cells.winsFirst.some((wins) => wins > 0)
  const isDavidson = rule.ties === 'davidson' && hasTies
  if (isDavidson && !hasDavidsonMaximum(cells)) return null
  const start = from ? { start: from.parameters } : {}
  return fitStrengths(isDavidson ? davidsonModel : bradleyTerryModel, cells, start)
}

function leaderOf({ theta }: Fit): number {
  return theta.reduce((best, value, k) => (value > (theta[best] as number) ? k : best), 0)
}

function rowsByGroup(groups: Int32Array, count: number): number[][] {
  const rows: number[][] = Array.from({ length: count }, () => [])
  groups.forEach((group, row) => {
    if (group >= 0) rows[group]?.push(row)
  })
  return rows
}

function moveVotes(tally: Tally, table: VoteTable, rows: readonly number[], sign: 1 | -1): void {
  for (const row of rows) {
    const cell =
      ((table.first[row] as number) * tally.size + (table.second[row] as number)) * 4 +
      (table.outcome[row] as number)
    tally.counts[cell] = (tally.counts[cell] as number) + sign * weightOf(table, row)
  }
}
