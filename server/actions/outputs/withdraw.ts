import { withdraw as takeOut, type Withdrawable } from '../../../db/outputs/withdrawals.ts'
import { replan } from '../../../db/studies/planned-votes.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/**
 * Takes a model or a prompt out of what testers are still asked.
 *
 * @throws NotFound where there is no such thing, or it is withdrawn already
 */
export async function withdrawOutputs(
  ctx: ActionContext,
  { study, of }: { study: Pick<Study, 'id'>; of: Withdrawable },
): Promise<{ name: string; pairs: number }> {
  requirePermission(ctx, 'studies:write', study)
  const kind = 'model' in of ? 'model' : 'prompt'
  const done = await takeOut(ctx.db, study.id, of, actOf(ctx, `${kind}.withdraw`))
  if (!done) throw new NotFound('There is nothing to withdraw')
  await replan(ctx.db, study.id)
  return done
}
