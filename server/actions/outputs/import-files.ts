import type { Study } from '../../domain/study.ts'
import type { Limits } from '../../formats/uploads/reports/limits.ts'
import type { UploadFile } from '../../formats/uploads/types.ts'
import { type ImportResult, importFiles as importInto } from '../../importing/importing.ts'
import { type UploadSettings, uploadOptions } from '../../importing/upload-options.ts'
import { type ActionContext, requirePermission } from '../context.ts'

type Import = { study: Study; files: UploadFile[]; settings: UploadSettings; limits: Partial<Limits> }

/** Reads files and publishes what is in them, whole or not at all; a dry run only reads. */
export async function importFiles(
  ctx: ActionContext,
  { study, files, settings, limits }: Import,
): Promise<ImportResult> {
  requirePermission(ctx, 'studies:write', study)
  return importInto(ctx.db, {
    study,
    files,
    options: { ...uploadOptions(settings), limits },
    dryRun: settings.dry_run,
    decisions: settings.decisions,
    by: ctx.actor.name,
  })
}
