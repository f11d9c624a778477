import type { BatchRow, ModelRow } from '../../server/domain/output-rows.ts'
import type { UploadRow } from '../../server/formats/uploads/types.ts'
import type { Db } from '../connection/client.ts'
import { countGrowth } from '../connection/table-statistics.ts'
import { layoutMasks } from './layout-version.ts'
import { forgetRenderings } from './renderings.ts'

export type StagedRow = UploadRow & { outputHash: string; promptHash: string }

export async function openBatch(
  db: Db,
  { studyId, files, by }: { studyId: number; files: string[]; by: string },
): Promise<number> {
  const [row] = await db<{ id: number }[]>`
    insert into batches (study_id, state, files, created_by) values (${studyId}, 'staged', ${files}, ${by})
    returning id`
  if (!row) throw new Error('The batch was not opened')
  return row.id
}

type Chunk = { studyId: number; batchId: number; from: number; rows: StagedRow[] }

export async function stageRows(db: Db, { studyId, batchId, from, rows }: Chunk): Promise<void> {
  await db`
    insert into staged_rows (study_id, batch_id, number, row)
    select ${studyId}, ${batchId}, ${from}::int + r.n::int, r.row
    from jsonb_array_elements(${db.json(rows as never)}) with ordinality as r (row, n)`
}

export async function publishedWith(
  db: Db,
  { studyId, contentHash }: { studyId: number; contentHash: string },
): Promise<number | null> {
  const [row] = await db<{ id: number }[]>`
    select id from batches
    where study_id = ${studyId} and content_hash = ${contentHash} and state = 'published' limit 1`
  return row?.id ?? null
}

export type Publication = {
  studyId: number
  batchId: number
  report: unknown
  contentHash: string
  /** outputs with one of these flags are left out */
  drop?: string[]
  /** kinds of tells the study hides for display from now on */
  mask?: string[]
  /** the reading of a draft that is meant, and no other */
  reading?: number | null
}

/**
 * Makes a staged batch visible: models, prompts and outputs in one statement, all or nothing. What the study holds
 * already is left as it is, so the same content published twice adds nothing.
 *
 * @returns how many outputs were new, or null when the batch is not staged any more
 */
export async function publishBatch(
  db: Db,
  { studyId, batchId, report, contentHash, drop = [], mask = [], reading = null }: Publication,
): Promise<number | null> {
  const changesAll = mask.some((kind) => layoutMasks.includes(kind))
  const [row] = await db<{ published: number; outputs: number; hidden: number }[]>`
    with batch as (
      update batches set state = 'published', published_at = now(), report = ${db.json(report as never)},
                         content_hash = ${contentHash},
                         later = (select b.state <> 'draft' from ballot_boxes b where b.study_id = ${studyId})
      where study_id = ${studyId} and id = ${batchId} and state = 'staged'
        and reading = coalesce(${reading}::int, reading)
      returning id
    ), hidden as (
      update studies set masks = array(select distinct unnest(masks || ${mask}::text[]) order by 1)
      from batch where studies.id = ${studyId} and not masks @> ${mask}::text[]
      returning 1
    ), outdated as (
      delete from renderings r using hidden
      where r.study_id = ${studyId}
        and r.hash in (select content_hash from outputs where study_id = ${studyId} and (flags && ${mask}::text[] or ${changesAll})
                       union all
                       select decode(row ->> 'outputHash', 'hex') from staged_rows
                       where study_id = ${studyId} and batch_id = ${batchId}
                         and ((row -> 'flags') ?| ${mask}::text[] or ${changesAll}))
    ), staged as (
      select s.number, s.row, s.row -> 'prompt' as prompt, decode(s.row ->> 'promptHash', 'hex') as prompt_hash
      from staged_rows s join batch on batch.id = s.batch_id
      where s.study_id = ${studyId} and not (s.row -> 'flags') ?| ${drop}::text[]
    ), model as (
      insert into models (study_id, name, approach, cost, latency)
      select ${studyId}, row ->> 'model', min(row ->> 'approach'), avg((row ->> 'cost')::float8),
             avg((row ->> 'latency')::float8)
      from staged group by row ->> 'model' order by min(number)
      on conflict (study_id, name) do update
        set approach = coalesce(models.approach, excluded.approach), cost = coalesce(models.cost, excluded.cost),
            latency = coalesce(models.latency, excluded.latency)
      returning id, name
    ), distinct_prompts as (
      select distinct on (prompt_hash) prompt_hash, prompt, number,
             coalesce(nullif(prompt ->> 'id', ''), 'p_' || substr(encode(prompt_hash, 'hex'), 1, 12)) as external_id
      from staged order by prompt_hash, number
    ), named_prompts as (
      select d.*, row_number() over (partition by external_id order by number) > 1
                  or exists (select from prompts p where p.study_id = ${studyId} and p.external_id = d.external_id
                               and p.content_hash <> d.prompt_hash) as id_is_used
      from distinct_prompts d
    ), prompt as (
      insert into prompts (study_id, external_id, content_hash, messages, tags, language, "group")
      select ${studyId},
             external_id || case when id_is_used then '-' || substr(encode(prompt_hash, 'hex'), 1, 8) else '' end,
             prompt_hash, prompt -> 'messages',
             array(select jsonb_array_elements_text(prompt -> 'tags')), prompt ->> 'language', prompt ->> 'group'
      from named_prompts order by number
      on conflict (study_id, content_hash) do update set tags = prompts.tags
      returning id, content_hash
    ), output as (
      insert into outputs (study_id, prompt_id, model_id, batch_id, sample, messages, content_hash, flags)
      select ${studyId}, prompt.id, model.id, ${batchId}, (s.row ->> 'sample')::int, s.row -> 'output',
             decode(s.row ->> 'outputHash', 'hex'), array(select jsonb_array_elements_text(s.row -> 'flags'))
      from staged s
      join prompt on prompt.content_hash = s.prompt_hash
      join model on model.name = s.row ->> 'model'
      order by s.number
      on conflict (study_id, prompt_id, model_id, content_hash) do nothing
      returning id
    )
    select (select count(*)::int from batch) as published, (select count(*)::int from output) as outputs,
           (select count(*)::int from hidden) as hidden`
  if (!row?.published) return null
  // What was being laid out at that moment was not there yet for the statement to see.
  if (row.hidden > 0) await forgetRenderings(db, { studyId, flags: mask, changesAll })
  for (const table of ['models', 'prompts', 'outputs'] as const) await countGrowth(db, table, row.outputs)
  return row.outputs
}

