import { withdrawTester as withdraw } from '../../../db/testers/journey.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** Takes a tester's answers out because they asked somebody of the study to. It cannot be taken back. */
export async function withdrawTester(
  ctx: ActionContext,
  { study, testerId }: { study: Study; testerId: number },
): Promise<boolean> {
  requirePermission(ctx, 'studies:write', study)
  const act = actOf(ctx, 'tester.withdraw')
  return withdraw(ctx.db, { studyId: study.id, testerId, onRequestBy: ctx.actor.name, act })
}
