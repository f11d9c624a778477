import { createStudy } from '../../../db/studies/studies.ts'
import { Invalid } from '../../domain/refusals.ts'
import { NewStudy } from '../../domain/settings/study-settings.ts'
import type { Study } from '../../domain/study.ts'
import { readUpload } from '../../formats/uploads/index.ts'
import type { UploadFile } from '../../formats/uploads/types.ts'
import { check } from '../../http/strict-json.ts'
import { importFiles } from '../../importing/importing.ts'
import { type InviteLink, inviteLinks } from '../../study/new-invites.ts'
import { examplesFile, QuickStart, sameAnswers } from '../../study/quick-start.ts'
import { changeState } from '../../study/study-state.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

/**
 * From pasted examples to an open study and its link. All that could be refused is looked at before the study is made,
 * so that nothing is left of a refusal.
 *
 * @throws Invalid for examples that cannot be used, Conflict where another study has the name
 */
export async function startQuickly(
  ctx: ActionContext,
  body: unknown,
): Promise<{ study: Study; link: InviteLink }> {
  requirePermission(ctx, 'studies:write', null)
  const quick = check(body, QuickStart)
  const faults = sameAnswers(quick)
  if (faults.length > 0) throw new Invalid('Some examples cannot be compared', faults)
  const file = examplesFile(quick)
  const wanted = NewStudy.parse({ name: quick.name, question: quick.question, ...settings })
  await checkExamples(file, quick.name)
  const act = actOf(ctx, 'study.quick_start', { examples: quick.examples.length })
  return openWith(ctx, await createStudy(ctx.db, wanted, act), file)
}

const settings = { auto_votes_per_pair: true, repeat_share: 0, scores: true }

async function checkExamples(file: UploadFile, name: string): Promise<void> {
  const report = await readUpload([file], { studyLabels: [name] }, async () => {})
  if (report.problem_count === 0 && report.outputs > 0) return
  const issues = report.problems.map(({ message }) => ({ pointer: '#/examples', detail: message }))
  throw new Invalid('The examples cannot be used', issues)
}

async function openWith({ db, actor, publicUrl }: ActionContext, study: Study, file: UploadFile) {
  const upload = { study, files: [file], options: {}, dryRun: false, by: actor.name, isRecorded: false }
  const { state } = await importFiles(db, upload)
  if (state !== 'published') throw new Error(`The examples were ${state} though they were read before`)
  await changeState(db, { study, state: 'open' })
  const invite = { kind: 'open', count: 1, label: 'Quick start', cap: null, expires: null } as const
  const [link] = await inviteLinks(db, { ...invite, studyId: study.id, publicUrl })
  if (!link) throw new Error('The link was not made')
  return { study, link }
}
