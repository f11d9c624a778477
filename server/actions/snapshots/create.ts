import type { PlainStudy } from '../../../db/studies/studies.ts'
import type { SnapshotRequest } from '../../datasets/snapshot-request.ts'
import { requestSnapshot } from '../../datasets/snapshots.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/**
 * Writes down what is to be frozen; some process builds it.
 *
 * @throws Conflict if nobody has answered yet; Invalid for a filter that makes no sense
 */
export async function createSnapshot(
  ctx: ActionContext,
  { study, request }: { study: PlainStudy; request: SnapshotRequest },
): Promise<Snapshot> {
  requirePermission(ctx, 'data:read', study)
  const act = actOf(ctx, 'snapshot.create', request)
  return requestSnapshot(ctx.db, { study, request, by: ctx.actor.name, act })
}
