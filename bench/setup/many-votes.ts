import type { Db } from '../../db/connection/client.ts'
import { findStudy } from '../../db/studies/studies.ts'
import type { Study } from '../../server/domain/study.ts'
import { gridStudy } from './grid.ts'

const models = 10
const votesPerPair = 10
const testers = 2000

/** A study with so many votes, ten on each pair, made in the database: nobody waits for a million ballots. */
export async function manyVotes(db: Db, { slug, votes }: { slug: string; votes: number }): Promise<Study> {
  const prompts = Math.ceil(votes / votesPerPair / ((models * (models - 1)) / 2))
  const study = await gridStudy(db, { slug, models, prompts })
  const studyId = study.id
  const one = await db.reserve()
  try {
    await one`set statement_timeout = 0`
    await one`
      insert into pairs (study_id, prompt_id, output_lo, output_hi, model_lo, model_hi, slots, taken)
      select lo.study_id, lo.prompt_id, lo.id, hi.id, lo.model_id, hi.model_id, ${votesPerPair}, ${votesPerPair}
      from outputs lo join outputs hi on hi.study_id = lo.study_id and hi.prompt_id = lo.prompt_id and hi.id > lo.id
      where lo.study_id = ${studyId} order by lo.prompt_id, lo.id, hi.id limit ${votes / votesPerPair}`
    await one`
      with invite as (
        insert into invites (study_id, hash, kind, label) values (${studyId}, 'bench', 'open', 'bench') returning id
      )
      insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, locale)
      select ${studyId}, invite.id, 't_' || n, sha256(n::text::bytea), 1, 'en'
      from invite, generate_series(1, ${testers}::int) n`
    await one`
      insert into comparisons (study_id, id, pair_id, tester_id, swapped, purpose, state, reserved_until, answered_at, revision)
      select p.study_id, 'c' || p.id || '-' || k, p.id, t.first + (p.id * 7 + k * 11) % ${testers}, (p.id + k) % 2 = 0,
             'vote', 'answered', now(), now(), 1
      from pairs p cross join generate_series(1, ${votesPerPair}::int) k
      cross join (select min(id) as first from testers where study_id = ${studyId}) t
      where p.study_id = ${studyId}`
    await one`
      insert into votes (study_id, comparison_id, revision, position, outcome, criteria, reasons, comment, seconds, claims, input)
      select study_id, id, 1, row_number() over (order by id), (array['a', 'b', 'a', 'b', 'tie', 'both_bad'])[1 + abs(hashtext(id)) % 6],
             '{}', '{}', '', 12.5, '{}', 'key'
      from comparisons where study_id = ${studyId}`
    await one`
      update ballot_boxes set position = (select max(position) from votes where study_id = ${studyId})
      where study_id = ${studyId}`
    await one`analyze`
  } finally {
    one.release()
  }
  return (await findStudy(db, { slug, only: null })) ?? study
}
