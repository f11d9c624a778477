import type { Study } from '../../domain/study.ts'
import { check } from '../../http/strict-json.ts'
import { type InviteLink, inviteLinks, NewInvites } from '../../study/new-invites.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** The links are in this answer and nowhere else. */
export async function createInvites(
  ctx: ActionContext,
  { study, body }: { study: Study; body: unknown },
): Promise<InviteLink[]> {
  requirePermission(ctx, 'studies:write', study)
  const wanted = check(body, NewInvites)
  const { kind, count, label } = wanted
  const act = actOf(ctx, 'invite.create', { kind, count, label })
  return inviteLinks(ctx.db, { ...wanted, studyId: study.id, publicUrl: ctx.publicUrl, act })
}
