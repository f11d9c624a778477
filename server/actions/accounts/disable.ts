import { disablePerson as disable } from '../../../db/accounts/people.ts'
import { type ActionContext, actOf } from '../context.ts'
import { reachPerson } from './within-reach.ts'

/** @throws Conflict for the last owner, who has to stay */
export async function disablePerson(ctx: ActionContext, id: number): Promise<void> {
  const person = await reachPerson(ctx, id)
  await disable(ctx.db, { id: person.id, act: actOf(ctx, 'person.disable') })
}
