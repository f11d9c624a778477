import type { Db } from '../connection/client.ts'

const sealingLock = 7_231_606
const mostPerSeal = 20_000

/** The studies with votes that no seal covers yet. */
export async function unsealedStudies(db: Db): Promise<number[]> {
  const rows = await db<{ id: number }[]>`
    select b.study_id as id from ballot_boxes b
    where b.position > coalesce((select max(s.position) from seals s where s.study_id = b.study_id), 0)`
  return rows.map(({ id }) => id)
}

/**
 * Seals what came since the last seal: the hashes of the votes in the order of their positions, chained to the seal
 * before. One process does it at a time; where another is at it, nothing happens. Positions have no gaps, so a seal
 * that would skip one is not made.
 *
 * @returns how many votes were sealed
 */
export async function sealVotes(db: Db, studyId: number): Promise<number> {
  const [row] = await db<{ votes: number }[]>`
    with turn as materialized (select pg_try_advisory_xact_lock(${sealingLock}, ${studyId}) as mine),
    head as (
      select coalesce(max(s.position), 0) as position,
             coalesce((array_agg(s.hash order by s.position desc))[1], '\\x'::bytea) as hash
      from seals s, turn where s.study_id = ${studyId} and turn.mine
    ), fresh as (
      select v.position, v.hash from votes v, head, turn
      where turn.mine and v.study_id = ${studyId} and v.position > head.position
        and v.position <= head.position + ${mostPerSeal}
    ), sealed as (
      insert into seals (study_id, position, previous, leaves, hash)
      select ${studyId}, max(fresh.position), head.hash, string_agg(fresh.hash, ''::bytea order by fresh.position),
             sha256(head.hash || string_agg(fresh.hash, ''::bytea order by fresh.position))
      from fresh cross join head
      group by head.position, head.hash
      having count(fresh.hash) = max(fresh.position) - head.position
      on conflict do nothing
      returning length(leaves) / 32 as votes
    )
    select votes from sealed`
  return row?.votes ?? 0
}

export type SealHead = { position: number; hash: string; at: Date }

/** The seal with this hash: the position up to which whoever kept it can vouch for the votes; null where there is none. */
export async function sealNamed(
  db: Db,
  { studyId, hash }: { studyId: number; hash: string },
): Promise<number | null> {
  const [seal] = await db<{ position: number }[]>`
    select position from seals where study_id = ${studyId} and encode(hash, 'hex') = ${hash}`
  return seal?.position ?? null
}

/** The last seal that covers nothing beyond a position. */
export async function sealAt(
  db: Db,
  { studyId, position }: { studyId: number; position: number },
): Promise<SealHead | null> {
  const [seal] = await db<SealHead[]>`
    select position, encode(hash, 'hex') as hash, at from seals
    where study_id = ${studyId} and position <= ${position} order by position desc limit 1`
  return seal ?? null
}
