import { varianceOf } from '../../server/stats/errors/sandwich.ts'
import { withDefaults } from '../../server/stats/ranking/rank-options.ts'
import { rank } from '../../server/stats/ranking/ranking.ts'
import { fitComponent } from '../../server/stats/strengths/component-fit.ts'
import { logEValue } from '../../server/stats/tests/e-values.ts'
import type { VoteTable } from '../../server/stats/votes/vote-table.ts'
import { type Crowd, crowdVotes } from './crowd.ts'
import { type Part, shareOf } from './part.ts'

export const six: Crowd = { testers: 40, prompts: 100, votes: 2000, elo: [0, 0, 0, 0, 0, 0], varied: true }
export const two: Crowd = { ...six, elo: [0, 0] }
const alpha = 0.05
const rules = withDefaults({})

/** Six equal models, looked at once: is any rank interval narrower than 1 to 6? */
export const falseSeparations: Part = {
  title: 'Any false separation among six equal models (goal: at most 5 % of tables)',
  about:
    '2,000 votes of 40 testers on 100 prompts; share of tables in which some pair has Holm-adjusted p ≤ 0.05.',
  seed: 2,
  run: (seed, quick) => ({
    head: ['votes', 'tables', 'with a false separation'],
    rows: [
      { name: 'clustered', crowd: six },
      { name: 'independent', crowd: { ...six, varied: false } },
    ].map(({ name, crowd }, k) => {
      const runs = quick ? 20 : 1000
      let wrong = 0
      for (let run = 0; run < runs; run++) {
        const { models } = rank(crowdVotes(crowd, seed * 1_000_000 + k * 100_000 + run))
        wrong += Number(models.some(({ rank_low, rank_high }) => rank_low > 1 || rank_high < 6))
      }
      return [name, String(runs), shareOf(wrong, runs)]
    }),
  }),
}

/** Equal models, looked at after every 25 votes: does an e-value ever call one better? */
export const falseWinners: Part = {
  title: 'Any false winner under a look after every 25 votes (goal: at most 5 % of studies)',
  about:
    'Equal models, 40 testers, 100 prompts, 2,000 votes, so up to 79 looks from 50 votes on; share of studies in which some pair’s e-value ever reached m / 0.05, m the number of pairs.',
  seed: 3,
  run: (seed, quick) => ({
    head: ['models', 'votes', 'studies', 'with a false winner', 'at the last look alone'],
    rows: [
      { name: 'clustered', crowd: two, full: 1000 },
      { name: 'independent', crowd: { ...two, varied: false }, full: 1000 },
      { name: 'clustered', crowd: six, full: 300 },
    ].map(({ name, crowd, full }, k) => {
      const runs = quick ? 5 : full
      let [ever, last] = [0, 0]
      for (let run = 0; run < runs; run++) {
        const looks = looksAt(crowdVotes(crowd, seed * 1_000_000 + k * 100_000 + run))
        ever += Number(looks.some((calls) => calls))
        last += Number(looks.at(-1))
      }
      return [String(crowd.elo.length), name, String(runs), shareOf(ever, runs), shareOf(last, runs)]
    }),
  }),
}

function looksAt(table: VoteTable): boolean[] {
  const looks: boolean[] = []
  for (let seen = 50; seen <= table.length; seen += 25) looks.push(callsWinner(firstVotes(table, seen)))
  return looks
}

/** As `rank` decides, without the draws and rates that nobody looks at here. */
function callsWinner(table: VoteTable): boolean {
  const size = table.models.length
  const fit = fitComponent(table, rules, true)
  const votes = pairVotes(table)
  const threshold = Math.log((size * (size - 1)) / 2 / alpha)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const variance = varianceOf(fit.sandwich, i, j)
      if (!(variance > 0) || (votes[i * size + j] as number) < 50) continue
      const estimate = (fit.strengths.theta[i] as number) - (fit.strengths.theta[j] as number)
      if (logEValue({ estimate, se: Math.sqrt(variance) }) >= threshold) return true
    }
  }
  return false
}

function pairVotes(table: VoteTable): Float64Array {
  const size = table.models.length
  const votes = new Float64Array(size * size)
  for (let row = 0; row < table.length; row++) {
    const [i, j] = [table.first[row] as number, table.second[row] as number]
    const at = Math.max(i, j) * size + Math.min(i, j)
    votes[at] = (votes[at] as number) + 1
  }
  return votes
}

export function firstVotes(table: VoteTable, length: number): VoteTable {
  return {
    ...table,
    length,
    first: table.first.subarray(0, length),
    second: table.second.subarray(0, length),
    outcome: table.outcome.subarray(0, length),
    tester: table.tester?.subarray(0, length) ?? null,
    prompt: table.prompt?.subarray(0, length) ?? null,
  }
}
