import { openPool, type Sql } from './pool.ts'

export type Db = Sql

type Connecting = { max?: number; applicationName?: string; statementSeconds?: number; byKey?: boolean }

/**
 * For statements that fetch a few rows by key: planned once, without regard to a study's size, and never by reading
 * more than the index says. The planner knows nothing of a study that has just begun, and guesses badly.
 */
const keyLookups = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
}

/**
 * One pool of the one driver. A statement that takes longer than `statementSeconds` is cut short by the server; where
 * not even that is heard of, the pool is replaced. A `url` that can change is given as a function. `bigint` comes back
 * as a number: no id or count here passes 2^53.
 */
export function connect(
  url: string | (() => string),
  { max = 10, applicationName = 'tiebreak', statementSeconds = 60, byKey = false }: Connecting = {},
): Db {
  return openPool({
    url: typeof url === 'string' ? () => url : url,
    answerMs: 1000 * (statementSeconds + 1),
    options: {
      max,
      idle_timeout: 30,
      connect_timeout: 3,
      keep_alive: 10,
      backoff: false,
      onnotice: () => {},
      connection: {
        application_name: applicationName,
        statement_timeout: 1000 * statementSeconds,
        idle_in_transaction_session_timeout: 600_000,
        synchronous_commit: 'on',
        ...(byKey ? keyLookups : {}),
      },
      types: {
        bigint: {
          to: 20,
          from: [20],
          parse: (text: string) => Number(text),
          serialize: (value: number) => String(value),
        },
      },
    },
  })
}

/** Refuses a server that could lose an acknowledged vote. */
export async function assertDurable(db: Db): Promise<void> {
  const [server] = await db<{ fsync: string; pages: string; version: number }[]>`
    select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
           current_setting('server_version_num')::int as version`
  if (!server) throw new Error('The database did not answer')
  if (server.version < 150_000) throw new Error(`PostgreSQL 15 or newer is needed, found ${server.version}`)
  if (server.fsync !== 'on' || server.pages !== 'on') {
    throw new Error(
      'The database runs with fsync or full_page_writes off and could lose votes: switch them on',
    )
  }
}
