import type { Db } from '../connection/client.ts'

/** Changes whenever outputs are published or a model or prompt is withdrawn or taken back; until then `firstOutputs` stays the same. */
export async function outputsVersion(db: Db, studyId: number): Promise<string> {
  const [row] = await db<{ version: string }[]>`
    select concat_ws(' ',
      (select count(*) from batches where study_id = ${studyId} and state = 'published'),
      (select concat(count(*), '/', max(withdrawn_at)) from models where study_id = ${studyId} and withdrawn_at is not null),
      (select concat(count(*), '/', max(withdrawn_at)) from prompts where study_id = ${studyId} and withdrawn_at is not null)
    ) as version`
  return row?.version ?? ''
}

/** Each model's first output to each prompt. `content` is 52 bits of its hash: equal texts, equal numbers. */
export async function firstOutputs(db: Db, studyId: number) {
  return db<{ model: number; prompt: number; output: number; content: number }[]>`
    select distinct on (o.model_id, o.prompt_id) o.model_id as model, o.prompt_id as prompt, o.id as output,
           1 + ('x' || substr(encode(o.content_hash, 'hex'), 1, 13))::bit(52)::bigint as content
    from outputs o
    join models m on m.study_id = o.study_id and m.id = o.model_id and m.withdrawn_at is null
    join prompts p on p.study_id = o.study_id and p.id = o.prompt_id and p.withdrawn_at is null
    where o.study_id = ${studyId}
    order by o.model_id, o.prompt_id, o.sample, o.id`
}

export type PlannedSlots = { lo: number; hi: number; slots: number; pairs: number }

/** What is planned so far: per pair of models and per prompt. */
export async function plannedSlots(db: Db, studyId: number) {
  const [row] = await db<{ models: PlannedSlots[]; prompts: { prompt: number; slots: number }[] }[]>`
    with planned as materialized (
      select least(model_lo, model_hi) as lo, greatest(model_lo, model_hi) as hi, prompt_id as prompt, slots
      from pairs where study_id = ${studyId}
    ), by_models as (
      select lo, hi, sum(slots)::int as slots, count(*)::int as pairs from planned group by 1, 2
    ), by_prompt as (
      select prompt, sum(slots)::int as slots from planned group by 1
    )
    select (select coalesce(json_agg(by_models), '[]') from by_models) as models,
           (select coalesce(json_agg(by_prompt), '[]') from by_prompt) as prompts`
  return row ?? { models: [], prompts: [] }
}

/** The prompts already planned for these pairs of models. */
export async function plannedPrompts(
  db: Db,
  { studyId, models }: { studyId: number; models: { lo: number; hi: number }[] },
) {
  return db<{ lo: number; hi: number; prompts: number[] }[]>`
    with wanted as materialized (
      select lo, hi from jsonb_to_recordset(${db.json(models)}) as wanted (lo bigint, hi bigint)
    )
    select wanted.lo, wanted.hi, json_agg(planned.prompt_id) as prompts
    from wanted cross join lateral (
      select prompt_id from pairs where study_id = ${studyId} and model_lo = wanted.lo and model_hi = wanted.hi
      union all
      select prompt_id from pairs where study_id = ${studyId} and model_lo = wanted.hi and model_hi = wanted.lo
    ) planned
    group by 1, 2`
}

const planningLock = 7_231_605

/**
 * The turn to plan a study, held until the end of the transaction: planners of one study plan one after the other.
 * @returns how many pairs were added since the one that was the `newest`
 */
export async function planningTurn(
  db: Db,
  { studyId, newest }: { studyId: number; newest: number },
): Promise<number> {
  await db`select pg_advisory_xact_lock(${planningLock}, ${studyId})::text`
  const [row] = await db<{ added: number }[]>`
    select count(*)::int as added from pairs where study_id = ${studyId} and id > ${newest}`
  return row?.added ?? 0
}

export type NewPair = { promptId: number; outputLo: number; outputHi: number; probability: number }

/**
 * Adds each pair once, however often it is planned, with as many slots as the study asks for at this moment: they may
 * have been raised since the plan was begun.
 */
export async function addPairs(
  db: Db,
  { studyId, pairs }: { studyId: number; pairs: NewPair[] },
): Promise<number> {
  const rows = await db`
    with asked as materialized (
      select (settings ->> 'votes_per_pair')::int as slots from studies where id = ${studyId} for share
    )
    insert into pairs (study_id, prompt_id, output_lo, output_hi, model_lo, model_hi, slots, probability)
    select ${studyId}, p."promptId", p."outputLo", p."outputHi", lo.model_id, hi.model_id, asked.slots, p.probability
    from asked cross join rows from (jsonb_to_recordset(${db.json(pairs)}) as ("promptId" bigint, "outputLo" bigint, "outputHi" bigint, probability float8))
         with ordinality as p ("promptId", "outputLo", "outputHi", probability, n)
    join outputs lo on lo.study_id = ${studyId} and lo.id = p."outputLo"
    join outputs hi on hi.study_id = ${studyId} and hi.id = p."outputHi"
    order by p.n
    on conflict (study_id, output_lo, output_hi) do nothing
    returning id`
  return rows.length
}

/**
 * Takes planned pairs that nobody has been shown out of the plan, so that the next plan can begin with a model that
 * came later. A pair that is being handed out at this moment stays.
 */
export async function withdrawUnshownPairs(db: Db, studyId: number): Promise<number> {
  const rows = await db`
    delete from pairs where study_id = ${studyId} and taken = 0 and shown_lo_first + shown_hi_first = 0
    returning id`
  return rows.length
}
