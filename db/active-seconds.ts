import type { Db } from './client.ts'

const longest = 600

/**
 * Seconds a tester spent on the answer `v`: from showing to answer, without the time its page said it was hidden. An
 * open page nobody reads counts for ten minutes at most.
 */
export const activeSeconds = (db: Db) => db`
  least(${longest}, greatest(0, v.seconds - coalesce(
    case when jsonb_typeof(v.claims -> 'hidden_seconds') = 'number'
      then least(greatest((v.claims ->> 'hidden_seconds')::numeric, 0), 86400)::float8 end, 0)))`
