import type { Db } from '../connection/client.ts'

const longest = 600

/**
 * Seconds a tester spent on the answer `v`: from showing to answer by the server's clock, or as long as their page says
 * it was in view where that is less. An open page nobody reads counts for ten minutes at most. Null where there is no
 * answer: `least` alone would pass over it.
 */
export const activeSeconds = (db: Db) => db`
  case when v.seconds is not null then
    least(${longest}, v.seconds,
      case when jsonb_typeof(v.claims -> 'visible_ms') = 'number'
        then (least(greatest((v.claims ->> 'visible_ms')::numeric, 0), 86400000) / 1000)::float8 end)
  end`
