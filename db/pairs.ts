import type { Db } from './client.ts'

/** Every pair of models that answered a same prompt: slots planned so far, and prompts not yet paired. */
export async function modelGrid(db: Db, studyId: number) {
  return db<{ lo: number; hi: number; slots: number; remaining: number }[]>`
    with answered as (
      select distinct on (o.model_id, o.prompt_id) o.prompt_id, o.model_id, o.content_hash
      from outputs o join models m on m.study_id = o.study_id and m.id = o.model_id and m.withdrawn_at is null
      where o.study_id = ${studyId}
      order by o.model_id, o.prompt_id, o.sample, o.id
    ), possible as (
      select a.model_id as lo, b.model_id as hi, count(*)::int as prompts
      from answered a
      join answered b on b.prompt_id = a.prompt_id and b.model_id > a.model_id and b.content_hash <> a.content_hash
      group by 1, 2
    ), planned as (
      select least(model_lo, model_hi) as lo, greatest(model_lo, model_hi) as hi, sum(slots)::int as slots, count(*)::int as pairs
      from pairs where study_id = ${studyId} group by 1, 2
    )
    select possible.lo, possible.hi, coalesce(planned.slots, 0) as slots,
           possible.prompts - coalesce(planned.pairs, 0) as remaining
    from possible left join planned using (lo, hi)
    order by possible.lo, possible.hi`
}

/** Prompts that both models answered and that are not paired yet, with how often each prompt is planned. */
export async function candidatePrompts(
  db: Db,
  { studyId, lo, hi }: { studyId: number; lo: number; hi: number },
) {
  return db<{ promptId: number; outputLo: number; outputHi: number; shown: number }[]>`
    with first_outputs as (
      select distinct on (o.model_id, o.prompt_id) o.model_id, o.prompt_id, o.id, o.content_hash
      from outputs o where o.study_id = ${studyId} and o.model_id in (${lo}, ${hi})
      order by o.model_id, o.prompt_id, o.sample, o.id
    )
    select a.prompt_id as "promptId", least(a.id, b.id) as "outputLo", greatest(a.id, b.id) as "outputHi",
           (select coalesce(sum(p.slots), 0)::int from pairs p
            where p.study_id = ${studyId} and p.prompt_id = a.prompt_id) as shown
    from first_outputs a join first_outputs b on b.prompt_id = a.prompt_id
    where a.model_id = ${lo} and b.model_id = ${hi} and a.content_hash <> b.content_hash
      and not exists (select from pairs p where p.study_id = ${studyId}
                        and p.output_lo = least(a.id, b.id) and p.output_hi = greatest(a.id, b.id))
    order by a.prompt_id`
}

const planningLock = 7_231_605

export type NewPair = { promptId: number; outputLo: number; outputHi: number; probability: number }

/** Planning twice at the same time adds each pair once; planners of one study take turns, or they would deadlock. */
export async function addPairs(
  db: Db,
  { studyId, slots, pairs }: { studyId: number; slots: number; pairs: NewPair[] },
): Promise<number> {
  const rows = await db`
    with turn as materialized (select pg_advisory_xact_lock(${planningLock}, ${studyId}))
    insert into pairs (study_id, prompt_id, output_lo, output_hi, model_lo, model_hi, slots, probability)
    select ${studyId}, p."promptId", p."outputLo", p."outputHi", lo.model_id, hi.model_id, ${slots}, p.probability
    from turn cross join rows from (jsonb_to_recordset(${db.json(pairs)}) as ("promptId" bigint, "outputLo" bigint, "outputHi" bigint, probability float8))
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
