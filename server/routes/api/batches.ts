import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { recordAct } from '../../../db/audit.ts'
import type { Study } from '../../../db/studies.ts'
import type { AppEnv } from '../../app-env.ts'
import { requireActor } from '../../auth.ts'
import type { Report, UploadFile } from '../../formats/uploads/types.ts'
import { importFiles } from '../../importing/importing.ts'
import { Spool } from '../../importing/spool.ts'
import { UploadSettings, uploadOptions } from '../../importing/upload-options.ts'
import { bearer, json, refusing, StudyPath } from './answers.ts'
import { problem } from './problems.ts'
import { actorName, studyOf } from './request.ts'
import { receiveUpload } from './upload-parts.ts'

export const batchRoutes = new OpenAPIHono<AppEnv>()

batchRoutes.post('/studies/:slug/batches', requireActor('studies:write'), async (c) => {
  const study = await studyOf(c)
  const spool = new Spool()
  try {
    const settings = await receiveUpload(c, UploadSettings, (part) => spool.take(part))
    return await answerUpload(c, study, { settings, files: spool.files })
  } finally {
    await spool.end()
  }
})

type Received = { settings: UploadSettings; files: UploadFile[] }

async function answerUpload(c: Context<AppEnv>, study: Study, { settings, files }: Received) {
  const by = actorName(c.get('actor'))
  const { id, state, report } = await importFiles(c.get('db'), {
    study,
    files,
    options: { ...uploadOptions(settings), limits: c.get('config').uploadLimits },
    dryRun: settings.dry_run,
    decisions: settings.decisions,
    by,
  })
  if (state === 'dry_run') return c.json({ report }, 200)
  if (state === 'rejected') return problem(c, refusalOf(report))
  await recordAct(c.get('db'), {
    actor: by,
    act: 'batch.publish',
    studyId: study.id,
    subject: study.slug,
    details: { batch: id, state, content_hash: report.content_hash },
  })
  return c.json({ id, state, report }, state === 'published' ? 201 : 200)
}

function refusalOf(report: Report) {
  const errors = report.problems.slice(0, 100).map(({ file, line, message }) => ({
    pointer: '#/file',
    detail: `${file}, line ${line}: ${message}`,
  }))
  const title =
    errors.length > 0 ? 'The upload has problems: nothing was stored' : 'There is no output in the upload'
  return { status: 422, title, errors, report }
}

export const ReportAnswer = z.looseObject({
  format: z.string(),
  outputs: z.number(),
  content_hash: z.string(),
})
export const BatchAnswer = z.object({
  id: z.number().int(),
  state: z.enum(['published', 'unchanged']),
  report: ReportAnswer,
})

batchRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/batches',
    summary: 'Upload outputs, all or nothing',
    security: bearer,
    request: {
      params: StudyPath,
      body: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({
              file: z.array(z.string().openapi({ format: 'binary' })),
              options: UploadSettings.optional(),
            }),
          },
        },
      },
    },
    responses: {
      200: {
        description: 'A dry run (only `report`), or content the study holds already (`unchanged`)',
        content: json(z.union([z.object({ report: ReportAnswer }), BatchAnswer])),
      },
      201: { description: 'Published', content: json(BatchAnswer) },
      ...refusing(400, 409, 413, 415, 422),
    },
  }),
)
