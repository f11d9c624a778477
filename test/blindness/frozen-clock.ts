import { vi } from 'vitest'
import type { Db } from '../../db/connection/client.ts'

const start = '2026-04-01T10:00:00Z'

/**
 * From here on the clock of this database stands still, for statements, defaults and triggers alike, until
 * `passTime` moves it; the process's own clock goes with it. The connection must be the only one of its pool.
 */
export async function freezeClock(db: Db): Promise<void> {
  await db.unsafe(`
    create schema frozen;
    create table frozen.clock as select timestamptz '${start}' as at;
    create function frozen.now() returns timestamptz language sql stable as 'select at from frozen.clock';
    create function frozen.clock_timestamp() returns timestamptz language sql stable as 'select at from frozen.clock';
    set search_path = frozen, pg_catalog, public`)
  const defaults = await db<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and column_default = 'pg_catalog.now()'`
  for (const { table, column } of defaults)
    await db.unsafe(`alter table public.${table} alter column ${column} set default frozen.now()`)
  if (defaults.length === 0) throw new Error('No default follows the clock: is it written otherwise now?')
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(start) })
}

export async function passTime(db: Db, seconds: number): Promise<void> {
  const [clock] = await db<{ at: Date }[]>`
    update frozen.clock set at = at + make_interval(secs => ${seconds}) returning at`
  if (clock) vi.setSystemTime(clock.at)
}
