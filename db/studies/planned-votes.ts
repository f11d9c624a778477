import type { Db } from '../connection/client.ts'
import { isWithdrawn } from '../outputs/withdrawals.ts'

/**
 * SQL for the votes a study asks for in all: so many of each pair its outputs make, and those that pairs of what has
 * been withdrawn have got. A pair is two models' first outputs to one prompt with different texts; of n outputs to a
 * prompt, m of them alike, that is (n² − Σm²) / 2, so that no pair is listed.
 */
export const plannedVotes = (db: Db, studyId: number, votesPerPair: ReturnType<Db>): ReturnType<Db> => db`(
  select ${votesPerPair}::bigint * coalesce(sum((outputs * outputs - alike) / 2), 0)::bigint + (
           select coalesce(sum(p.slots), 0) from pairs p
           where p.study_id = ${studyId} and ${isWithdrawn(db)})
  from (
    select sum(same) as outputs, sum(same * same) as alike
    from (
      select prompt_id, count(*) as same
      from (
        select distinct on (o.model_id, o.prompt_id) o.prompt_id, o.content_hash
        from outputs o
        join models m on m.study_id = ${studyId} and m.id = o.model_id and m.withdrawn_at is null
        join prompts q on q.study_id = ${studyId} and q.id = o.prompt_id and q.withdrawn_at is null
        where o.study_id = ${studyId}
        order by o.model_id, o.prompt_id, o.sample, o.id
      ) firsts
      group by prompt_id, content_hash
    ) texts
    group by prompt_id
  ) per_prompt)`

/** SQL for the entry of a plan that is fixed now, of the ballot box `b`. */
export const planEntry = (db: Db, planned: ReturnType<Db>): ReturnType<Db> =>
  db`jsonb_build_array(jsonb_build_object('position', b.position, 'planned', ${planned}))`

/**
 * Fixes anew how many votes an opened study asks for, where what is compared has changed: outputs that came later,
 * models or prompts withdrawn or taken back. Doing it again changes nothing.
 */
export async function replan(db: Db, studyId: number): Promise<void> {
  const each: ReturnType<Db> = db`(select (settings ->> 'votes_per_pair')::int from studies where id = ${studyId})`
  await db`
    update ballot_boxes b set plan = b.plan || ${planEntry(db, db`now.planned`)}
    from (select ${plannedVotes(db, studyId, each)} as planned) now
    where b.study_id = ${studyId} and b.plan <> '[]' and (b.plan -> -1 ->> 'planned')::bigint <> now.planned`
}
