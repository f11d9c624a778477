import { type OutcomeRule, usedOutcomes } from '../../../server/stats/votes/outcomes.ts'
import { meetings, type Tally } from '../../../server/stats/votes/tally.ts'

/**
 * Average win rate: the mean, over the opponents a model met, of its share of wins against each (a tie is half a win).
 *
 * Not the pooled share of all its votes: here an opponent met once weighs as much as one met a hundred times.
 *
 * @returns one entry a model, null for one that met nobody. O(models²).
 * @see Ustalov 2025, arXiv 2412.11314 (evalica)
 */
export function averageWinRates(tally: Tally, rule: OutcomeRule): (number | null)[] {
  const used = usedOutcomes(rule)
  return Array.from({ length: tally.size }, (_, i) => {
    let [sum, opponents] = [0, 0]
    for (let j = 0; j < tally.size; j++) {
      const met = meetings(tally, i, j)
      const even = (used[2] ? met.ties : 0) + (used[3] ? met.bothBad : 0)
      const votes = met.wins + met.losses + even
      if (i === j || votes === 0) continue
      sum += (met.wins + even / 2) / votes
      opponents++
    }
    return opponents === 0 ? null : sum / opponents
  })
}
