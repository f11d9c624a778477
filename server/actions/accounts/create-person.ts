import { createPerson as create } from '../../../db/accounts/people.ts'
import type { Person } from '../../domain/account-rows.ts'
import { Invalid } from '../../domain/refusals.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'
import { rolesWithinReach } from './within-reach.ts'

type NewPerson = { email: string; password: string; role: string }

/** @throws Invalid for a role out of reach or what is no account; Conflict where the address has one */
export async function createPerson(
  ctx: ActionContext,
  { email, password, role: wanted }: NewPerson,
): Promise<Person> {
  requirePermission(ctx, 'people:write', null)
  const role = rolesWithinReach(ctx).find((name) => name === wanted)
  if (!role) throw new Invalid('Choose one of the roles')
  return create(ctx.db, { email, password, role, act: actOf(ctx, 'person.create', { role }) })
}
