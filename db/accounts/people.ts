import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Person, PersonRow } from '../../server/domain/account-rows.ts'
import { Conflict, Invalid, type Issue, NotFound } from '../../server/domain/refusals.ts'
import type { Role } from '../../server/domain/role.ts'
import type { Db } from '../connection/client.ts'
import { type Act, recordingAct } from './audit.ts'

type Credentials = { email: string; password: string }

const shortestPassword = 8
const longestPassword = 1024
const triesPerWindow = 10
const window = '15 minutes'

export async function anyPerson(db: Db): Promise<boolean> {
  const [row] = await db<{ any: boolean }[]>`select exists (select from people) as any`
  return row?.any ?? false
}

export async function createPerson(
  db: Db,
  { email, password, role, act }: Credentials & { role: Role; act?: Act },
): Promise<Person> {
  assertCredentials({ email, password })
  const passwordHash = await hash(password)
  const [person] = await db<Person[]>`
    with person as (
      insert into people (email, password_hash, role) values (${email.trim()}, ${passwordHash}, ${role})
      on conflict do nothing returning id, email, role
    )${recordingPerson(db, act)}
    select * from person`
  if (!person) throw new Conflict(`There is an account for ${email.trim()} already`)
  return person
}

/** The account of whoever set the server up: one statement, so a code makes one owner however often it is sent. */
export async function createOwner(
  db: Db,
  { codeHash, email, password }: Credentials & { codeHash: Buffer },
): Promise<Person | null> {
  assertCredentials({ email, password })
  const passwordHash = await hash(password)
  const [person] = await db<Person[]>`
    with code as (
      delete from setup_codes where hash = ${codeHash} and not exists (select from people) returning hash
    ), person as (
      insert into people (email, password_hash, role) select ${email.trim()}, ${passwordHash}, 'owner' from code
      returning id, email, role
    )${recordingPerson(db, { actor: email.trim(), act: 'person.create', details: { role: 'owner', by: 'set-up' } })}
    select * from person`
  return person ?? null
}

/** Unknown, disabled and wrong take the same path, so neither the answer nor its time tells them apart. */
export async function verifyPassword(
  db: Db,
  { email, password }: Credentials,
): Promise<Person | 'wrong' | 'too_often'> {
  const account = email.trim().toLowerCase().slice(0, 254).replaceAll('\0', '')
  if (!(await mayTry(db, account))) return 'too_often'
  const [found] = await db<(Person & { passwordHash: string })[]>`
    select id, email, role, password_hash as "passwordHash" from people
    where lower(email) = ${account} and disabled_at is null`
  const given = password.length > longestPassword ? '' : password
  const right = await verify(found?.passwordHash ?? (await decoy()), given)
  if (!found || !right) return 'wrong'
  await db`delete from login_attempts where email = ${account}`
  return { id: found.id, email: found.email, role: found.role }
}

/**
 * Counted after the attempt is stored: of any number sent at once, the n-th stored sees at least n, so no more than
 * the limit get through. Refused attempts are taken back, so a flood cannot keep the window shut for ever.
 */
async function mayTry(db: Db, account: string): Promise<boolean> {
  const [attempt] = await db<{ id: number }[]>`
    with lapsed as (delete from login_attempts where at < now() - ${window}::interval)
    insert into login_attempts (email) values (${account}) returning id`
  const [tries] = await db<{ count: number }[]>`
    select count(*)::int as count from login_attempts
    where email = ${account} and at > now() - ${window}::interval`
  if (attempt && tries && tries.count <= triesPerWindow) return true
  await db`delete from login_attempts where id = ${attempt?.id ?? 0}`
  return false
}

let decoyHash: Promise<string> | null = null
function decoy(): Promise<string> {
  decoyHash ??= hash(randomBytes(32))
  return decoyHash
}

/** A new password ends every session, so whoever knew the old one is out. */
export async function resetPassword(
  db: Db,
  { email, password, act }: Credentials & { act?: Act },
): Promise<void> {
  assertCredentials({ email, password })
  const passwordHash = await hash(password)
  const [person] = await db`
    with person as (
      update people set password_hash = ${passwordHash} where lower(email) = lower(${email.trim()})
      returning id, email
    ), ended as (
      delete from sessions using person where sessions.person_id = person.id
    ), forgiven as (
      delete from login_attempts where email = lower(${email.trim()})
    )${recordingPerson(db, act)}
    select id from person`
  if (!person) throw new NotFound(`There is no account for ${email}`)
}

export async function listPeople(db: Db): Promise<PersonRow[]> {
  return db<PersonRow[]>`
    select id, email, role, created_at as "createdAt", disabled_at as "disabledAt" from people order by id`
}

/** Shuts a person out at once. The last owner stays: somebody must be able to let people in. */
export async function disablePerson(db: Db, { id, act }: { id: number; act?: Act }): Promise<void> {
  const [person] = await db`
    with owner as (
      select id from people where role = 'owner' and disabled_at is null order by id for update
    ), person as (
      update people set disabled_at = coalesce(disabled_at, now())
      where id = ${id} and exists (select from owner where owner.id <> ${id})
      returning id, email
    ), ended as (
      delete from sessions using person where sessions.person_id = person.id
    )${recordingPerson(db, act)}
    select id from person`
  if (!person) throw new Conflict('This account cannot be switched off: the last owner has to stay')
}

export async function enablePerson(db: Db, { id, act }: { id: number; act?: Act }): Promise<void> {
  await db`
    with person as (
      update people set disabled_at = null where id = ${id} returning email
    )${recordingPerson(db, act)}
    select from person`
}

const recordingPerson = (db: Db, act: Act | undefined) =>
  recordingAct(db, act, { from: db`person`, studyId: null, subject: db`person.email` })

function assertCredentials({ email, password }: Credentials): void {
  const issues: Issue[] = []
  if (!/^[^\s@\0]+@[^\s@\0]+$/.test(email.trim()) || email.trim().length > 254) {
    issues.push({ pointer: '#/email', detail: 'must be an e-mail address' })
  }
  if (password.length < shortestPassword) {
    issues.push({ pointer: '#/password', detail: `must have ${shortestPassword} characters or more` })
  }
  if (password.length > longestPassword) {
    issues.push({ pointer: '#/password', detail: `must have ${longestPassword} characters or fewer` })
  }
  if (issues.length > 0) throw new Invalid('The account cannot be used as it is', issues)
}
