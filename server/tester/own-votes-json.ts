import type { OwnVote } from '../../db/testers/own-votes.ts'
import { singleTurnText } from '../domain/conversation.ts'
import { masked } from '../formats/uploads/content/masking.ts'
import type { Masks } from '../rendering/stored/rendered.ts'

type Of = { tester: string; question: string; votes: OwnVote[]; masks: Masks }

/** A tester's own answers as a file for themselves, with hidden what their screens hid. */
export function ownVotesJson({ tester, question, votes, masks }: Of) {
  const text = (turns: OwnVote['question']) => singleTurnText(turns) ?? turns
  return {
    tester,
    question,
    votes: votes.map((vote) => ({
      at: vote.at.toISOString(),
      prompt: text(vote.question),
      answer_a: text(masked(vote.answerA, masks)),
      answer_b: text(masked(vote.answerB, masks)),
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
