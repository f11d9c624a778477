import type { Db } from '../../db/connection/client.ts'

/** A digest of every row of every table, to show that something changed nothing. */
export async function contentsOf(db: Db): Promise<Record<string, string>> {
  const tables = await db<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`
  const digests = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await db.unsafe(
        `select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as digest from ${name} t`,
      )
      return [name, row?.digest as string] as const
    }),
  )
  return Object.fromEntries(digests)
}
