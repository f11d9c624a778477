import { listPeople } from '../../../db/accounts/people.ts'
import type { PersonRow } from '../../domain/account-rows.ts'
import { NotFound } from '../../domain/refusals.ts'
import { type Role, roles } from '../../domain/role.ts'
import { type ActionContext, requirePermission } from '../context.ts'

/** Roles an actor may give or take: only owners touch owners. */
export const rolesWithinReach = ({ actor }: ActionContext): Role[] =>
  roles.filter((role) => role !== 'owner' || actor.may.includes('owners:write'))

/**
 * A person this actor may change.
 *
 * @throws NotFound where there is none, or they are out of reach
 */
export async function reachPerson(ctx: ActionContext, id: number): Promise<PersonRow> {
  requirePermission(ctx, 'people:write', null)
  const person = (await listPeople(ctx.db)).find((row) => row.id === id)
  if (!person || !rolesWithinReach(ctx).includes(person.role)) throw new NotFound('No such person')
  return person
}
