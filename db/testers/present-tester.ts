import type { Db } from '../connection/client.ts'

/**
 * `tester`: whoever may be handed something now, with their row locked. Whatever changes a tester together with their
 * showings begins with this row, then come showings, then pairs in the order of their ids, then the ballot box: in one
 * order nobody waits for somebody who waits for them.
 */
export const presentTester = (db: Db, { studyId, testerId }: { studyId: number; testerId: number }) => db`
  tester as (
    select t.id, t.votes, t.holds_slots, s.settings
    from testers t
    join ballot_boxes b on b.study_id = ${studyId} and b.state = 'open'
    join studies s on s.id = ${studyId}
    where t.study_id = ${studyId} and t.id = ${testerId} and t.finished_at is null and t.withdrawn_at is null
      and t.votes < coalesce((s.settings ->> 'max_votes_per_tester')::int, 2147483647)
    for no key update of t
  )`