export async function discardStaged(
  db: Db,
  { studyId, batchId }: { studyId: number; batchId: number },
): Promise<void> {
  await db`delete from staged_rows where study_id = ${studyId} and batch_id = ${batchId}`
}

export async function rejectBatch(
  db: Db,
  { studyId, batchId, report }: { studyId: number; batchId: number; report: unknown },
): Promise<void> {
  await db`
    update batches set state = 'rejected', report = ${db.json(report as never)}
    where study_id = ${studyId} and id = ${batchId} and state = 'staged'`
}

type BatchPage = { studyId: number; after?: number | undefined; limit?: number }

/** Newest first; `after` is the id of the last one of the page before. */
export async function listBatches(db: Db, { studyId, after, limit }: BatchPage): Promise<BatchRow[]> {
  return db<BatchRow[]>`
    select ${batchColumns(db)} from batches
    where study_id = ${studyId} and state <> 'discarded' and ${after === undefined ? db`true` : db`id < ${after}`}
    order by id desc limit ${limit ?? null}`
}

export async function findBatch(
  db: Db,
  { studyId, id }: { studyId: number; id: number },
): Promise<BatchRow | null> {
  const [batch] = await db<BatchRow[]>`
    select ${batchColumns(db)} from batches where study_id = ${studyId} and id = ${id} and state <> 'discarded'`
  return batch ?? null
}

const batchColumns = (db: Db) => db`
  id, state, later, files, report, created_by as "createdBy", created_at as "createdAt",
  published_at as "publishedAt"`

export async function modelsOf(db: Db, studyId: number): Promise<ModelRow[]> {
  return db<ModelRow[]>`
    select m.id, m.name, m.approach, m.cost, m.withdrawn_at is not null as withdrawn,
           coalesce((select b.later from outputs o join batches b on b.study_id = o.study_id and b.id = o.batch_id
                     where o.study_id = m.study_id and o.model_id = m.id order by o.batch_id limit 1), false) as later,
           (select count(*) from outputs o where o.study_id = m.study_id and o.model_id = m.id)::int as outputs
    from models m where m.study_id = ${studyId} order by m.name`
}

/** Finds the prompt an upload refers to by the id it had in an earlier batch. */
export async function promptById(db: Db, { studyId, id }: { studyId: number; id: string }) {
  const [row] = await db<{ messages: { role: 'user'; content: string }[] }[]>`
    select messages from prompts where study_id = ${studyId} and external_id = ${id}`
  return row?.messages ?? null
}
