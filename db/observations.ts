import type { Db } from './client.ts'

/** One answer that stands, as the report on a study needs it. `a` is the model shown first. */
export type Observation = {
  tester: string
  pair: number
  a: string
  b: string
  outcome: 'a' | 'b' | 'tie' | 'both_bad' | 'skip'
  purpose: 'vote' | 'repeat'
  seconds: number | null
  /** The rule that leaves the tester out of clean results, or ''. */
  excluded: string
}

/** Votes, repeats and skips of a study in the order they were given, superseded ones left out. */
export async function observationsOf(db: Db, studyId: number): Promise<Observation[]> {
  return db<Observation[]>`
    with left_out as (
      select distinct on (tester_id) tester_id, rule from exclusions
      where study_id = ${studyId} and lifted_at is null order by tester_id, id
    )
    select t.pseudonym as tester, c.pair_id as pair, v.outcome, c.purpose, v.seconds,
           case when c.swapped then mh.name else ml.name end as a,
           case when c.swapped then ml.name else mh.name end as b,
           coalesce(l.rule, '') as excluded
    from votes v
    join comparisons c on c.study_id = v.study_id and c.id = v.comparison_id and c.revision = v.revision
    join testers t on t.study_id = v.study_id and t.id = c.tester_id
    left join left_out l on l.tester_id = t.id
    join pairs p on p.study_id = v.study_id and p.id = c.pair_id
    join models ml on ml.study_id = v.study_id and ml.id = p.model_lo
    join models mh on mh.study_id = v.study_id and mh.id = p.model_hi
    where v.study_id = ${studyId} and c.purpose in ('vote', 'repeat')
    order by v.position`
}
