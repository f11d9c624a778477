import { z } from 'zod'
import type { StoredVerdicts } from '../../../db/results/judges.ts'
import { Invalid } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import type { UploadFile } from '../../formats/uploads/types.ts'
import { uploadVerdicts as upload } from '../../results/judging.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

const JudgeName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => name.isWellFormed() && !name.includes('\0') && name.trim() !== '')

type Upload = { study: Pick<Study, 'id'>; judge: string | undefined; file: UploadFile }

/**
 * Stores what an automatic judge said, whole or not at all.
 *
 * @throws Invalid for a name that cannot be used, or naming the lines that cannot
 */
export async function uploadVerdicts(
  ctx: ActionContext,
  { study, judge, file }: Upload,
): Promise<StoredVerdicts> {
  requirePermission(ctx, 'studies:write', study)
  const name = JudgeName.safeParse(judge)
  if (!name.success) throw new Invalid('A judge needs a name of 1 to 200 characters')
  const act = actOf(ctx, 'judge.upload')
  return upload(ctx.db, { study, judge: name.data, by: ctx.actor.name, file, act })
}
