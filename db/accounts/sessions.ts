import type { Person } from '../../server/domain/account-rows.ts'
import type { Db } from '../connection/client.ts'
import { hashOf, newSecret } from '../testers/invites.ts'
import { type Act, recordingAct } from './audit.ts'

const lifetime = '14 days'

/** Only the hash is kept: the secret goes into the cookie and nowhere else. */
export async function startSession(
  db: Db,
  { personId, act }: { personId: number; act?: Act },
): Promise<string> {
  const secret = newSecret()
  await db`
    with lapsed as (delete from sessions where expires_at < now())${recordingSession(db, personId, act)}
    insert into sessions (hash, person_id, csrf, expires_at)
    values (${hashOf(secret)}, ${personId}, ${newSecret()}, now() + ${lifetime}::interval)`
  return secret
}

export async function findSession(db: Db, secret: string): Promise<Person | null> {
  const [person] = await db<Person[]>`
    select p.id, p.email, p.role
    from sessions s join people p on p.id = s.person_id
    where s.hash = ${hashOf(secret)} and s.expires_at > now() and p.disabled_at is null`
  return person ?? null
}

export async function endSession(db: Db, secret: string): Promise<void> {
  await db`delete from sessions where hash = ${hashOf(secret)}`
}

export async function endSessions(db: Db, { personId, act }: { personId: number; act?: Act }): Promise<void> {
  await db`
    with ended as (delete from sessions where person_id = ${personId})${recordingSession(db, personId, act)}
    select`
}

const recordingSession = (db: Db, personId: number, act: Act | undefined) =>
  recordingAct(db, act, {
    from: db`people p where p.id = ${personId}`,
    studyId: null,
    subject: db`p.email`,
  })
