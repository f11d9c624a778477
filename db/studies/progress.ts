import type { Conversation } from '../../server/domain/conversation.ts'
import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'

type Who = { studyId: number; testerId: number }

export type OwnAnswers = {
  choices: { a: number; b: number; tie: number; both_bad: number }
  repeats: { same: number; of: number }
  others: { same: number; of: number }
  /** The first of the pairs on which most others preferred the other answer, and what was chosen there. */
  apart: { question: Conversation; choice: 'a' | 'b' }[]
}

const mostApart = 10
/** What one other person chose is theirs to tell. */
const fewestOthers = 2

/**
 * What one tester did: choices by side, swapped repeats answered alike, and, of the pairs on which most others chose a
 * side, on how many they chose the same. An answer that can still be changed is compared with nothing, so that nobody
 * tries which one agrees.
 */
export async function ownAnswers(
  db: Db,
  { studyId, testerId, changeable }: Who & { changeable: string | null },
): Promise<OwnAnswers> {
  const [row] = await db<OwnAnswers[]>`
    with answers as (
      select c.id, c.pair_id, c.repeat_of, c.purpose, v.outcome, v.position,
             case when v.outcome in ('tie', 'both_bad') then v.outcome
                  when (v.outcome = 'a') <> c.swapped then 'lo' else 'hi' end as preferred
      from comparisons c
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = ${studyId} and c.tester_id = ${testerId} and v.outcome <> 'skip'
        and c.purpose in ('vote', 'repeat')
    ), settled as (
      select * from answers where id is distinct from ${changeable}
    ), repeats as (
      select count(*) as of, count(*) filter (where again.preferred = before.preferred) as same
      from settled again join settled before on before.id = again.repeat_of
    ), elsewhere as (
      select c.pair_id, count(*) filter (where (v.outcome = 'a') <> c.swapped) as lo,
             count(*) filter (where (v.outcome = 'a') = c.swapped) as hi
      from settled
      join comparisons c on c.study_id = ${studyId} and c.pair_id = settled.pair_id and c.tester_id <> ${testerId}
        and c.purpose = 'vote'
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
        and v.outcome in ('a', 'b')
      where settled.purpose = 'vote'
      group by c.pair_id
    ), compared as (
      select settled.pair_id, settled.outcome, settled.position,
             (settled.preferred = 'lo') = (elsewhere.lo > elsewhere.hi) as alike
      from settled join elsewhere on elsewhere.pair_id = settled.pair_id and elsewhere.lo <> elsewhere.hi
        and elsewhere.lo + elsewhere.hi >= ${fewestOthers}
      where settled.purpose = 'vote' and settled.preferred in ('lo', 'hi')
    ), apart as (
      select q.messages as question, compared.outcome as choice, compared.position
      from compared
      join pairs p on p.study_id = ${studyId} and p.id = compared.pair_id
      join prompts q on q.study_id = ${studyId} and q.id = p.prompt_id
      where not compared.alike
      order by compared.position limit ${mostApart}
    )
    select jsonb_build_object(
             'a', count(*) filter (where outcome = 'a'), 'b', count(*) filter (where outcome = 'b'),
             'tie', count(*) filter (where outcome = 'tie'),
             'both_bad', count(*) filter (where outcome = 'both_bad')) as choices,
           (select jsonb_build_object('same', same, 'of', "of") from repeats) as repeats,
           (select jsonb_build_object('same', count(*) filter (where alike), 'of', count(*)) from compared) as others,
           (select coalesce(jsonb_agg(jsonb_build_object('question', question, 'choice', choice) order by position), '[]')
            from apart) as apart
    from answers`
  return (
    row ?? {
      choices: { a: 0, b: 0, tie: 0, both_bad: 0 },
      repeats: { same: 0, of: 0 },
      others: { same: 0, of: 0 },
      apart: [],
    }
  )
}

/** How far a study is: votes asked for in all, or by the pairs laid out where none were planned; and people. */
export async function studyProgress(
  db: Db,
  studyId: number,
): Promise<{ wanted: number; joined: number; voted: number; finished: number }> {
  const [row] = await db<{ wanted: number; joined: number; voted: number; finished: number }[]>`
    select (select coalesce((b.plan -> -1 ->> 'planned')::float8,
                              (select sum(slots) from pairs where study_id = ${studyId}), 0)::float8
              from ballot_boxes b where b.study_id = ${studyId}) as wanted,
           count(*)::int as joined, count(*) filter (where votes > 0)::int as voted,
           count(finished_at)::int as finished
    from testers where study_id = ${studyId}`
  return row ?? { wanted: 0, joined: 0, voted: 0, finished: 0 }
}

/** The votes that count towards a study's plan: one for each slot, none of whom was left out and is replaced. */
export async function votesOfPlan(db: Db, studyId: number): Promise<number> {
  const [row] = await db<{ votes: number }[]>`
    select count(*)::int as votes from comparisons
    where study_id = ${studyId} and purpose = 'vote' and state in ('answered', 'reopened') and not slot_returned`
  return row?.votes ?? 0
}

/** Whether nobody who joined and has not finished has a pair before them, or one among those laid out that they could get. */
export async function haveRunOut(db: Db, studyId: number): Promise<boolean> {
  const [row] = await db<{ ranOut: boolean }[]>`
    select not exists (
      select from testers t
      join studies s on s.id = t.study_id
      where t.study_id = ${studyId} and t.finished_at is null and t.withdrawn_at is null
        and t.votes < coalesce((s.settings ->> 'max_votes_per_tester')::int, t.votes + 1)
        and (
          exists (
            select from comparisons c
            where c.study_id = ${studyId} and c.tester_id = t.id and c.state = 'reserved'
          )
          or exists (
            select from pairs p
            where p.study_id = ${studyId} and p.taken < p.slots and not ${isWithdrawn(db)}
              and not exists (
                select from comparisons c
                where c.study_id = ${studyId} and c.tester_id = t.id and c.pair_id = p.id
                  and not (c.state = 'lapsed' and c.purpose = 'vote')
              )
          )
        )
    ) as "ranOut"`
  return row?.ranOut ?? false
}
