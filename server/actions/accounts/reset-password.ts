import { resetPassword as reset } from '../../../db/accounts/people.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** A new password for oneself, or for whom `reachPerson` has found. */
export async function resetPassword(
  ctx: ActionContext,
  { email, password }: { email: string; password: string },
): Promise<void> {
  if (email !== ctx.actor.name) requirePermission(ctx, 'people:write', null)
  await reset(ctx.db, { email, password, act: actOf(ctx, 'person.password') })
}
