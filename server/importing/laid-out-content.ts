import type { Db } from '../../db/client.ts'
import { type BlindContent, blindContent } from '../../db/comparisons.ts'
import { masked } from '../formats/uploads/masking.ts'
import { masksFor, renderComparison } from './rendered.ts'

type Showing = { studyId: number; testerId: number; comparison: string }

/** The content laid out; what publication has not reached yet is laid out now, both sides before either is shown. */
export async function laidOutContent(db: Db, showing: Showing): Promise<BlindContent | null> {
  const found = await blindContent(db, showing)
  if (!found) await renderComparison(db, showing)
  const content = found ?? (await blindContent(db, showing))
  if (!content || content.masks.length === 0) return content
  const masks = await masksFor(db, showing.studyId)
  return {
    ...content,
    firstTurns: masked(content.firstTurns, masks),
    secondTurns: masked(content.secondTurns, masks),
  }
}
