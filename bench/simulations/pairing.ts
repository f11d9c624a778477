import { type ModelPair, planModelPairs } from '../../server/pairing/pairing.ts'
import { planTopTwo } from '../../server/pairing/winner-pairing.ts'
import { rank } from '../../server/stats/ranking/ranking.ts'
import { createRandom } from '../../server/stats/special/random.ts'
import { addVotes, createTally } from '../../server/stats/votes/tally.ts'
import { Outcome, VoteTableBuilder } from '../../server/stats/votes/vote-table.ts'

const logOddsPerElo = Math.LN10 / 400

/** Strengths in Elo, in decisive log-odds; the share of ties among equals. */
type Crowd = { elo: readonly number[]; tieShare: number; random: () => number }

/** Gaps of the published simulations: the first two models are 30 Elo apart. */
export const sixModels = [0, -30, -60, -110, -180, -300]

/** Independent voters: each vote of a pair depends on the two strengths alone. */
function crowdVotes({ elo, tieShare, random }: Crowd) {
  const builder = new VoteTableBuilder()
  elo.forEach((_, model) => {
    builder.model(`model ${model}`)
  })
  return {
    table: () => builder.table(),
    vote(lo: number, hi: number): void {
      const [first, second] = random() < 0.5 ? [lo, hi] : [hi, lo]
      const gap = ((elo[first] as number) - (elo[second] as number)) * logOddsPerElo
      const firstWins = random() < 1 / (1 + Math.exp(-gap))
      const outcome = random() < tieShare ? Outcome.tie : firstWins ? Outcome.first : Outcome.second
      builder.push({ first, second, outcome })
    },
  }
}

const pairsOf = (models: number, remaining: number): ModelPair[] =>
  Array.from({ length: models }, (_, lo) =>
    Array.from({ length: models - lo - 1 }, (_, k) => ({ lo, hi: lo + k + 1, slots: 0, remaining })),
  ).flat()

export type NewcomerTrial = { seed: number; halfWidth?: number; slotsPerPair?: number; most?: number }

/**
 * A sixth model joins five that have 200 votes on each pair, under the balanced rule.
 *
 * @returns votes after which the newcomer's 95 % interval (votes independent) is within ± `halfWidth` Elo, in steps
 *   of 10; null when `most` votes do not bring it there.
 */
export function newcomerTrial({ seed, halfWidth = 40, slotsPerPair = 3, most = 600 }: NewcomerTrial) {
  const random = createRandom(seed)
  const crowd = crowdVotes({ elo: [0, -30, -60, -110, -180, -60], tieShare: 0.2, random })
  const grid = pairsOf(6, 10_000)
  for (const pair of grid) {
    if (pair.hi === 5) continue
    pair.slots = 200
    for (let vote = 0; vote < 200; vote++) crowd.vote(pair.lo, pair.hi)
  }
  const plan = planModelPairs(grid, { wanted: Math.ceil(most / slotsPerPair), slotsPerPair, random })
  let votes = 0
  for (const { lo, hi } of plan) {
    for (let slot = 0; slot < slotsPerPair; slot++) {
      crowd.vote(lo, hi)
      votes += 1
      if (votes % 10 === 0 && halfWidthOf(crowd.table(), 'model 5') <= halfWidth) return votes
    }
  }
  return null
}

function halfWidthOf(table: ReturnType<VoteTableBuilder['table']>, model: string): number {
  const found = rank(table, { cluster: 'none' }).models.find((one) => one.model === model)
  return ((found?.elo_high ?? Infinity) - (found?.elo_low ?? 0)) / 2
}

export type WinnerTrial = {
  seed: number
  rule: 'balanced' | 'winner'
  most?: number
  votesPerPair?: number
  pairsAtOnce?: number
}

/** Six models from scratch. @returns whether the best beats every other by z > 1.96, looked at once, after `most` votes. */
export function winnerTrial({ seed, rule, most = 2100, votesPerPair = 3, pairsAtOnce = 12 }: WinnerTrial) {
  const random = createRandom(seed)
  const crowd = crowdVotes({ elo: sixModels, tieShare: 0.2, random })
  const grid = pairsOf(6, 10_000)
  const tally = createTally(6)
  const ids = sixModels.map((_, model) => model)
  for (let votes = 0; votes < most; ) {
    const plan =
      rule === 'winner'
        ? planTopTwo(grid, { wanted: pairsAtOnce, counted: { tally, ids }, random })
        : planModelPairs(grid, { wanted: pairsAtOnce, slotsPerPair: votesPerPair, random })
    for (const { lo, hi } of plan) {
      const pair = grid.find((one) => one.lo === lo && one.hi === hi)
      if (pair) pair.slots += votesPerPair
      for (let slot = 0; slot < votesPerPair; slot++) crowd.vote(lo, hi)
    }
    const table = crowd.table()
    addVotes(tally, table, votes)
    votes = table.length
  }
  return isSeparated(crowd.table())
}

function isSeparated(table: ReturnType<VoteTableBuilder['table']>): boolean {
  const against = rank(table, { cluster: 'none' }).pairs.filter(
    ({ a, b }) => a === 'model 0' || b === 'model 0',
  )
  return (
    against.length === sixModels.length - 1 &&
    against.every(
      ({ a, difference, se }) => a === 'model 0' && se !== null && difference / se > 1.959_963_984_54,
    )
  )
}

/** Over the seeds from 1 on. */
export function shareSeparated(trial: Omit<WinnerTrial, 'seed'>, replicates: number): number {
  let separated = 0
  for (let seed = 1; seed <= replicates; seed++) separated += Number(winnerTrial({ ...trial, seed }))
  return separated / replicates
}
