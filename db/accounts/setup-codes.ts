import { randomBytes } from 'node:crypto'
import type { Person } from '../../server/domain/account-rows.ts'
import type { Db } from '../connection/client.ts'
import { hashOf } from '../testers/invites.ts'
import { createOwner } from './people.ts'

/** A fresh one-time code; the one of an earlier start is void. */
export async function newSetupCode(db: Db): Promise<string> {
  const code = randomBytes(16).toString('hex')
  await db`
    with earlier as (delete from setup_codes)
    insert into setup_codes (hash) values (${hashOf(code)})`
  return code
}

export async function isSetupCode(db: Db, code: string): Promise<boolean> {
  const rows = await db`select from setup_codes where hash = ${hashOf(code)}`
  return rows.length === 1
}

/** Spends the code on the first account. Null when the code is wrong or spent, or somebody was first. */
export async function useSetupCode(
  db: Db,
  { code, email, password }: { code: string; email: string; password: string },
): Promise<Person | null> {
  if (!(await isSetupCode(db, code))) return null
  return createOwner(db, { codeHash: hashOf(code), email, password })
}
