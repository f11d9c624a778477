import type { Db } from '../connection/client.ts'

export type ServerCounts = {
  answers: number
  studies: Record<string, number>
  connections: Record<string, number>
}

/** What an operator watches, over all studies: answers stored, studies by state, our connections by state. */
export async function serverCounts(db: Db): Promise<ServerCounts> {
  const [row] = await db<ServerCounts[]>`
    select (select coalesce(sum(position), 0)::bigint from ballot_boxes) as answers,
           (select coalesce(jsonb_object_agg(state, n), '{}')
            from (select state, count(*) as n from ballot_boxes group by 1) by_state) as studies,
           (select coalesce(jsonb_object_agg(state, n), '{}')
            from (select coalesce(state, 'unknown') as state, count(*) as n from pg_stat_activity
                  where datname = current_database() and application_name like 'tiebreak%' group by 1) by_state
           ) as connections`
  return row ?? { answers: 0, studies: {}, connections: {} }
}
