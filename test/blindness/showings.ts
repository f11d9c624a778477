import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/connection/client.ts'
import { createStudy, setStudyState } from '../../db/studies/studies.ts'
import { handOutPair } from '../../db/voting/comparisons.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import { planPairs } from '../../server/pairing/planning.ts'

export type Showing = { tester: number; pair: number; left: number; right: number; swapped: boolean }
type Wanted = { models: number; prompts: number; votesPerPair: number; testers: number; random: () => number }

/**
 * Hands out every slot of a study to testers who come in random order, by the statement the server uses, and returns
 * what stood where in the order it was shown.
 */
export async function showings(
  db: Db,
  { models, prompts, votesPerPair, testers, random }: Wanted,
): Promise<Showing[]> {
  const study = await createStudy(
    db,
    NewStudy.parse({
      name: 'Sides',
      slug: `sides-${randomUUID()}`,
      question: 'Which?',
      votes_per_pair: votesPerPair,
      repeat_share: 0,
    }),
  )
  const testerIds = await fill(db, { studyId: study.id, models, prompts, testers })
  await setStudyState(db, { id: study.id, state: 'open' })
  while ((await planPairs(db, { study, random })) > 0);
  await db`analyze comparisons, pairs`
  const here = [...testerIds]
  while (here.length > 0) await someShowings(db, { studyId: study.id, here, random })
  return db<Showing[]>`
    select c.tester_id as tester, c.pair_id as pair, c.swapped,
           case when c.swapped then p.model_hi else p.model_lo end as left,
           case when c.swapped then p.model_lo else p.model_hi end as right
    from comparisons c join pairs p on p.study_id = c.study_id and p.id = c.pair_id
    where c.study_id = ${study.id} order by c.shown_at`
}

type Present = { studyId: number; here: number[]; random: () => number }

/** A few hundred in one transaction: nothing here has to survive, and each commit would wait for the disk. */
async function someShowings(db: Db, { studyId, here, random }: Present): Promise<void> {
  await db.begin(async (transaction) => {
    const one = transaction as unknown as Db
    for (let n = 0; n < 200 && here.length > 0; n++) {
      const at = Math.floor(random() * here.length)
      const testerId = here[at] as number
      if (!(await handOutPair(one, { studyId, testerId }))) here.splice(at, 1)
      await one`update comparisons set state = 'answered', shown_at = clock_timestamp()
                where study_id = ${studyId} and tester_id = ${testerId} and state = 'reserved'`
    }
  })
}

type Filling = { studyId: number; models: number; prompts: number; testers: number }

async function fill(db: Db, { studyId, models, prompts, testers }: Filling): Promise<number[]> {
  await db`insert into models (study_id, name) select ${studyId}, 'm' || n from generate_series(1, ${models}::int) n`
  await db`
    insert into prompts (study_id, external_id, content_hash, messages, tags, language, "group")
    select ${studyId}, n::text, sha256(n::text::bytea), '[]', '{}', 'en', n::text
    from generate_series(1, ${prompts}::int) n`
  const [batch] = await db<{ id: number }[]>`
    insert into batches (study_id, state, files, created_by) values (${studyId}, 'published', '{}', 'test') returning id`
  await db`
    insert into outputs (study_id, prompt_id, model_id, batch_id, sample, messages, content_hash, flags)
    select ${studyId}, p.id, m.id, ${batch?.id ?? 0}, 0, '[]', sha256((p.id || ' ' || m.id)::bytea), '{}'
    from prompts p join models m on m.study_id = p.study_id where p.study_id = ${studyId}
    order by p.id, m.id`
  const rows = await db<{ id: number }[]>`
    with invite as (
      insert into invites (study_id, hash, kind, label) values (${studyId}, '', 'open', '') returning id
    )
    insert into testers (study_id, invite_id, pseudonym, token_hash, consent_version, locale)
    select ${studyId}, invite.id, n::text, sha256(n::text::bytea), 1, 'en'
    from invite cross join generate_series(1, ${testers}::int) n returning id`
  return rows.map(({ id }) => id)
}
