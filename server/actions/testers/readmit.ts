import { readmitTester as readmit } from '../../../db/testers/exclusions.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** Takes an exclusion back; where there is none, nothing is recorded. */
export async function readmitTester(
  ctx: ActionContext,
  { study, testerId }: { study: Study; testerId: number },
): Promise<boolean> {
  requirePermission(ctx, 'studies:write', study)
  return readmit(ctx.db, { studyId: study.id, testerId, act: actOf(ctx, 'tester.readmit') })
}
