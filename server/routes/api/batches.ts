import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { findBatch, listBatches } from '../../../db/outputs/batches.ts'
import { importFiles } from '../../actions/outputs/import-files.ts'
import type { BatchRow } from '../../domain/output-rows.ts'
import { NotFound } from '../../domain/refusals.ts'
import type { Study } from '../../domain/study.ts'
import type { Report, UploadFile } from '../../formats/uploads/types.ts'
import { actionContext } from '../../http/action-context.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { Spool } from '../../importing/spool.ts'
import { UploadSettings } from '../../importing/upload-options.ts'
import { bearer, filesWith, json, refusing, StudyPath } from './contract/answers.ts'
import { problem } from './contract/problems.ts'
import { ReportAnswer } from './contract/report-answer.ts'
import { NumberedPage, nextPage } from './paging.ts'
import { numberIn, plainStudyOf, queryOf, studyOf } from './request.ts'
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

batchRoutes.get('/studies/:slug/batches', requireActor('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  const { limit, after } = queryOf(c, NumberedPage)
  const found = await listBatches(c.get('db'), { studyId: study.id, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  return c.json({
    batches: page.map(batchJson),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  })
})

batchRoutes.get('/studies/:slug/batches/:id', requireActor('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  const batch = await findBatch(c.get('db'), { studyId: study.id, id: numberIn(c, 'id') })
  if (!batch) throw new NotFound('No such batch')
  return c.json({ ...batchJson(batch), report: batch.report as Report | null })
})

const batchJson = ({ id, state, later, files, createdBy, createdAt, publishedAt }: BatchRow) => ({
  id,
  state,
  later,
  files,
  created_by: createdBy,
  created_at: createdAt.toISOString(),
  published_at: publishedAt?.toISOString() ?? null,
})

type Received = { settings: UploadSettings; files: UploadFile[] }

async function answerUpload(c: Context<AppEnv>, study: Study, received: Received) {
  const limits = c.get('config').uploadLimits
  const { id, state, report } = await importFiles(actionContext(c), { study, limits, ...received })
  if (state === 'dry_run') return c.json({ report }, 200)
  if (state === 'rejected') return problem(c, refusalOf(report))
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

export const BatchAnswer = z.strictObject({
  id: z.number().int(),
  state: z.enum(['published', 'unchanged']),
  report: ReportAnswer,
})

const stored = {
  id: z.number().int(),
  state: z.enum(['staged', 'published', 'rejected', 'discarded']),
  later: z.boolean().openapi({ description: 'Published after the study was opened' }),
  files: z.array(z.string()),
  created_by: z.string(),
  created_at: z.string(),
  published_at: z.string().nullable(),
}
const StoredBatch = z.strictObject(stored).openapi('Batch')
const BatchWithReport = z
  .strictObject({ ...stored, report: z.union([ReportAnswer, z.null()]) })
  .openapi('BatchWithReport')

batchRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/batches',
    summary: 'List uploads, newest first',
    security: bearer,
    request: { params: StudyPath, query: NumberedPage },
    responses: {
      200: {
        description: 'A page of batches; `next` goes into `after`',
        content: json(z.strictObject({ batches: z.array(StoredBatch), next: nextPage })),
      },
      ...refusing(422),
    },
  }),
)
batchRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/batches/{id}',
    summary: 'One upload with its report',
    security: bearer,
    request: { params: StudyPath.extend({ id: z.string() }) },
    responses: {
      200: {
        description: 'The batch; `report` is null while it is being read',
        content: json(BatchWithReport),
      },
      ...refusing(),
    },
  }),
)
batchRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/studies/{slug}/batches',
    summary: 'Upload outputs, all or nothing',
    security: bearer,
    request: {
      params: StudyPath,
      body: filesWith(UploadSettings),
    },
    responses: {
      200: {
        description: 'A dry run (only `report`), or content the study holds already (`unchanged`)',
        content: json(z.union([z.strictObject({ report: ReportAnswer }), BatchAnswer])),
      },
      201: { description: 'Published', content: json(BatchAnswer) },
      ...refusing(400, 409, 413, 415, 422),
    },
  }),
)
