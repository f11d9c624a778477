import { readmit as takeBack, type Withdrawable } from '../../../db/outputs/withdrawals.ts'
import { replan } from '../../../db/studies/planned-votes.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/**
 * Takes the withdrawal of a model or a prompt back: its pairs are handed out again.
 *
 * @throws NotFound where there is no such thing, or it is not withdrawn
 */
export async function readmitOutputs(
  ctx: ActionContext,
  { study, of }: { study: Pick<Study, 'id'>; of: Withdrawable },
): Promise<{ name: string; pairs: number }> {
  requirePermission(ctx, 'studies:write', study)
  const kind = 'model' in of ? 'model' : 'prompt'
  const done = await takeBack(ctx.db, study.id, of, actOf(ctx, `${kind}.readmit`))
  if (!done) throw new NotFound('There is no withdrawal to take back')
  await replan(ctx.db, study.id)
  return done
}
