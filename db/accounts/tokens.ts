import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { TokenRow } from '../../server/domain/account-rows.ts'
import type { Scope } from '../../server/domain/scope.ts'
import type { Db } from '../connection/client.ts'
import { hashOf } from '../testers/invites.ts'
import { type Act, recordingAct } from './audit.ts'

type NewToken = {
  name: string
  scopes: readonly Scope[]
  studyId: number | null
  days: number | null
  by: string
  act?: Act
}

/** Only the hash is kept: the token is in this answer and nowhere else. */
export async function createToken(
  db: Db,
  { name, scopes, studyId, days, by, act }: NewToken,
): Promise<{ id: number; token: string }> {
  const body = `tb_${base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43)}`
  const token = `${body}_${checksum(body)}`
  const [row] = await db<{ id: number }[]>`
    with token as (
      insert into api_tokens (hash, name, scopes, study_id, created_by, expires_at)
      values (${hashOf(token)}, ${name}, ${[...scopes]}, ${studyId}, ${by}, now() + make_interval(days => ${days}))
      returning id
    )${recordingAct(db, act, { from: db`token`, studyId, subject: name })}
    select id from token`
  if (!row) throw new Error('The token was not stored')
  return { id: row.id, token }
}

/** Whether its checksum is right: what is mistyped never reaches the database. */
export function isWellFormedToken(token: string): boolean {
  const [, body = '', sum] = /^(tb_[0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/.exec(token) ?? []
  return checksum(body) === sum
}

export async function listTokens(db: Db): Promise<TokenRow[]> {
  return db<TokenRow[]>`
    select t.id, t.name, t.scopes, s.slug as study, t.created_by as "createdBy", t.created_at as "createdAt",
           t.expires_at as "expiresAt", t.revoked_at as "revokedAt"
    from api_tokens t left join studies s on s.id = t.study_id
    order by t.id desc`
}

export async function revokeToken(
  db: Db,
  { id, act }: { id: number; act?: Act },
): Promise<{ name: string; studyId: number | null } | null> {
  const [row] = await db<{ name: string; studyId: number | null }[]>`
    with token as (
      update api_tokens set revoked_at = now() where id = ${id} and revoked_at is null
      returning name, study_id
    )${recordingAct(db, act, { from: db`token`, studyId: db`token.study_id`, subject: db`token.name` })}
    select name, study_id as "studyId" from token`
  return row ?? null
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** So that a mistyped token is known without a look into the database, and scanners can recognise a leaked one. */
const checksum = (text: string): string => base62(BigInt(crc32(text)), 6)

function base62(value: bigint, width: number): string {
  let text = ''
  for (let rest = value; rest > 0n; rest /= 62n) text = digits[Number(rest % 62n)] + text
  return text.padStart(width, '0')
}
