import { type Act, recordingAct } from '../accounts/audit.ts'
import { again } from '../connection/again.ts'
import type { Db } from '../connection/client.ts'
import { givingBack, slotsFrom } from '../outputs/withdrawals.ts'
import { studyPace } from '../studies/study-pace.ts'
import { activeSeconds } from '../voting/active-seconds.ts'
import { askingOthers, showingsOf } from '../voting/replacing.ts'
import { skipsLeft } from '../voting/skip-allowance.ts'

type Who = { studyId: number; testerId: number }

/** Where a tester stands between joining and done. */
export type Journey = {
  /** Answers that count towards what was asked for. */
  answers: number
  /** How many are asked for in all, where that is limited. */
  asked: number | null
  practised: number
  answersSinceRest: number
  secondsSinceRest: number
  seconds: number
  promisedMinutes: number | null
  /** Whether they chose to go on after the promised time was up. */
  promiseMet: boolean
  /** Their own median after five answers; before that mixed with the study's, a fifth more with each answer. */
  secondsPerVote: number
  /** The comparison answered last, where that answer can still be reopened. */
  lastAnswered: string | null
  skipsLeft: number
  /** Whether something is before them: a pair handed out, or an answer reopened. */
  hasLive: boolean
  /** Whether the study's share asks for one of their answers to be shown again. */
  isRepeatDue: boolean
}

/** All that the next screen depends on, in one reading of the tester's own showings. */
export async function journeyOf(db: Db, { studyId, testerId }: Who): Promise<Journey | null> {
  const [row] = await db<Journey[]>`
    with showings as materialized (
      select c.id, c.state, c.purpose, c.answered_at, v.position, ${activeSeconds(db)} as seconds
      from comparisons c
      left join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = ${studyId} and c.tester_id = ${testerId}
    ), last as (
      select id, state from showings
      where position is not null and purpose <> 'practice' order by position desc limit 1
    )
    select t.votes as answers, (s.settings ->> 'max_votes_per_tester')::int as asked, t.practised,
           t.votes - t.rested_votes as "answersSinceRest", t.promised_minutes as "promisedMinutes",
           t.promise_met_at is not null as "promiseMet", spent.seconds, spent.since_rest as "secondsSinceRest",
           ${skipsLeft(db, db`spent.unanswered`)} as "skipsLeft", spent.live as "hasLive", floor(spent.answered * (s.settings ->> 'repeat_share')::float8) > spent.repeats
             as "isRepeatDue",
           case when spent.own >= 5 then spent.pace
                else (spent.own * coalesce(spent.pace, 0) + (5 - spent.own) * ${studyPace(db)}) / 5 end as "secondsPerVote",
           (select id from last where state = 'answered') as "lastAnswered"
    from testers t
    join studies s on s.id = t.study_id
    cross join lateral (
      select coalesce(sum(seconds), 0) as seconds,
             coalesce(sum(seconds) filter (where answered_at > t.rested_at), 0) as since_rest,
             count(*) filter (where state = 'answered') as own,
             percentile_cont(0.5) within group (order by seconds) filter (where state = 'answered') as pace,
             count(*) filter (where state = 'answered' and purpose = 'vote') as answered,
             count(*) filter (where purpose = 'repeat') as repeats,
             count(*) filter (where state = 'lapsed' and purpose = 'vote') as unanswered,
             coalesce(bool_or(state in ('reserved', 'reopened')), false) as live
      from showings
    ) spent
    where t.study_id = ${studyId} and t.id = ${testerId}`
  return row ?? null
}

/** The tester goes on after a pause. */
export async function endRest(
  db: Db,
  { studyId, testerId, promiseMet }: Who & { promiseMet: boolean },
): Promise<void> {
  await db`
    update testers
    set rested_at = now(), rested_votes = votes,
        promise_met_at = case when ${promiseMet} then coalesce(promise_met_at, now()) else promise_met_at end
    where study_id = ${studyId} and id = ${testerId}`
}

/**
 * The tester stops: the slot that was held for them goes to others, and the pair waits for them if they come back.
 * Asking again changes nothing.
 */
export async function stopTester(db: Db, { studyId, testerId }: Who): Promise<void> {
  await again(
    () => db`
      with leaving as (
        update testers set finished_at = now()
        where study_id = ${studyId} and id = ${testerId} and finished_at is null
        returning id, holds_slots
      ), ${showingsOf(db, { studyId, of: db`leaving` })}, ${letGo(db, studyId)},
      ${slotsFrom(db, { studyId, from: db`mine`, held: db`held_slot and state = 'reserved'` })}
      update pairs p set ${givingBack(db)}
      from given_back where p.study_id = ${studyId} and p.id = given_back.id`,
  )
}

/** The tester who stopped goes on after all. */
export async function resumeTester(db: Db, { studyId, testerId }: Who): Promise<void> {
  await db`
    update testers set finished_at = null
    where study_id = ${studyId} and id = ${testerId} and withdrawn_at is null`
}

/**
 * The tester takes their answers out. Nothing is deleted: the answers stay where they are, marked, and an exclusion
 * leaves them out of clean results and of training files. Others are asked for them instead. Whom a personal link was
 * for is forgotten. Asking again changes nothing.
 */
export async function withdrawTester(
  db: Db,
  { studyId, testerId, onRequestBy = null, act }: Who & { onRequestBy?: string | null; act?: Act },
): Promise<boolean> {
  const reason = onRequestBy === null ? 'The tester withdrew' : 'The tester asked to be withdrawn'
  const rows = await again(
    () => db`
      with leaving as (
        update testers
        set withdrawn_at = now(), finished_at = coalesce(finished_at, now()), holds_slots = false
        where study_id = ${studyId} and id = ${testerId} and withdrawn_at is null
        returning id, invite_id, holds_slots, pseudonym
      ), ${showingsOf(db, { studyId, of: db`leaving` })}, ${letGo(db, studyId)}, returned as (
        update comparisons c set slot_returned = true
        from mine where c.study_id = ${studyId} and c.id = mine.id and mine.state = 'answered' and mine.held_slot
      ), ${slotsFrom(db, { studyId, from: db`mine`, held: db`held_slot` })}, asked_again as (
        update pairs p set ${askingOthers(db, studyId)}
        from given_back where p.study_id = ${studyId} and p.id = given_back.id
      ), nameless as (
        update invites i set label = ''
        from leaving where i.study_id = ${studyId} and i.id = leaving.invite_id and i.kind = 'personal'
      )${recordingAct(db, act, { from: db`leaving`, studyId, subject: db`leaving.pseudonym` })}
      insert into exclusions (study_id, tester_id, rule, reason, by)
      select ${studyId}, id, 'withdrawn', ${reason}, ${onRequestBy ?? 'the tester'} from leaving returning id`,
  )
  return rows.length > 0
}

/** Of `mine`: the reserved showing lapses at once, an answer that was reopened stands as it was. */
const letGo = (db: Db, studyId: number) => db`
  let_go as (
    update comparisons c set state = 'lapsed', reserved_until = now()
    from mine where c.study_id = ${studyId} and c.id = mine.id and mine.state = 'reserved'
  ), settled as (
    update comparisons c
    set state = 'answered', slot_returned = c.slot_returned or (mine.held_slot and not mine.keeps_slots)
    from mine where c.study_id = ${studyId} and c.id = mine.id and mine.state = 'reopened'
  )`
