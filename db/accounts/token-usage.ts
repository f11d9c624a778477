import type { Token } from '../../server/domain/account-rows.ts'
import type { Db } from '../connection/client.ts'
import { hashOf } from '../testers/invites.ts'
import { isWellFormedToken } from './tokens.ts'

export const requestsPerMinute = 6000

export type Usage = { requests: number; resetSeconds: number }

/**
 * The token behind a secret and how much of its minute is used up, this request counted. Null for what is mistyped,
 * unknown, revoked or expired alike.
 */
export async function useToken(db: Db, secret: string): Promise<{ token: Token; usage: Usage } | null> {
  if (!isWellFormedToken(secret)) return null
  const [row] = await db<(Token & Usage)[]>`
    with found as (
      select id, name, scopes, study_id from api_tokens
      where hash = ${hashOf(secret)} and revoked_at is null and (expires_at is null or expires_at > now())
    ), used as (
      insert into token_usage as u (token_id, minute, requests)
      select id, date_trunc('minute', now()), 1 from found
      on conflict (token_id) do update
      set requests = case when u.minute = excluded.minute then u.requests + 1 else 1 end, minute = excluded.minute
      returning requests
    )
    select found.id, found.name, found.scopes, found.study_id as "studyId", used.requests,
           60 - floor(extract(second from now()))::int as "resetSeconds"
    from found cross join used`
  if (!row) return null
  const { requests, resetSeconds, ...token } = row
  return { token, usage: { requests, resetSeconds } }
}
