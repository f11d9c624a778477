import { canonicalWinner, type SidedVote } from '../../../server/stats/special/canonical.ts'

/**
 * Votes as ratings in canonical model order, for the agreement coefficients: on the sides as shown, they would
 * compare left with right instead of model with model.
 *
 * @param votes in the order they were given; `item` names what was compared. A tester's repeats are left out.
 * @returns values 1, 0 and −1 as text.
 */
export function ratingsOfVotes(
  votes: readonly (SidedVote & { tester: string; item: string })[],
): { unit: string; rater: string; value: string }[] {
  const seen = new Set<string>()
  return votes.flatMap((vote) => {
    const key = JSON.stringify([vote.tester, vote.item])
    if (seen.has(key)) return []
    seen.add(key)
    return [{ unit: vote.item, rater: vote.tester, value: String(canonicalWinner(vote)) }]
  })
}
