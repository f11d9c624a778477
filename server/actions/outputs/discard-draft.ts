import { discardDraft as discard } from '../../../db/outputs/drafts.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** @returns false when it is no draft any more */
export async function discardDraft(
  ctx: ActionContext,
  { study, batchId }: { study: Study; batchId: number },
): Promise<boolean> {
  requirePermission(ctx, 'studies:write', study)
  const act = actOf(ctx, 'batch.discard', { batch: batchId })
  return discard(ctx.db, { studyId: study.id, batchId, act })
}
