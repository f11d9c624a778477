import type { Outcome } from '../../domain/outcome.ts'

interface SidedVote {
  /** The model shown first. */
  a: string
  b: string
  winner: Outcome
}

/** 1 if the model whose name sorts first won, −1 if the other did, 0 for a tie or "both bad". */
export function canonicalWinner(vote: SidedVote): -1 | 0 | 1 {
  if (vote.winner !== 'a' && vote.winner !== 'b') return 0
  return (vote.winner === 'a') === vote.a < vote.b ? 1 : -1
}

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
