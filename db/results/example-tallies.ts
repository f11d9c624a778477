import type { ExampleTally } from '../../server/domain/result-rows.ts'
import type { Db } from '../connection/client.ts'

/** What people said of each pair of outputs so far, prompt by prompt. */
export async function exampleTallies(
  db: Db,
  { studyId, most }: { studyId: number; most: number },
): Promise<ExampleTally[]> {
  return db<ExampleTally[]>`
    select pr.external_id as "promptId", left(pr.messages -> -1 ->> 'content', 300) as question,
           ml.name as "modelLo", mh.name as "modelHi",
           count(*) filter (where v.outcome in ('a', 'b') and (v.outcome = 'a') <> c.swapped)::int as lo,
           count(*) filter (where v.outcome in ('a', 'b') and (v.outcome = 'a') = c.swapped)::int as hi,
           count(*) filter (where v.outcome in ('tie', 'both_bad'))::int as neither,
           avg(case when c.swapped then v.score_b else v.score_a end)::float8 as "scoreLo",
           avg(case when c.swapped then v.score_a else v.score_b end)::float8 as "scoreHi"
    from pairs p
    join prompts pr on pr.study_id = p.study_id and pr.id = p.prompt_id
    join models ml on ml.study_id = p.study_id and ml.id = p.model_lo
    join models mh on mh.study_id = p.study_id and mh.id = p.model_hi
    left join comparisons c on c.study_id = p.study_id and c.pair_id = p.id and c.purpose = 'vote'
    left join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
    where p.study_id = ${studyId}
    group by p.id, pr.external_id, pr.messages, ml.name, mh.name
    order by p.id limit ${most}`
}
