import type { Db } from '../connection/client.ts'

export type RequestKey = { tokenId: number; key: Buffer; request: Buffer }
export type Claim =
  | { state: 'new' }
  | { state: 'unfinished' }
  | { state: 'other_request' }
  | { state: 'answered'; answer: Buffer }

/**
 * Takes a key for a request, or says what became of the request that had it before. Of two that come together one
 * gets it. Keys are kept for two days.
 */
export async function claimRequest(db: Db, { tokenId, key, request }: RequestKey): Promise<Claim> {
  const [row] = await db<{ claimed: boolean; request: Buffer | null; answer: Buffer | null }[]>`
    with forgotten as (
      delete from idempotency_keys
      where created_at < now() - interval '2 days' and not (token_id = ${tokenId} and key = ${key})
    ), claimed as (
      insert into idempotency_keys as k (token_id, key, request) values (${tokenId}, ${key}, ${request})
      on conflict (token_id, key) do update set request = excluded.request, answer = null, created_at = now()
      where k.created_at < now() - interval '2 days'
      returning token_id
    )
    select exists (select from claimed) as claimed, known.request, known.answer
    from (values (1)) one (row) left join idempotency_keys known on known.token_id = ${tokenId} and known.key = ${key}`
  if (row?.claimed) return { state: 'new' }
  if (row?.request && !row.request.equals(request)) return { state: 'other_request' }
  return row?.answer ? { state: 'answered', answer: row.answer } : { state: 'unfinished' }
}

export async function keepAnswer(
  db: Db,
  { tokenId, key, answer }: Omit<RequestKey, 'request'> & { answer: Buffer },
) {
  await db`update idempotency_keys set answer = ${answer} where token_id = ${tokenId} and key = ${key}`
}

/** For a request that was refused: the key may be used again. */
export async function releaseRequest(db: Db, { tokenId, key }: Omit<RequestKey, 'request'>): Promise<void> {
  await db`delete from idempotency_keys where token_id = ${tokenId} and key = ${key} and answer is null`
}
