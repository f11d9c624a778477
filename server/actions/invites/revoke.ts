import { revokeInvite as revoke } from '../../../db/testers/invites.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** Lets nobody in by a link any more. Whoever came by it stays. */
export async function revokeInvite(
  ctx: ActionContext,
  { study, id }: { study: Study; id: number },
): Promise<void> {
  requirePermission(ctx, 'studies:write', study)
  const act = actOf(ctx, 'invite.revoke', { invite: id })
  if (!(await revoke(ctx.db, { studyId: study.id, id, act }))) throw new NotFound('No such link')
}
