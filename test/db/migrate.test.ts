import { expect, test } from 'vitest'
import { migrate } from '../../db/connection/migrate.ts'
import { contentsOf } from '../setup/contents.ts'
import { useDatabase } from '../setup/database.ts'

const database = useDatabase()

test('a schema is brought up to date again and again without a change', async () => {
  const before = await contentsOf(database.db())
  await Promise.all([migrate(database.url()), migrate(database.url())])
  expect(await contentsOf(database.db())).toEqual(before)
})

test('a schema of a newer version is refused in words, and left as it is', async () => {
  const db = database.db()
  await db`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${Date.now() * 2})`
  const before = await contentsOf(db)
  await expect(migrate(database.url())).rejects.toThrow('newer version of Tiebreak')
  expect(await contentsOf(db)).toEqual(before)
  await db`delete from drizzle.__drizzle_migrations where hash = 'of tomorrow'`
  await migrate(database.url())
})

test('a schema from before the first migration is refused with the way to take its data along', async () => {
  const db = database.db()
  await db`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of long ago', 1000)`
  const before = await contentsOf(db)
  await expect(migrate(database.url())).rejects.toThrow('pg_dump --data-only')
  expect(await contentsOf(db)).toEqual(before)
  await db`delete from drizzle.__drizzle_migrations where hash = 'of long ago'`
})
