import type { RankRules } from '../ranking/rank-options.ts'
import { type Cells, cellsOfTally } from '../votes/cells.ts'
import { type Clustering, clusterCount, type VoteClusters } from '../votes/clusters.ts'
import { beatOrTied, strongComponents } from '../votes/components.ts'
import { meetings, type Tally } from '../votes/tally.ts'
import { Outcome, type VoteTable } from '../votes/vote-table.ts'
import { mostClusters, signFlips } from './sign-flips.ts'
import { signTest } from './sign-test.ts'

/** The p-value that no test of two models of a component may go below, by their numbers. */
export type ExactFloors = (i: number, j: number) => number

/** From so many votes on a model is placed by all of its opponents, and not by single answers. */
const fewestVotes = 30

type Asked = {
  table: VoteTable
  tally: Tally
  clustering: Clustering
  rules: RankRules
  provisional: boolean
}

/**
 * What exact tests leave open, where a standard error cannot be trusted with it: of two models, and in a component
 * without a finite maximum (there a pair is free of it once both models have 30 votes and lost to each other, directly
 * or through others).
 *
 * The largest of the sign test over the pair's decisive votes and the flips of its testers' and of its prompts' leads.
 * Everywhere: 2^(1 − m) for m testers, or prompts, in the component, which is where any exact test over them ends.
 */
export function exactFloors({ table, tally, clustering, rules, provisional }: Asked): ExactFloors {
  const least = Math.max(attainable(clustering.tester, table), attainable(clustering.prompt, table))
  if (tally.size > 2 && !provisional) return () => least
  const isPlaced = placedPairs(cellsOfTally(tally, rules, false))
  const direct = (i: number, j: number) => tally.size === 2 || !isPlaced(i, j)
  const byTester = leadsByPair(table, clustering.tester, direct)
  const byPrompt = leadsByPair(table, clustering.prompt, direct)
  return (i, j) => {
    if (!direct(i, j)) return least
    const { wins, losses } = meetings(tally, i, j)
    const key = keyOf(i, j, tally.size)
    const flips = [byTester, byPrompt].map((leads) => (leads ? signFlips(leads.get(key) ?? []) : 0) ?? 0)
    return Math.max(least, signTest(wins, losses), ...flips)
  }
}

function attainable(clusters: VoteClusters | null, { weight }: VoteTable): number {
  return clusters ? 2 ** (1 - clusterCount(clusters, weight)) : 0
}

function placedPairs(cells: Cells): (i: number, j: number) => boolean {
  const group = new Int32Array(cells.size)
  for (const [number, members] of strongComponents(beatOrTied(cells)).entries()) {
    for (const model of members) group[model] = number
  }
  const votes = new Float64Array(cells.size)
  for (let cell = 0; cell < cells.length; cell++) {
    const all =
      (cells.winsFirst[cell] as number) + (cells.winsSecond[cell] as number) + (cells.ties[cell] as number)
    for (const side of [cells.first, cells.second]) {
      const model = side[cell] as number
      votes[model] = (votes[model] as number) + all
    }
  }
  return (i, j) => group[i] === group[j] && Math.min(votes[i] as number, votes[j] as number) >= fewestVotes
}

const keyOf = (i: number, j: number, size: number) => Math.min(i, j) * size + Math.max(i, j)

/** For each pair asked for, as many clusters' leads as can be flipped, and a few more; O(rows). */
function leadsByPair(
  { models, weight }: VoteTable,
  clusters: VoteClusters | null,
  isAsked: (i: number, j: number) => boolean,
): Map<number, number[]> | null {
  if (!clusters) return null
  const { order, starts, unknown, first, second, outcome } = clusters
  const leads = new Map<number, number[]>()
  const leadOf = (k: number) => {
    const [i, j] = [first[k] as number, second[k] as number]
    if ((outcome[k] as number) > Outcome.second || !isAsked(i, j)) return null
    return { key: keyOf(i, j, models.length), lead: (outcome[k] === Outcome.first) === i < j ? 1 : -1 }
  }
  const keep = (key: number, lead: number) => {
    const known = leads.get(key)
    if (!known) leads.set(key, [lead])
    else if (lead !== 0 && known.length <= mostClusters + 1) known.push(lead)
  }
  const timesOf = (k: number) => (weight ? (weight[order[k] as number] as number) : 1)
  for (let k = 0; k < unknown; k++) {
    const one = leadOf(k)
    for (let n = 0; one && n < timesOf(k); n++) keep(one.key, one.lead)
  }
  const own = new Map<number, number>()
  for (let g = 0; g + 1 < starts.length; g++) {
    own.clear()
    for (let k = starts[g] as number; k < (starts[g + 1] as number); k++) {
      const one = leadOf(k)
      if (one) own.set(one.key, (own.get(one.key) ?? 0) + one.lead * timesOf(k))
    }
    for (const [key, lead] of own) keep(key, lead)
  }
  return leads
}
