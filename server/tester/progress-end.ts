import type { Db } from '../../db/connection/client.ts'
import { pairsForTester } from '../../db/voting/pairs-for-tester.ts'
import { possiblePairs } from '../pairing/planning.ts'

type Standing = { studyId: number; testerId: number; answered: number; asked: number | null }

/** Unplanned pairs are counted only where those that are planned do not reach as far. */
const farEnough = 300

/**
 * How many answers this tester can come to: the most the study asks, or what they gave and the pairs there are for
 * them, planned or not, with the one before them. Others may take some of them meanwhile; then the end comes nearer.
 */
export async function endOf(db: Db, { studyId, testerId, answered, asked }: Standing): Promise<number> {
  const wanted = asked === null ? farEnough : asked - answered
  const pairs = await pairsForTester(db, { studyId, testerId, most: Math.max(1, wanted) })
  if (asked !== null && pairs.open >= wanted) return asked
  const unplanned = Math.max(0, (await possiblePairs(db, studyId)) - pairs.planned)
  const end = answered + Math.max(1, pairs.open + unplanned)
  return asked === null ? end : Math.min(asked, end)
}
