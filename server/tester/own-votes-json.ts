import type { OwnVote } from '../../db/own-votes.ts'
import { singleTurnText } from '../formats/conversation.ts'

/** A tester's own answers as a file for themselves. */
export function ownVotesJson({ question }: { question: string }, votes: OwnVote[]) {
  const text = (turns: OwnVote['question']) => singleTurnText(turns) ?? turns
  return {
    question,
    votes: votes.map((vote) => ({
      at: vote.at.toISOString(),
      prompt: text(vote.question),
      answer_a: text(vote.answerA),
      answer_b: text(vote.answerB),
      choice: vote.outcome,
      strength: vote.strength,
      criteria: vote.criteria,
      reasons: vote.reasons,
      comment: vote.comment,
      score_a: vote.scoreA,
      score_b: vote.scoreB,
      confidence: vote.confidence,
      shown_again: vote.purpose === 'repeat',
      receipt: vote.receipt,
    })),
  }
}
