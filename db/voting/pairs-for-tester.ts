import type { Db } from '../connection/client.ts'

type Of = { studyId: number; testerId: number; most: number }

/**
 * The planned pairs this tester can still get, the one before them included, counted up to `most`; beyond that, all
 * that are planned, so that whoever knows the grid can tell what is not.
 */
export async function pairsForTester(
  db: Db,
  { studyId, testerId, most }: Of,
): Promise<{ open: number; planned: number }> {
  const [row] = await db<{ open: number; planned: number }[]>`
    with mine as materialized (
      select c.pair_id, c.state in ('reserved', 'reopened') as live from comparisons c
      where c.study_id = ${studyId} and c.tester_id = ${testerId}
    ), open as materialized (
      select p.id from pairs p
      where p.study_id = ${studyId} and p.taken < p.slots and p.id <> all (
        array(select pair_id from mine where pair_id is not null))
      limit ${most}
    ), found as (
      select (select count(*) from open)::int + (select count(*) from mine where live)::int as open
    )
    select found.open,
           case when found.open >= ${most} then 0
             else (select count(*) from pairs where study_id = ${studyId})::int end as planned
    from found`
  return row ?? { open: 0, planned: 0 }
}
