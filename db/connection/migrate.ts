import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { connect, type Db } from './client.ts'
import { packageRoot } from './package-root.ts'

const migrationLock = 7_231_604
const migrationsFolder = resolve(packageRoot, 'migrations')

/**
 * Brings the schema to this version. Processes that start together take turns under an advisory lock.
 *
 * @throws Error where a newer version has been here, or one from before the first migration: this one would write into
 *   a schema it does not know
 */
export async function migrate(url: string): Promise<void> {
  const db = connect(url, { max: 1, applicationName: 'tiebreak migrate' })
  try {
    await db`select pg_advisory_lock(${migrationLock})`
    await refuseUnknown(db)
    await runMigrations(drizzle(db as never), { migrationsFolder })
  } finally {
    await db.end()
  }
}

/** Migrations only grow; the first of them holds all that versions before it had in several. */
async function refuseUnknown(db: Db): Promise<void> {
  const journal = JSON.parse(await readFile(resolve(migrationsFolder, 'meta/_journal.json'), 'utf8'))
  const known = journal.entries.map((entry: { when: number }) => entry.when)
  const [place] = await db`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`
  if (!place?.exists) return
  const [found] = await db`
    select min(created_at)::float8 as oldest, max(created_at)::float8 as newest from drizzle.__drizzle_migrations`
  if (found?.newest > Math.max(...known))
    throw new Error(
      'This database was brought to a newer version of Tiebreak, which this version does not know: start that version, or restore a backup made before it',
    )
  if (found?.oldest !== null && found?.oldest < Math.min(...known))
    throw new Error(
      'This database was made by a version of Tiebreak from before its migrations began anew: dump its data with that version (pg_dump --data-only --disable-triggers --schema=public), and restore them into a new database of this one',
    )
}

export async function isMigrated(db: Db): Promise<boolean> {
  const [row] = await db<
    { found: boolean }[]
  >`select exists (select from ballot_boxes limit 1) is not null as found`
  return row?.found === true
}
