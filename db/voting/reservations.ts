import type { Db } from '../connection/client.ts'

export const leaseMinutes = 30

/** How long a statement waits for rows that others hold before it gets nothing. */
const patienceMs = 700

export type LiveComparison = { id: string; state: 'reserved' | 'reopened'; purpose: string }

/** `patience`: a row whose reading bounds how long this statement waits; none where it need not wait. */
export const patience = (db: Db, wanted = true) => db`
  patience as materialized (select set_config('lock_timeout', ${String(patienceMs)}, true) where ${wanted})`

/** Two tabs that ask at once: the index that allows one live comparison refuses the second, whole. */
export const ignoreSecondTab = (error: unknown): [] => ignore(error, '23505')

/** What waited for a row in vain got nothing. */
export const ignoreImpatience = (error: unknown): [] => ignore(error, '55P03')

function ignore(error: unknown, code: string): [] {
  if ((error as { code?: string }).code === code) return []
  throw error
}
