import { createHash, randomBytes } from 'node:crypto'
import { TesterSettings } from '../../server/domain/settings/tester-settings.ts'
import type { InviteKind, InviteRow } from '../../server/domain/tester-rows.ts'
import { type Act, recordingAct } from '../accounts/audit.ts'
import type { Db } from '../connection/client.ts'
import { studyPace } from '../studies/study-pace.ts'

export type NewInvites = {
  studyId: number
  kind: InviteKind
  count: number
  label: string
  cap: number | null
  expires: Date | null
  act?: Act
}

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Only the hash is kept: the codes are in this answer and nowhere else. */
export async function createInvites(
  db: Db,
  { studyId, kind, count, label, cap, expires, act }: NewInvites,
): Promise<{ id: number; code: string; kind: InviteKind; label: string }[]> {
  const invites = Array.from({ length: count }, (_, n) => {
    const code = newSecret()
    return { code, hash: hashOf(code), label: count > 1 ? `${label || 'Tester'} ${n + 1}`.trim() : label }
  })
  const rows = await db<{ id: number }[]>`
    with made as (
      insert into invites (study_id, hash, kind, label, cap, expires_at)
      select ${studyId}, decode(i.hash, 'hex'), ${kind}, i.label, ${kind === 'personal' ? 1 : cap}, ${expires}
      from jsonb_to_recordset(${db.json(invites.map((i) => ({ hash: i.hash.toString('hex'), label: i.label })))})
           as i (hash text, label text)
      returning id
    )${recordingAct(db, act, {
      from: db`studies s where s.id = ${studyId} and exists (select from made)`,
      studyId,
      subject: db`s.slug`,
    })}
    select id from made order by id`
  return invites.map(({ code, label: own }, n) => ({ id: rows[n]?.id ?? 0, code, kind, label: own }))
}

export async function listInvites(db: Db, studyId: number) {
  return db<InviteRow[]>`
    select i.id, i.kind, i.label, i.cap, i.expires_at as "expiresAt", i.revoked_at as "revokedAt",
           i.joined as testers
    from invites i where i.study_id = ${studyId} order by i.id`
}

export async function revokeInvite(
  db: Db,
  { studyId, id, act }: { studyId: number; id: number; act?: Act },
): Promise<boolean> {
  const rows = await db`
    with revoked as (
      update invites set revoked_at = coalesce(revoked_at, now()) where study_id = ${studyId} and id = ${id}
      returning id, revoked_at = now() as is_fresh
    )${recordingAct(db, act, {
      from: db`revoked join studies s on s.id = ${studyId} where is_fresh`,
      studyId,
      subject: db`s.slug`,
    })}
    select id from revoked`
  return rows.length === 1
}

export type InvitedStudy = {
  code: string
  inviteId: number
  kind: InviteKind
  studyId: number
  key: string
  question: string
  instructions: string
  consent: string
  consentVersion: number
  state: string
  full: boolean
  most: number | null
  secondsPerVote: number
  /** A personal link that somebody joined by: it leads back to where they were. */
  joined: boolean
  settings: TesterSettings
}

/** What a landing page may show. Null for unknown, revoked and expired links alike. */
export async function findInvite(db: Db, code: string): Promise<InvitedStudy | null> {
  const [row] = await db<Omit<InvitedStudy, 'code'>[]>`
    select i.id as "inviteId", i.kind, i.study_id as "studyId", s.key, s.question, s.instructions, s.consent,
           s.consent_version as "consentVersion", b.state, s.settings,
           i.kind = 'open' and coalesce(i.joined >= i.cap, false) as full,
           i.kind = 'personal' and i.joined > 0 as joined,
           (s.settings ->> 'max_votes_per_tester')::int as most,
           ${studyPace(db)} as "secondsPerVote"
    from invites i
    join studies s on s.id = i.study_id
    join ballot_boxes b on b.study_id = i.study_id
    where i.hash = ${hashOf(code)} and i.revoked_at is null and (i.expires_at is null or i.expires_at > now())`
  return row ? { ...row, code, settings: TesterSettings.parse(row.settings) } : null
}

/** How long taking part is said to last: what the study says, else what the pace so far makes likely. */
export function promisedMinutes({ settings, most, secondsPerVote }: InvitedStudy): number | null {
  if (settings.promised_minutes !== null) return settings.promised_minutes
  if (most === null) return null
  return Math.max(1, Math.ceil(((most + settings.practice.length) * secondsPerVote) / 60))
}
