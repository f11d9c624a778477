import type { Db } from '../connection/client.ts'

/**
 * How often the tester `t` may still skip: three times in any case, and beyond that one in ten of all they were shown.
 * Whoever could skip without end would choose what to judge; that is the server's to choose. A pair they were shown and
 * left `unanswered` for others counts like one they skipped, until they take it up again.
 */
export const skipsLeft = (db: Db, unanswered: ReturnType<Db>) =>
  db`greatest(0, greatest(3, (t.votes + t.skips + ${unanswered} + 1) / 10) - t.skips - ${unanswered})`
