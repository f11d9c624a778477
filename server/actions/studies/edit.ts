import { editStudy as edit } from '../../../db/studies/studies.ts'
import { NewStudy } from '../../domain/settings/study-settings.ts'
import type { Study } from '../../domain/study.ts'
import { check } from '../../http/strict-json.ts'
import { changesTo, replacedBy, StudyEdit } from '../../study/study-edit.ts'
import { checkStudy } from '../../study/study-rules.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

const WholeStudy = NewStudy.omit({ slug: true })

type Edit = {
  study: Study
  body: unknown
  /** Whether what the body leaves out goes back to its default; else it stays as it is. */
  isWhole?: boolean
}

/** @throws Invalid for fields that cannot be used, Conflict for those that are frozen */
export async function editStudy(ctx: ActionContext, { study, body, isWhole = false }: Edit): Promise<void> {
  requirePermission(ctx, 'studies:write', study)
  const wanted = isWhole ? check(body, WholeStudy) : check(body, StudyEdit)
  const changes = changesTo(study, checkStudy(wanted))
  const details = { before: replacedBy(changes, study), after: changes }
  await edit(ctx.db, { id: study.id, changes, act: actOf(ctx, 'study.edit', details) })
}
