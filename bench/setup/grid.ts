import type { Db } from '../../db/connection/client.ts'
import { layoutVersion } from '../../db/outputs/layout-version.ts'
import { createStudy, findStudy, setStudyState } from '../../db/studies/studies.ts'
import { NewStudy } from '../../server/domain/settings/study-settings.ts'
import type { Study } from '../../server/domain/study.ts'

type Grid = {
  slug: string
  models: number
  prompts: number
  settings?: Record<string, unknown>
  analyze?: boolean
}

/** An open study in which every model answered every prompt, some 700 characters each. */
export async function gridStudy(
  db: Db,
  { slug, models, prompts, settings = {}, analyze = true }: Grid,
): Promise<Study> {
  const study = await createStudy(
    db,
    NewStudy.parse({ name: slug, slug, question: 'Which is better?', ...settings }),
  )
  await insertGrid(db, { studyId: study.id, models, prompts })
  await setStudyState(db, { id: study.id, state: 'open' })
  if (analyze) await db`analyze`
  return (await findStudy(db, { slug, only: null })) ?? study
}

async function insertGrid(
  db: Db,
  { studyId, models, prompts }: { studyId: number; models: number; prompts: number },
): Promise<void> {
  await db`
    with batch as (
      insert into batches (study_id, state, files, created_by, published_at)
      values (${studyId}, 'published', '{made.jsonl}', 'bench', now()) returning id
    ), model as (
      insert into models (study_id, name) select ${studyId}, 'model ' || n from generate_series(1, ${models}::int) n
      returning id
    ), prompt as (
      insert into prompts (study_id, external_id, content_hash, messages, tags, language, "group")
      select ${studyId}, 'p' || n, sha256(('prompt ' || n)::bytea),
             jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n || '?')), '{}', 'en', 'g' || n
      from generate_series(1, ${prompts}::int) n
      returning id
    )
    insert into outputs (study_id, prompt_id, model_id, batch_id, sample, messages, content_hash, flags)
    select ${studyId}, prompt.id, model.id, batch.id, 0,
           jsonb_build_array(jsonb_build_object('role', 'assistant', 'content',
             repeat(md5(prompt.id || ' ' || model.id) || ' and so on. ', 15))),
           sha256((prompt.id || ' ' || model.id)::bytea), '{}'
    from batch, prompt, model`
  await db`
    insert into renderings (study_id, hash, html, layout)
    select study_id, content_hash, '<p>' || (messages -> 0 ->> 'content') || '</p>', ${layoutVersion}::int from outputs where study_id = ${studyId}
    union all
    select study_id, content_hash, '<p>' || (messages -> 0 ->> 'content') || '</p>', ${layoutVersion}::int from prompts where study_id = ${studyId}`
}
