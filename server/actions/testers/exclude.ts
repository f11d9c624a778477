import { excludeTester as exclude } from '../../../db/testers/exclusions.ts'
import type { Study } from '../../domain/study.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

type Exclusion = { study: Study; testerId: number; reason: string; replaces: boolean }

/** Leaves a tester's answers out of clean results; who is left out already stays so, and nothing is recorded. */
export async function excludeTester(
  ctx: ActionContext,
  { study, testerId, reason, replaces }: Exclusion,
): Promise<boolean> {
  requirePermission(ctx, 'studies:write', study)
  const act = actOf(ctx, 'tester.exclude', { reason, replaces })
  const of = { studyId: study.id, testerId }
  return exclude(ctx.db, { ...of, rule: 'by hand', reason, by: ctx.actor.name, replaces, act })
}
