import { enablePerson as enable } from '../../../db/accounts/people.ts'
import { type ActionContext, actOf } from '../context.ts'
import { reachPerson } from './within-reach.ts'

/** Lets a person in again. */
export async function enablePerson(ctx: ActionContext, id: number): Promise<void> {
  const person = await reachPerson(ctx, id)
  await enable(ctx.db, { id: person.id, act: actOf(ctx, 'person.enable') })
}
