import type { Db } from '../../db/connection/client.ts'

type Votes = {
  studyId: number
  models: number
  prompts: number
  testers: number
  votes: number
  from: number
}

const slots = 10

/**
 * Answers written straight into the tables, `from` on: pairs, comparisons and votes as they would have come. Earlier
 * models are better; a tenth are ties and a tenth both bad. Every pair has ten votes of ten testers.
 */
export async function insertVotes(db: Db, { studyId, testers, votes, from }: Votes): Promise<void> {
  await db`
    with invite as (
      insert into invites (study_id, hash, kind, label)
      select ${studyId}, sha256('bench'), 'open', 'bench'
      where not exists (select from invites where study_id = ${studyId}) returning id
    )
    insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, locale)
    select ${studyId}, invite.id, 't_' || n, sha256(('tester ' || n)::bytea), 1, 'en'
    from invite, generate_series(1, ${testers}::int) n`
  await db`
    insert into pairs (study_id, prompt_id, output_lo, output_hi, model_lo, model_hi, slots, taken)
    select ${studyId}, a.prompt_id, a.id, b.id, a.model_id, b.model_id, 1000, 0
    from outputs a join outputs b on b.study_id = a.study_id and b.prompt_id = a.prompt_id and b.id > a.id
    where a.study_id = ${studyId} and not exists (select from pairs where study_id = ${studyId})
    order by a.prompt_id, a.id, b.id`
  if (from === 1) await numberRows(db, studyId)
  for (let at = from; at < from + votes; at += 50_000) {
    const most = Math.min(50_000, from + votes - at)
    await db`truncate made`
    await db`
      insert into made
      select v.n, 'bench' || v.n, pair.id, tester.id, v.n % 2 = 0,
             case when v.n % 10 = 7 then 'tie' when v.n % 10 = 8 then 'both_bad'
                  when (hashint8(v.n * 31)::float8 / 2147483648 < 0.1 * ln(pair.model_hi - pair.model_lo + 1))
                       <> (v.n % 2 = 0) then 'a'
                  else 'b' end
      from generate_series(${at}::bigint, ${at + most - 1}::bigint) v (n)
      join pair_at pair on pair.n = (v.n / ${slots}::bigint) % (select count(*) from pair_at)
      join tester_at tester on tester.n = (v.n * 7 + v.n / 57000) % ${testers}::bigint`
    await db`
      insert into comparisons (study_id, id, pair_id, tester_id, swapped, purpose, state, reserved_until, revision)
      select ${studyId}, comparison, pair, tester, swapped, 'vote', 'answered', now(), 1 from made
      on conflict do nothing`
    await db`
      insert into votes (study_id, comparison_id, revision, position, outcome, criteria, reasons, comment, seconds, claims, input)
      select ${studyId}, made.comparison, 1, made.position, made.outcome, '{}', '{}', '', 5 + made.position % 40, '{}', 'bench'
      from made join comparisons c on c.study_id = ${studyId} and c.id = made.comparison`
    await db`
      update ballot_boxes set position = greatest(position, ${at + most - 1}) where study_id = ${studyId}`
  }
  if (votes > 1000) await db`analyze`
}

/** Pairs and testers by a running number, for this connection; foreign keys are checked by nobody here. */
async function numberRows(db: Db, studyId: number): Promise<void> {
  await db`set session_replication_role = replica`
  await db`create temp table pair_at as
    select row_number() over (order by id) - 1 as n, id, model_lo, model_hi from pairs where study_id = ${studyId}`
  await db`create temp table tester_at as
    select row_number() over (order by id) - 1 as n, id from testers where study_id = ${studyId}`
  await db`create unique index on pair_at (n)`
  await db`create temp table made
    (position bigint, comparison text, pair bigint, tester bigint, swapped boolean, outcome text)`
  await db`analyze`
}
