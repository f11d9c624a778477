import { revokeToken as revoke } from '../../../db/accounts/tokens.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** What is revoked already stays so, and nothing is recorded. */
export async function revokeToken(ctx: ActionContext, id: number): Promise<void> {
  requirePermission(ctx, 'tokens:write', null)
  await revoke(ctx.db, { id, act: actOf(ctx, 'token.revoke', { token: id }) })
}
