import type { Db } from './client.ts'

/**
 * How often the tester `t` may still skip: three times in any case, and beyond that one in ten of all they were shown.
 * Whoever could skip without end would choose what to judge; that is the server's to choose.
 */
export const skipsLeft = (db: Db) => db`greatest(0, greatest(3, (t.votes + t.skips + 1) / 10) - t.skips)`
