import { randomBytes } from 'node:crypto'
import type { InviteKind, TesterRow } from '../../server/domain/tester-rows.ts'
import type { Db } from '../connection/client.ts'
import { activeSeconds } from '../voting/active-seconds.ts'
import { hashOf, newSecret } from './invites.ts'

export type Tester = {
  id: number
  studyId: number
  pseudonym: string
  votes: number
  skips: number
  finished: boolean
  withdrawn: boolean
}

type Joining = {
  code: string
  kind: InviteKind
  inviteId: number
  studyId: number
  consentVersion: number
  locale: string
  promisedMinutes?: number | null
  /** Whether answers may be published; null where that was not asked. */
  mayPublish?: boolean | null
  /** Whether somebody who is signed in joins. */
  byStaff?: boolean
}

/**
 * Lets a person in under a pseudonym. A personal link leads back to the one tester it made, on any number of devices:
 * its token comes from its code, so that no device puts out another. Null when the link is full, used up or no longer
 * good, or the study is not open.
 */
export async function joinStudy(
  db: Db,
  {
    code,
    kind,
    inviteId,
    studyId,
    consentVersion,
    locale,
    promisedMinutes = null,
    mayPublish = null,
    byStaff = false,
  }: Joining,
): Promise<{ token: string } | null> {
  const token = kind === 'personal' ? hashOf(`tester ${code}`).toString('base64url') : newSecret()
  const [row] = await db`
    with invite as (
      select i.study_id, i.id, i.kind, b.state
      from invites i join ballot_boxes b on b.study_id = i.study_id
      where i.study_id = ${studyId} and i.id = ${inviteId}
        and i.revoked_at is null and (i.expires_at is null or i.expires_at > now())
    ), entry as (
      update invites i set joined = joined + 1
      from invite
      where invite.state = 'open' and i.study_id = invite.study_id and i.id = invite.id
        and (i.cap is null or i.joined < i.cap)
      returning i.study_id, i.id
    ), joined as (
      insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, consent_hash,
                           promised_minutes, may_publish, locale, by_staff)
      select entry.study_id, entry.id, ${`t_${randomBytes(8).toString('hex')}`}, ${hashOf(token)},
             consent.version, consent.hash, ${promisedMinutes}, ${mayPublish}, ${locale}, ${byStaff}
      from entry
      join consent_texts consent on consent.study_id = entry.study_id and consent.version = ${consentVersion}
      returning id
    ), resumed as (
      update testers t set token_hash = ${hashOf(token)}
      from invite
      where invite.kind = 'personal' and not exists (select from entry)
        and t.study_id = invite.study_id and t.invite_id = invite.id
      returning t.id
    )
    select id from resumed union all select id from joined`
  return row ? { token } : null
}

/** The tester of this cookie in the study of this key, or null: the only way to a tester's rows. */
export async function findTester(
  db: Db,
  { key, token }: { key: string; token: string },
): Promise<Tester | null> {
  const [tester] = await db<Tester[]>`
    select t.id, t.study_id as "studyId", t.pseudonym, t.votes, t.skips, t.finished_at is not null as finished,
           t.withdrawn_at is not null as withdrawn
    from studies s join testers t on t.study_id = s.id
    where s.key = ${key} and t.token_hash = ${hashOf(token)}`
  return tester ?? null
}

export async function finishTester(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<void> {
  await db`update testers set finished_at = coalesce(finished_at, now()) where study_id = ${studyId} and id = ${testerId}`
}

/** The tester reads now how others answered. The first time is kept: what is answered later may have heard of it. */
export async function noteReport(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<void> {
  await db`
    update testers set votes_at_report = votes
    where study_id = ${studyId} and id = ${testerId} and votes_at_report is null`
}

export async function listTesters(db: Db, studyId: number): Promise<TesterRow[]> {
  return db<TesterRow[]>`
    select t.id, t.pseudonym, answers.votes, answers.skips, t.consent_at as "consentAt", t.finished_at as "finishedAt",
           t.withdrawn_at as "withdrawnAt", t.may_publish as "mayPublish", t.simulated, t.by_staff as "byStaff",
           answers.sides as "left", answers.median as "medianSeconds",
           answers.checks, answers.checks_passed as "checksPassed", answers.unseen, answers.told_seen as "toldSeen",
           greatest(0, coalesce(t.votes - t.votes_at_report, 0)) as "afterReport",
           exists (select from exclusions e where e.study_id = t.study_id and e.tester_id = t.id
                     and e.lifted_at is null) as excluded
    from testers t
    join studies s on s.id = t.study_id
    left join lateral (
      select count(*) filter (where c.purpose = 'vote' and v.outcome <> 'skip')::int as votes,
             count(*) filter (where c.purpose = 'vote' and v.outcome = 'skip')::int as skips,
             case when count(*) filter (where c.purpose = 'vote' and v.outcome in ('a', 'b')) > 0 then
               jsonb_build_object(
                 'count', count(*) filter (where c.purpose = 'vote' and v.outcome = 'a'),
                 'total', count(*) filter (where c.purpose = 'vote' and v.outcome in ('a', 'b'))) end as sides,
             percentile_cont(0.5) within group (order by ${activeSeconds(db)})
               filter (where c.purpose = 'vote' and v.outcome <> 'skip') as median,
             count(*) filter (where c.pair_id is not null and v.outcome <> 'skip' and not (v.seen_a and v.seen_b)) as unseen,
             count(*) filter (where c.pair_id is not null and v.outcome <> 'skip' and (v.seen_a and v.seen_b) is not null)
               as told_seen,
             count(*) filter (where c.purpose = 'check' and v.outcome <> 'skip') as checks,
             count(*) filter (where c.purpose = 'check' and v.outcome = s.settings -> 'choices' ->> c.item) as checks_passed
      from comparisons c join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
      where c.study_id = t.study_id and c.tester_id = t.id
    ) answers on true
    where t.study_id = ${studyId} order by t.id`
}

/** Marks a tester as made up, for good. */
export async function markSimulated(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<void> {
  await db`update testers set simulated = true where study_id = ${studyId} and id = ${testerId}`
}
