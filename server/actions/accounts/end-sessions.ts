import { endSessions as end } from '../../../db/accounts/sessions.ts'
import type { Person } from '../../domain/account-rows.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** Signs a person out everywhere. */
export async function endSessions(ctx: ActionContext, person: Person): Promise<void> {
  if (person.email !== ctx.actor.name) requirePermission(ctx, 'people:write', null)
  await end(ctx.db, { personId: person.id, act: actOf(ctx, 'session.end_all') })
}
