import type { Db } from './client.ts'

type Growing = 'models' | 'prompts' | 'outputs' | 'pairs'

/**
 * Brings the planner's statistics of a table up to date when `added` rows are a tenth or more of what it knows of:
 * testers come sooner than the server's own clock would do it.
 */
export async function countGrowth(db: Db, table: Growing, added: number): Promise<void> {
  const [known] = await db<{ rows: number }[]>`
    select reltuples::float8 as rows from pg_class where oid = to_regclass(${table})`
  if (10 * added >= (known?.rows ?? 0)) await db`analyze ${db(table)}`
}
