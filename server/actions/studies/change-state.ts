import type { Study } from '../../domain/study.ts'
import type { StudyState } from '../../domain/study-state.ts'
import { changeState } from '../../study/study-state.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/**
 * Opens, pauses or closes a study. What is so already stays so, and is not recorded.
 *
 * @throws Conflict where it cannot become that from the state it is in, or has nothing to compare
 */
export async function changeStudyState(
  ctx: ActionContext,
  { study, state }: { study: Study; state: StudyState },
): Promise<void> {
  requirePermission(ctx, 'studies:write', study)
  await changeState(ctx.db, { study, state, act: actOf(ctx, 'study.state') })
}
