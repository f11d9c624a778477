import { forgetFiles } from '../../../db/outputs/draft-files.ts'
import { findDraft } from '../../../db/outputs/drafts.ts'
import { Conflict, Invalid } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import type { Report } from '../../formats/uploads/types.ts'
import type { Decisions } from '../../importing/decisions.ts'
import { reportOf } from '../../importing/drafts.ts'
import { publishStaged } from '../../importing/publishing.ts'
import { renderStudy } from '../../rendering/stored/rendered.ts'
import { type ActionContext, requirePermission } from '../context.ts'

type ToPublish = { study: Study; batchId: number; goodRows: boolean; decisions: Decisions }

/**
 * Publishes a draft that has been read, with one statement.
 *
 * @throws Conflict while it is read, or once it is no draft; Invalid where it holds nothing, or problems nobody took
 */
export async function publishDraft(
  ctx: ActionContext,
  { study, batchId, goodRows, decisions }: ToPublish,
): Promise<{ state: 'published' | 'unchanged'; added: number; report: Report }> {
  requirePermission(ctx, 'studies:write', study)
  const of = { studyId: study.id, batchId }
  const draft = await findDraft(ctx.db, of)
  const report = draft && reportOf(draft)
  if (draft?.state !== 'staged') throw new Conflict('This draft is published or discarded already')
  if (!draft.readAt || !report) throw new Conflict('The files are still being read: wait until they are')
  if (report.outputs === 0) throw new Invalid('There is no output in these files that could be published')
  if (report.problem_count > 0 && !goodRows)
    throw new Invalid('Some rows cannot be read: mend them, or tick that the good rows shall be imported')
  const staged = { ...of, report, decisions, reading: draft.reading, actor: ctx.actor.name }
  const published = await publishStaged(ctx.db, staged)
  if (!published) throw new Conflict('This draft is published or discarded already, or has been read anew')
  await forgetFiles(ctx.db, of)
  void renderStudy(ctx.db, study.id)
  return published
}
