import { type Act, recordingAct } from '../accounts/audit.ts'
import type { Db } from '../connection/client.ts'
import { countGrowth } from '../connection/table-statistics.ts'
import { layoutMasks } from './layout-version.ts'
import { forgetRenderings } from './renderings.ts'

type Sql = ReturnType<Db>

/** The flag of an output that names a model of its study. */
export const namesModel = 'names_a_study_model'

export type Publication = {
  studyId: number
  batchId: number
  report: Record<string, unknown>
  contentHash: string
  /** the publications of the study that were looked through before; where there is one more by now, nothing happens */
  seen: number
  /** outputs published before that name a model of this batch */
  naming?: number[]
  /** outputs with one of these flags are left out */
  drop?: string[]
  /** kinds of tells the study hides for display from now on */
  mask?: string[]
  /** the reading of a draft that is meant, and no other */
  reading?: number | null
  act?: Act
}

export type Published = {
  /** outputs that were new */
  added: number
  /** the same content was published before, and nothing was added */
  state: 'published' | 'unchanged'
}

type Whole = Required<Omit<Publication, 'act'>> & { changesAll: boolean }

/**
 * Makes a staged batch visible: models, prompts and outputs in one statement, all or nothing, and with them the flags
 * of outputs published before that name one of its models. What the study holds already is left as it is, so the same
 * content published twice adds nothing.
 *
 * @returns null when the batch is not staged any more, or the study has had a publication since `seen`
 */
export async function publishBatch(db: Db, { act, ...given }: Publication): Promise<Published | null> {
  const mask = given.mask ?? []
  const changesAll = mask.some((kind) => layoutMasks.includes(kind))
  const whole: Whole = { naming: [], drop: [], reading: null, ...given, mask, changesAll }
  const { studyId } = whole
  const [row] = await db<(Published & { published: number; hidden: boolean; hides: boolean })[]>`
    with ${claiming(db, whole)}, ${layingOutAnew(db, whole)}, ${storing(db, whole)}, done as (
      select (select count(*)::int from output) as added, case
        when (select count(*) from output) = 0 and (${publishedBefore(db, whole)}) then 'unchanged'
        else 'published' end as state
      from batch
    )${recordingAct(db, act, {
      from: db`done join studies s on s.id = ${studyId}`,
      studyId,
      subject: db`s.slug`,
      details: db`jsonb_build_object('batch', ${whole.batchId}::bigint, 'state', done.state, 'content_hash', ${whole.contentHash}::text)`,
    })}
    select done.*, (select hidden from masks) as hidden, (select hides from masks) as hides from done`
  if (!row) return null
  await forgetLaidOut(db, whole, row)
  for (const table of ['models', 'prompts', 'outputs'] as const) await countGrowth(db, table, row.added)
  return { added: row.added, state: row.state }
}

/**
 * `batch`, published, if it is staged and nothing else was published since what was there was looked through: whoever
 * publishes at the same moment waits for the study's row and finds its count raised.
 */
const claiming = (db: Db, { studyId, batchId, report, contentHash, seen, mask, reading }: Whole): Sql => db`
  staged_batch as materialized (
    select id from batches
    where study_id = ${studyId} and id = ${batchId} and state = 'staged' and reading = coalesce(${reading}::int, reading)
    for no key update
  ), turn as (
    update studies s
    set publications = s.publications + 1, masks = case
          when s.masks @> ${mask}::text[] then s.masks
          else array(select distinct unnest(s.masks || ${mask}::text[]) order by 1) end
    from staged_batch where s.id = ${studyId} and s.publications = ${seen}
    returning s.id
  ), batch as (
    update batches b set state = 'published', published_at = now(), report = ${db.json(report as never)},
                         content_hash = ${contentHash},
                         later = (select x.state <> 'draft' from ballot_boxes x where x.study_id = ${studyId})
    from turn where b.study_id = ${studyId} and b.id = ${batchId}
    returning b.id
  )`

/**
 * Flags what names a model of the batch, and forgets how everything looks whose looks change: outputs with a kind of
 * tell that is hidden from now on, and, where names are hidden, those with a name that was not known before.
 */
const layingOutAnew = (db: Db, { studyId, batchId, naming, mask, changesAll }: Whole): Sql => db`
  masks as (
    select not s.masks @> ${mask}::text[] as hidden, ${namesModel} = any (s.masks || ${mask}::text[]) as hides
    from studies s join batch on true where s.id = ${studyId}
  ), named as (
    update outputs o set flags = array(select distinct unnest(o.flags || ${namesModel}::text) order by 1)
    from batch
    where o.study_id = ${studyId} and o.id = any (${naming}::bigint[]) and not ${namesModel} = any (o.flags)
  ), stale as (
    select content_hash as hash from outputs
    where (select hidden from masks) and study_id = ${studyId} and (flags && ${mask}::text[] or ${changesAll})
    union all
    select content_hash from outputs
    where (select hides from masks) and study_id = ${studyId} and id = any (${naming}::bigint[])
    union all
    select decode(row ->> 'outputHash', 'hex') from staged_rows
    where (select hidden or hides from masks) and study_id = ${studyId} and batch_id = ${batchId}
      and ((row -> 'flags') ?| ${[...mask, namesModel]}::text[] or ${changesAll})
  ), outdated as (
    delete from renderings r where r.study_id = ${studyId} and r.hash in (select hash from stale)
  )`

/** `output`: what of the staged rows was new. */
const storing = (db: Db, { studyId, batchId, drop }: Whole): Sql => db`
  staged as (
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
  ), ${storingPrompts(db, studyId)}, output as (
    insert into outputs (study_id, prompt_id, model_id, batch_id, sample, messages, content_hash, flags)
    select ${studyId}, prompt.id, model.id, ${batchId}, (s.row ->> 'sample')::int, s.row -> 'output',
           decode(s.row ->> 'outputHash', 'hex'), array(select jsonb_array_elements_text(s.row -> 'flags'))
    from staged s
    join prompt on prompt.content_hash = s.prompt_hash
    join model on model.name = s.row ->> 'model'
    order by s.number
    on conflict (study_id, prompt_id, model_id, content_hash) do nothing
    returning id
  )`

/** `prompt`: every prompt of `staged`, each under an id no other has. */
const storingPrompts = (db: Db, studyId: number): Sql => db`
  distinct_prompts as (
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
  )`

const publishedBefore = (db: Db, { studyId, batchId, contentHash }: Whole): Sql => db`
  exists (select from batches x where x.study_id = ${studyId} and x.content_hash = ${contentHash}
            and x.state = 'published' and x.id <> ${batchId})`

/** What was being laid out at that moment was not there yet for the statement to see. */
async function forgetLaidOut(
  db: Db,
  { studyId, mask, changesAll }: Whole,
  { hidden, hides }: { hidden: boolean; hides: boolean },
): Promise<void> {
  if (hidden) await forgetRenderings(db, { studyId, flags: mask, changesAll })
  if (hides) await forgetRenderings(db, { studyId, flags: [namesModel], changesAll: false })
}
