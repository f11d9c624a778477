import type { RankRules } from '../ranking/rank-options.ts'
import { confidenceSequence, logEValue } from '../tests/e-values.ts'
import { type ClusteredEstimate, logStudentEValue, studentConfidenceSequence } from './t-mixture.ts'

/** Below so many votes on the pair itself the normal mixture is not to be trusted. */
const fewestVotesForNormal = 50
const largestLogE = Math.log(Number.MAX_VALUE)

type Rules = Pick<RankRules, 'evidence' | 'level'>

/** Sequential evidence on a difference: its e-value, null where there is none or it is too large for a number. */
export interface Evidence {
  e_value: number | null
  low: number | null
  high: number | null
}

/** By the mixture in force. `low` and `high` are the matching confidence sequence, null where it is the whole line. */
export function evidenceOf(found: ClusteredEstimate, votes: number, { evidence, level }: Rules): Evidence {
  const isNormal = evidence === 'normal'
  const sequence = isNormal ? confidenceSequence(found, level) : studentConfidenceSequence(found, level)
  const logE = isNormal ? logEValue(found) : logStudentEValue(found)
  const isKnown = logE < largestLogE && !(isNormal && votes < fewestVotesForNormal)
  return {
    e_value: isKnown ? Math.exp(logE) : null,
    low: sequence?.low ?? null,
    high: sequence?.high ?? null,
  }
}

/** The e-value of a pair: 0 where there is none, Infinity where it is too large for a number. */
export function knownEvidence(pair: Evidence & { votes: number }, { evidence }: Pick<Rules, 'evidence'>) {
  if (pair.e_value !== null) return pair.e_value
  if (evidence === 'normal' && pair.votes < fewestVotesForNormal) return 0
  const leavesOutZero = (pair.low ?? -1) > 0 || (pair.high ?? 1) < 0
  return leavesOutZero ? Infinity : 0
}
