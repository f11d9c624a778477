import type { Db } from '../../../db/connection/client.ts'
import { type BlindContent, blindContent } from '../../../db/voting/comparisons.ts'
import { masked } from '../../formats/uploads/content/masking.ts'
import { plainTurns } from '../rendering.ts'
import { masksFor, renderComparison } from './rendered.ts'

const noMasks = { kinds: [], labels: [], style: 'text' as const }

type Showing = { studyId: number; testerId: number; comparison: string }

/** The content laid out; what publication has not reached yet is laid out now, both sides before either is shown. */
export async function laidOutContent(db: Db, showing: Showing): Promise<BlindContent | null> {
  const found = await blindContent(db, showing)
  if (!found) await renderComparison(db, showing)
  const content = found ?? (await blindContent(db, showing))
  if (!content) return null
  const masks = content.masks.length === 0 ? noMasks : await masksFor(db, showing.studyId)
  return {
    ...content,
    firstTurns: plainTurns(masked(content.firstTurns, masks)),
    secondTurns: plainTurns(masked(content.secondTurns, masks)),
  }
}
