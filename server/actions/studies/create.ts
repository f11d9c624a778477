import { createStudy as create } from '../../../db/studies/studies.ts'
import { NotFound } from '../../domain/refusals.ts'
import { NewStudy } from '../../domain/settings/study-settings.ts'
import type { Study } from '../../domain/study.ts'
import { check } from '../../http/strict-json.ts'
import { checkStudy } from '../../study/study-rules.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/** @throws Invalid for fields that cannot be used, Conflict where another study has the slug */
export async function createStudy(ctx: ActionContext, body: unknown): Promise<Study> {
  if (ctx.actor.only !== null) throw new NotFound('A token for one study cannot make another')
  requirePermission(ctx, 'studies:write', null)
  return create(ctx.db, checkStudy(check(body, NewStudy)), actOf(ctx, 'study.create'))
}
