import type { PromptFilter, PromptRow, Slice } from '../../server/domain/output-rows.ts'
import type { Db } from '../connection/client.ts'

const lengthRange = { short: [0, 199], middling: [200, 999], long: [1000, 2_147_483_647] } as const

/** Prompts of one slice, in the order they came; `after` is the place of the last one seen. */
export async function listPrompts(
  db: Db,
  { studyId, filter, after, limit }: { studyId: number; filter: PromptFilter; after: number; limit: number },
): Promise<(PromptRow & { place: number })[]> {
  const [shortest, longest] = filter.length ? lengthRange[filter.length] : [0, 2_147_483_647]
  return db<(PromptRow & { place: number })[]>`
    with prompt as (
      select p.id as place, p.external_id as id, p.tags, p.language, p.withdrawn_at is not null as withdrawn,
             array_to_string(array(select m ->> 'content' from jsonb_array_elements(p.messages) m), E'\n') as text
      from prompts p where p.study_id = ${studyId} and p.id > ${after}
    ), reported as materialized (
      select pairs.prompt_id as prompt, count(*)::int as reports
      from votes v
      join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
      join pairs on pairs.study_id = c.study_id and pairs.id = c.pair_id
      where v.study_id = ${studyId} and v.outcome = 'skip' and v.reasons && array['broken', 'offensive']
      group by pairs.prompt_id
    )
    select place, id, left(text, 200) as text, length(text) as length, tags, language, withdrawn,
           coalesce((select b.later from outputs o join batches b on b.study_id = o.study_id and b.id = o.batch_id
                     where o.study_id = ${studyId} and o.prompt_id = place order by o.batch_id limit 1), false) as later,
           (select count(*)::int from outputs o where o.study_id = ${studyId} and o.prompt_id = place) as outputs,
           coalesce((select reports from reported where prompt = place), 0) as reports
    from prompt
    where length(text) between ${shortest} and ${longest}
      and language = coalesce(${filter.language ?? null}, language)
      and (${filter.tag ?? null}::text is null or ${filter.tag ?? null} = any(tags))
    order by place limit ${limit}`
}

/** How many prompts each language, tag and length has. */
export async function slicesOf(db: Db, studyId: number): Promise<Slice[]> {
  return db<Slice[]>`
    with prompt as (
      select tags, language,
             (select sum(length(m ->> 'content')) from jsonb_array_elements(messages) m) as length
      from prompts where study_id = ${studyId}
    )
    select 'language' as of, language as name, count(*)::int as prompts from prompt group by language
    union all
    select 'tag', tag, count(*)::int from prompt cross join unnest(tags) as tag group by tag
    union all
    select 'length', case when length < 200 then 'short' when length < 1000 then 'middling' else 'long' end,
           count(*)::int
    from prompt group by 2
    order by 1, 3 desc, 2`
}
