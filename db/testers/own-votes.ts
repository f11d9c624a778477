import type { Conversation } from '../../server/domain/conversation.ts'
import type { Db } from '../connection/client.ts'

export type OwnVote = {
  purpose: 'vote' | 'repeat'
  question: Conversation
  answerA: Conversation
  answerB: Conversation
  outcome: string
  strength: number | null
  criteria: Record<string, string>
  reasons: string[]
  comment: string
  scoreA: number | null
  scoreB: number | null
  confidence: number | null
  at: Date
  /** names the vote to `tiebreak verify`, and tells neither choice nor outputs */
  receipt: string
}

/** Everything a tester answered, in their order, as they saw it: no model, nor anything that leads to one. */
export async function ownVotes(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<OwnVote[]> {
  return db<OwnVote[]>`
    select c.purpose, p.messages as question,
           case when c.swapped then hi.messages else lo.messages end as "answerA",
           case when c.swapped then lo.messages else hi.messages end as "answerB",
           v.outcome, v.strength, v.criteria, v.reasons, v.comment, v.at,
           v.score_a as "scoreA", v.score_b as "scoreB", v.claims -> 'confidence' as confidence,
           v.position || '-' || substr(encode(v.hash, 'hex'), 1, 24) as receipt
    from comparisons c
    join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
    join pairs on pairs.study_id = c.study_id and pairs.id = c.pair_id
    join prompts p on p.study_id = c.study_id and p.id = pairs.prompt_id
    join outputs lo on lo.study_id = c.study_id and lo.id = pairs.output_lo
    join outputs hi on hi.study_id = c.study_id and hi.id = pairs.output_hi
    where c.study_id = ${studyId} and c.tester_id = ${testerId}
    order by v.position`
}
