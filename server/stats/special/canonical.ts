import type { Outcome } from '../../domain/outcome.ts'

export interface SidedVote {
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
