import { eloBase } from '../../../server/stats/strengths/elo.ts'
import { Outcome, type VoteTable } from '../../../server/stats/votes/vote-table.ts'

/**
 * Elo ratings updated vote by vote, as in chess. For demonstration only: they depend on the order of the votes, forget
 * old ones and have no interval; rankings here are fitted to all votes at once.
 *
 * @param table votes in order; a tie or both-bad scores half, a weight is that many votes in a row.
 * @param k most points that one vote moves.
 * @returns ratings by model, from 1000 on. O(votes).
 * @see Elo 1978, The Rating of Chessplayers
 */
export function onlineElo(table: VoteTable, k = 4): Float64Array {
  const ratings = new Float64Array(table.models.length).fill(eloBase)
  for (let row = 0; row < table.length; row++) {
    const i = table.first[row] as number
    const j = table.second[row] as number
    const outcome = table.outcome[row]
    const score = outcome === Outcome.first ? 1 : outcome === Outcome.second ? 0 : 0.5
    for (let n = 0; n < (table.weight?.[row] ?? 1); n++) {
      const gap = (ratings[j] as number) - (ratings[i] as number)
      const points = k * (score - 1 / (1 + 10 ** (gap / 400)))
      ratings[i] = (ratings[i] as number) + points
      ratings[j] = (ratings[j] as number) - points
    }
  }
  return ratings
}
