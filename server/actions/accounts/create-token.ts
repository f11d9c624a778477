import { z } from 'zod'
import { createToken as create } from '../../../db/accounts/tokens.ts'
import { scopes } from '../../domain/scope.ts'
import { check } from '../../http/strict-json.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

const NewToken = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(200),
  scopes: z.array(z.enum(scopes)).min(1, 'choose at least one'),
  days: z.coerce.number('must be a whole number').int().min(1).max(3650).nullable(),
})

type Wanted = { body: unknown; study: { id: number } | null }

/** @returns the token, which is in this answer and nowhere else */
export async function createToken(ctx: ActionContext, { body, study }: Wanted): Promise<string> {
  requirePermission(ctx, 'tokens:write', study)
  const wanted = check(body, NewToken)
  const act = actOf(ctx, 'token.create', { scopes: wanted.scopes, days: wanted.days })
  const { token } = await create(ctx.db, {
    ...wanted,
    studyId: study?.id ?? null,
    by: ctx.actor.name,
    act,
  })
  return token
}
