import type { Db } from '../connection/client.ts'

export type RevealedModel = { name: string; chosen: number; of: number }

/**
 * How often a tester chose each model: only of a closed study that reveals its models, or nothing at all. No other
 * statement on a tester's path may select a model.
 */
export async function revealedModels(
  db: Db,
  { studyId, testerId }: { studyId: number; testerId: number },
): Promise<RevealedModel[]> {
  return db<RevealedModel[]>`
    with shown as (
      select p.model_lo, p.model_hi, (v.outcome = 'a') <> c.swapped as lo
      from studies s
      join ballot_boxes b on b.study_id = s.id and b.state = 'closed'
      join comparisons c on c.study_id = s.id and c.tester_id = ${testerId} and c.purpose = 'vote'
      join votes v on v.study_id = c.study_id and v.comparison_id = c.id and v.revision = c.revision
        and v.outcome in ('a', 'b')
      join pairs p on p.study_id = c.study_id and p.id = c.pair_id
      where s.id = ${studyId} and (s.settings -> 'reveal') = 'true'::jsonb
    )
    select m.name, count(*) filter (where (m.id = shown.model_lo) = shown.lo)::int as chosen, count(*)::int as of
    from shown join models m on m.study_id = ${studyId} and m.id in (shown.model_lo, shown.model_hi)
    group by m.name
    order by avg(((m.id = shown.model_lo) = shown.lo)::int) desc, m.name`
}
