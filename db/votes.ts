import { createHash } from 'node:crypto'
import type { Db } from './client.ts'
import { skipsLeft } from './skip-allowance.ts'
import { givingBack } from './withdrawals.ts'

export type Answer = {
  outcome: 'a' | 'b' | 'tie' | 'both_bad' | 'skip'
  strength: number | null
  criteria: Record<string, string>
  reasons: string[]
  comment: string
  /** 1 to 5 for each side on its own, where the study asks. */
  scores?: { a: number | null; b: number | null }
}

export type Seen = { a: boolean | null; b: boolean | null }

const unknown: Seen = { a: null, b: null }

export type CastVote = {
  studyId: number
  testerId: number
  comparison: string
  answer: Answer
  claims: Record<string, unknown>
  input: string
  /** Whether each answer was on the tester's screen; null where no script could tell. */
  seen?: Seen
  /** whether it is an answer to a practice pair; one is never taken for the other */
  isPractice?: boolean
}

/** `stored` new, `repeated` the same answer again, or why nothing was stored. */
export type VoteResult =
  | 'stored'
  | 'repeated'
  | 'other_answer'
  | 'no_skips_left'
  | 'lapsed'
  | 'not_open'
  | 'unknown'

/**
 * Stores one answer in one statement: it must be a live comparison of this tester in an open study. The comparison's
 * row is locked first, so fifty parallel sends store one vote; the ballot box gives the vote its place in the
 * study's sequence and refuses when the study is not open.
 */
export async function recordVote(
  db: Db,
  { studyId, testerId, comparison, answer, claims, input, seen = unknown, isPractice = false }: CastVote,
): Promise<VoteResult> {
  const answerHash = hashAnswer(answer)
  const isSkip = answer.outcome === 'skip'
  const [row] = await db<{ result: VoteResult }[]>`
    with mine as (
      select c.study_id, c.id, c.pair_id, c.tester_id, c.state, c.purpose, c.revision, c.answer_hash, c.shown_at,
             c.state = 'reopened' or (c.state = 'reserved' and c.reserved_until > now()) as live,
             ${isSkip}::boolean and ${skipsLeft(db)} = 0 as out_of_skips
      from comparisons c
      join testers t on t.study_id = c.study_id and t.id = c.tester_id
      where c.study_id = ${studyId} and c.id = ${comparison} and c.tester_id = ${testerId}
        and (c.purpose = 'practice') = ${isPractice}
      for update of c
    ), box as (
      update ballot_boxes b set position = b.position + 1
      from mine
      where b.study_id = mine.study_id and b.state = 'open' and mine.live and not mine.out_of_skips
      returning b.position
    ), vote as (
      insert into votes (study_id, comparison_id, revision, position, outcome, strength, criteria, reasons, comment,
                         score_a, score_b, seconds, claims, input, seen_a, seen_b)
      select mine.study_id, mine.id, mine.revision + 1, box.position, ${answer.outcome}, ${answer.strength},
             ${db.json(answer.criteria)}, ${answer.reasons}, ${answer.comment},
             ${answer.scores?.a ?? null}::int, ${answer.scores?.b ?? null}::int, extract(epoch from clock_timestamp() - mine.shown_at), ${db.json(claims as never)}, ${input},
             ${seen.a}::boolean, ${seen.b}::boolean
      from mine cross join box
      returning comparison_id
    ), answered as (
      update comparisons c
      set state = ${isSkip ? 'skipped' : 'answered'}, revision = mine.revision + 1,
          answer_hash = ${answerHash}, answered_at = now()
      from mine join vote on vote.comparison_id = mine.id
      where c.study_id = mine.study_id and c.id = mine.id
      returning c.id
    ), counted as (
      update testers t
      set votes = t.votes + ${isSkip ? 0 : 1} - (mine.state = 'reopened')::int, skips = t.skips + ${isSkip ? 1 : 0}
      from mine join vote on vote.comparison_id = mine.id
      where t.study_id = mine.study_id and t.id = mine.tester_id and mine.purpose <> 'practice'
        and (mine.state = 'reserved' or ${isSkip}::boolean)
      returning t.id
    ), given_back as (
      update pairs p set ${givingBack(db, db`1`)}
      from mine join vote on vote.comparison_id = mine.id
      where p.study_id = mine.study_id and p.id = mine.pair_id
        and ${isSkip}::boolean and mine.purpose = 'vote'
      returning p.id
    )
    select case
             when exists (select from vote) then 'stored'
             when mine.state in ('answered', 'skipped') and mine.answer_hash = ${answerHash} then 'repeated'
             when mine.state in ('answered', 'skipped') then 'other_answer'
             when mine.live and mine.out_of_skips and exists (
               select from ballot_boxes b where b.study_id = mine.study_id and b.state = 'open'
             ) then 'no_skips_left'
             when mine.live then 'not_open'
             else 'lapsed'
           end as result
    from mine`
  return row?.result ?? 'unknown'
}

export type UndoResult = 'reopened' | 'not_last' | 'not_open' | 'unknown'

/** Reopens the answer given last; the old one counts until there is a new one. Asking again changes nothing. */
export async function reopenLastVote(
  db: Db,
  { studyId, testerId, comparison }: { studyId: number; testerId: number; comparison: string },
): Promise<UndoResult> {
  const [row] = await db<{ result: UndoResult }[]>`
    with last as (
      select c.id from comparisons c
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.purpose <> 'practice'
      order by v.position desc limit 1
    ), reopened as (
      update comparisons c set state = 'reopened', shown_at = now()
      from last join ballot_boxes b on b.study_id = ${studyId} and b.state = 'open'
      where c.study_id = ${studyId} and c.id = last.id and c.id = ${comparison} and c.tester_id = ${testerId}
        and c.state in ('answered', 'reopened')
      returning c.id
    )
    select case
             when exists (select from reopened) then 'reopened'
             when not exists (select from ballot_boxes where study_id = ${studyId} and state = 'open') then 'not_open'
             else 'not_last'
           end as result
    from comparisons where study_id = ${studyId} and id = ${comparison} and tester_id = ${testerId}`
  return row?.result ?? 'unknown'
}

function hashAnswer(answer: Answer): Buffer {
  const criteria = Object.entries(answer.criteria).sort(([x], [y]) => (x < y ? -1 : 1))
  const said = [answer.outcome, answer.strength, criteria, [...answer.reasons].sort(), answer.comment]
  const canonical = answer.scores ? [...said, answer.scores.a, answer.scores.b] : said
  return createHash('sha256').update(JSON.stringify(canonical)).digest()
}

/** The answer that counts for a comparison now. */
export async function answerOf(
  db: Db,
  { studyId, testerId, comparison }: { studyId: number; testerId: number; comparison: string },
): Promise<(Answer & { confidence: number | null }) | null> {
  const [answer] = await db<(Answer & { confidence: number | null })[]>`
    select v.outcome, v.strength, v.criteria, v.reasons, v.comment, (v.claims -> 'confidence')::int as confidence,
           case when v.score_a is not null or v.score_b is not null
             then jsonb_build_object('a', v.score_a, 'b', v.score_b) end as scores
    from comparisons c
    join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
    where c.study_id = ${studyId} and c.tester_id = ${testerId} and c.id = ${comparison}`
  return answer ?? null
}
