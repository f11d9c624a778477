import { resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { connect, type Db } from './client.ts'
import { packageRoot } from './package-root.ts'

const migrationLock = 7_231_604

/** Brings the schema to this version. Processes that start together take turns under an advisory lock. */
export async function migrate(url: string): Promise<void> {
  const db = connect(url, { max: 1, applicationName: 'tiebreak migrate' })
  try {
    await db`select pg_advisory_lock(${migrationLock})`
    await runMigrations(drizzle(db as never), { migrationsFolder: resolve(packageRoot, 'migrations') })
  } finally {
    await db.end()
  }
}

export async function isMigrated(db: Db): Promise<boolean> {
  const [row] = await db<
    { found: boolean }[]
  >`select exists (select from ballot_boxes limit 1) is not null as found`
  return row?.found === true
}
