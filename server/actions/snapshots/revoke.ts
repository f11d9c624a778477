import { revokeSnapshot as revoke } from '../../../db/results/snapshots.ts'
import type { PlainStudy } from '../../../db/studies/studies.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

type Revocation = { study: PlainStudy; id: string; reason: string }

/** @returns null where there is nothing to revoke; what is revoked already keeps its reason, and nothing is recorded */
export async function revokeSnapshot(
  ctx: ActionContext,
  { study, id, reason }: Revocation,
): Promise<'revoked' | 'unchanged' | null> {
  requirePermission(ctx, 'studies:write', study)
  const act = actOf(ctx, 'snapshot.revoke', { snapshot: id, reason })
  return revoke(ctx.db, { studyId: study.id, id, reason, by: ctx.actor.name, act })
}
