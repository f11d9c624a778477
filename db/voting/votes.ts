import { createHash } from 'node:crypto'
import type { OutcomeOrSkip } from '../../server/domain/outcome.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'
import { skipsLeft } from './skip-allowance.ts'

export type Answer = {
  outcome: OutcomeOrSkip
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
 * Stores one answer in one statement: it must be a live comparison of this tester in an open study. The tester's and the
 * comparison's rows are locked first, so fifty parallel sends store one vote; the ballot box, last, gives the vote its
 * place in the study's sequence and refuses when the study is not open. A pair that was handed on before its time was
 * up is still taken while it has a slot, or while its slot is with somebody who has never answered: they can answer
 * without it.
 */
export async function recordVote(db: Db, vote: CastVote): Promise<VoteResult> {
  const { studyId, answer, claims, input, seen = unknown } = vote
  const answerHash = hashAnswer(answer)
  const isSkip = answer.outcome === 'skip'
  const [row] = await again(
    () => db<{ result: VoteResult }[]>`
      with ${votedOn(db, vote)}, box as (
        update ballot_boxes b set position = b.position + 1
        from mine
        where b.study_id = ${studyId} and b.state = 'open' and ${isTaken(db)} and not mine.out_of_skips
        returning b.position
      ), vote as (
        insert into votes (study_id, comparison_id, revision, position, outcome, strength, criteria, reasons, comment,
                           score_a, score_b, seconds, claims, input, seen_a, seen_b)
        select ${studyId}, mine.id, mine.revision + 1, box.position, ${answer.outcome}, ${answer.strength},
               ${db.json(answer.criteria)}, ${answer.reasons}, ${answer.comment},
               ${answer.scores?.a ?? null}::int, ${answer.scores?.b ?? null}::int, extract(epoch from clock_timestamp() - mine.shown_at), ${db.json(claims as never)}, ${input},
               ${seen.a}::boolean, ${seen.b}::boolean
        from mine cross join box
        returning comparison_id
      ), answered as (
        update comparisons c
        set state = ${isSkip ? 'skipped' : 'answered'}, revision = mine.revision + 1,
            answer_hash = ${answerHash}, answered_at = now(),
            slot_returned = mine.purpose = 'vote' and not ${isSkip}::boolean and not mine.wants_slot
        from mine join vote on vote.comparison_id = mine.id
        where c.study_id = ${studyId} and c.id = mine.id
      ), counted as (
        update testers t
        set votes = t.votes + ${isSkip ? 0 : 1} - (mine.state = 'reopened')::int, skips = t.skips + ${isSkip ? 1 : 0}
        from mine join vote on vote.comparison_id = mine.id
        where t.study_id = ${studyId} and t.id = mine.tester_id and mine.purpose <> 'practice'
          and (mine.state <> 'reopened' or ${isSkip}::boolean)
      ), ${slotMoved(db, studyId)}, ${slotLeft(db, studyId)}
      select case
               when exists (select from vote) then 'stored'
               when mine.state in ('answered', 'skipped') and mine.answer_hash = ${answerHash} then 'repeated'
               when mine.state in ('answered', 'skipped') then 'other_answer'
               when ${isTaken(db)} and mine.out_of_skips and exists (
                 select from ballot_boxes b where b.study_id = ${studyId} and b.state = 'open'
               ) then 'no_skips_left'
               when ${isTaken(db)} then 'not_open'
               else 'lapsed'
             end as result
      from mine`,
  )
  return row?.result ?? 'unknown'
}

/**
 * `mine`: the comparison, whether it is live, and whether it has and wants a slot; `slot`: its pair, locked, where those
 * differ; `holder`: who reads a pair that was handed on, and has never answered.
 */
const votedOn = (db: Db, { studyId, testerId, comparison, answer, isPractice = false }: CastVote) => {
  const isSkip = answer.outcome === 'skip'
  return db`
    tester as (
      select t.id, t.votes, t.skips, t.holds_slots, t.finished_at is null and t.withdrawn_at is null as is_here
      from testers t where t.study_id = ${studyId} and t.id = ${testerId}
      for no key update of t
    ), mine as (
      select c.id, c.pair_id, c.tester_id, c.state, c.purpose, c.revision, c.answer_hash, c.shown_at,
             c.state = 'reopened' or (c.state = 'reserved' and c.reserved_until > now()) as live,
             c.state = 'lapsed' and c.purpose = 'vote' and c.reserved_until > now() and t.is_here as handed_on,
             c.purpose = 'vote' and c.state in ('reserved', 'reopened') and not c.slot_returned as has_slot,
             c.purpose = 'vote' and not ${isSkip}::boolean and t.holds_slots as wants_slot,
             ${isSkip}::boolean and ${skipsLeft(db, unansweredBy(db, { studyId, testerId }))} = 0 as out_of_skips
      from tester t
      join comparisons c on c.study_id = ${studyId} and c.tester_id = t.id
      where c.id = ${comparison} and (c.purpose = 'practice') = ${isPractice}
      for no key update of c
    ), holder as materialized (
      select o.id
      from mine
      join comparisons o on o.study_id = ${studyId} and o.pair_id = mine.pair_id and o.state = 'reserved'
        and o.purpose = 'vote' and not o.slot_returned and o.id <> mine.id
      join testers u on u.study_id = ${studyId} and u.id = o.tester_id and u.votes = 0 and u.skips = 0
      where mine.handed_on and mine.wants_slot
      order by o.shown_at, o.id limit 1
      for no key update of o skip locked
    ), slot as materialized (
      select p.id, p.taken as held, p.slots as planned,
             case when p.taken = p.slots and mine.handed_on then holder.id end as left_by,
             (p.taken < p.slots or holder.id is not null) and not ${isWithdrawn(db)} as is_free
      from mine
      join pairs p on p.study_id = ${studyId} and p.id = mine.pair_id
      left join holder on true
      where (mine.live and mine.has_slot <> mine.wants_slot) or mine.handed_on
      for no key update of p
    )`
}

/** How many other pairs the tester was shown and left without an answer. */
const unansweredBy = (
  db: Db,
  { studyId, testerId }: Pick<CastVote, 'studyId' | 'testerId'>,
): ReturnType<Db> => db`
  (select count(*) from comparisons o
   where o.study_id = ${studyId} and o.tester_id = ${testerId} and o.id <> c.id and o.state = 'lapsed'
     and o.purpose = 'vote')`

/** Waits for the pair's row, where one is needed, before the ballot box is asked. */
const isTaken = (db: Db) => db`
  case when mine.live then (select count(*) from slot) >= 0
       when mine.handed_on then coalesce((select is_free from slot), false)
       else false end`

/**
 * A slot is taken or given back as the answer needs one, counted from the locked row; an answer that counts again may
 * find its pair full.
 */
const slotMoved = (db: Db, studyId: number) => db`
  moved as (
    update pairs p
    set taken = change.held + change.slots,
        slots = case when change.slots < 0 and ${isWithdrawn(db)} then change.planned + change.slots
                     else greatest(change.planned, change.held + change.slots) end
    from (
      select slot.id, slot.held, slot.planned,
             mine.wants_slot::int - mine.has_slot::int - (slot.left_by is not null)::int as slots
      from mine join vote on vote.comparison_id = mine.id join slot on slot.id = mine.pair_id
    ) change
    where p.study_id = ${studyId} and p.id = change.id and change.slots <> 0
  )`

/** The one of two first answers that comes first has the slot. */
const slotLeft = (db: Db, studyId: number) => db`
  slot_left as (
    update comparisons o set slot_returned = true
    from slot cross join vote
    where o.study_id = ${studyId} and o.id = slot.left_by
  )`

export type UndoResult = 'reopened' | 'not_last' | 'not_open' | 'unknown'

/**
 * Reopens the answer given last; the old one counts until there is a new one. Asking again changes nothing. One answer
 * is open at a time: another tab may have reopened one and this one answered since.
 */
export async function reopenLastVote(
  db: Db,
  { studyId, testerId, comparison }: { studyId: number; testerId: number; comparison: string },
): Promise<UndoResult> {
  const [row] = await again(
    () => db<{ result: UndoResult }[]>`
      with tester as (
        select id from testers where study_id = ${studyId} and id = ${testerId} for no key update
      ), last as (
        select c.id from tester
        join comparisons c on c.study_id = ${studyId} and c.tester_id = tester.id
        join votes v on v.study_id = ${studyId} and v.comparison_id = c.id and v.revision = c.revision
        where c.purpose <> 'practice'
        order by v.position desc limit 1
      ), reopened as (
        update comparisons c set state = 'reopened', shown_at = now()
        from last join ballot_boxes b on b.study_id = ${studyId} and b.state = 'open'
        where c.study_id = ${studyId} and c.id = last.id and c.id = ${comparison} and c.tester_id = ${testerId}
          and c.state in ('answered', 'reopened')
          and not exists (select from comparisons o where o.study_id = ${studyId} and o.tester_id = ${testerId}
                            and o.state = 'reopened' and o.id <> c.id)
        returning c.id
      )
      select case
               when exists (select from reopened) then 'reopened'
               when not exists (select from ballot_boxes where study_id = ${studyId} and state = 'open') then 'not_open'
               else 'not_last'
             end as result
      from comparisons where study_id = ${studyId} and id = ${comparison} and tester_id = ${testerId}`,
  ).catch(refuseSecondUndo)
  return row?.result ?? 'unknown'
}

/** Another answer was reopened while this statement waited: the index that allows one refuses the second, whole. */
function refuseSecondUndo(error: unknown): [{ result: UndoResult }] {
  const { code, constraint_name } = error as { code?: string; constraint_name?: string }
  if (code === '23505' && constraint_name === 'comparisons_one_reopened') return [{ result: 'not_last' }]
  throw error
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
