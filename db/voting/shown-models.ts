import { NotFound } from '../../server/domain/refusals.ts'
import type { Db } from '../connection/client.ts'

/** Which models a comparison showed, for simulations only: no tester's page may call it. */
export async function shownModels(
  db: Db,
  { studyId, comparison }: { studyId: number; comparison: string },
): Promise<{ a: string; b: string; prompt: number }> {
  const [row] = await db<{ a: string; b: string; prompt: number }[]>`
    select case when c.swapped then mh.name else ml.name end as a,
           case when c.swapped then ml.name else mh.name end as b,
           (select count(*)::int from prompts p where p.study_id = c.study_id and p.id < pairs.prompt_id) as prompt
    from comparisons c
    join pairs on pairs.study_id = c.study_id and pairs.id = c.pair_id
    join models ml on ml.study_id = c.study_id and ml.id = pairs.model_lo
    join models mh on mh.study_id = c.study_id and mh.id = pairs.model_hi
    where c.study_id = ${studyId} and c.id = ${comparison}`
  if (!row) throw new NotFound('No such comparison')
  return row
}
