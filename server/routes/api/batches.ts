import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { recordAct } from '../../../db/audit.ts'
import { Invalid, type Issue } from '../../../db/refusals.ts'
import type { AppEnv } from '../../app-env.ts'
import { requireActor } from '../../auth.ts'
import type { Report, UploadFile } from '../../formats/uploads/types.ts'
import { importFiles } from '../../importing.ts'
import { chunksOf } from '../../stream.ts'
import { pointerTo, readStrictJson } from '../../strict-json.ts'
import { UploadSettings, uploadOptions } from '../../upload-options.ts'
import { bearer, json, refusing, StudyPath } from './answers.ts'
import { problem } from './problems.ts'
import { actorName, studyOf } from './request.ts'

const largestUpload = 256 * 1024 * 1024

export const batchRoutes = new OpenAPIHono<AppEnv>()

const withinLimit = bodyLimit({
  maxSize: largestUpload,
  onError: () => {
    throw new HTTPException(413, { message: 'An upload may hold 256 MiB: send the files in several batches' })
  },
})

batchRoutes.post('/studies/:slug/batches', requireActor('studies:write'), withinLimit, async (c) => {
  const study = await studyOf(c)
  const { files, settings } = await uploadOf(c)
  const by = actorName(c.get('actor'))
  const { id, state, report } = await importFiles(c.get('db'), {
    study,
    files,
    options: uploadOptions(settings),
    dryRun: settings.dry_run,
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
})

async function uploadOf(c: Context<AppEnv>): Promise<{ files: UploadFile[]; settings: UploadSettings }> {
  if (!/^multipart\/form-data\s*;/i.test(c.req.header('Content-Type') ?? '')) {
    throw new HTTPException(415, { message: 'The files must be sent as multipart/form-data' })
  }
  const form = await c.req.formData().catch((cause: unknown) => {
    throw new HTTPException(400, { message: 'The multipart body cannot be read', cause })
  })
  const files: UploadFile[] = []
  const options: string[] = []
  const faults: Issue[] = []
  form.forEach((part, name) => {
    const fault = faultOf(name, part)
    if (fault) faults.push({ pointer: pointerTo([name]), detail: fault })
    else if (typeof part === 'string') options.push(part)
    else files.push({ name: part.name, open: () => chunksOf(part) })
  })
  if (files.length === 0 && faults.length === 0) faults.push({ pointer: '#/file', detail: 'is missing' })
  if (options.length > 1) faults.push({ pointer: '#/options', detail: 'is given twice' })
  if (faults.length > 0) throw new Invalid('The upload cannot be used', faults)
  return { files, settings: readStrictJson(options[0] ?? '{}', UploadSettings) }
}

type Part = string | { name: string }

function faultOf(name: string, part: Part): string | null {
  if (name === 'options') return typeof part === 'string' ? null : 'must be JSON text, not a file'
  if (name !== 'file') return `"${name}" is not a part of an upload: there are "file" and "options"`
  if (typeof part === 'string') return 'must be a file with a name'
  if (part.name === '' || part.name.includes('\0') || !part.name.isWellFormed())
    return 'needs a usable file name'
  return null
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

const ReportAnswer = z.looseObject({ format: z.string(), outputs: z.number(), content_hash: z.string() })
const BatchAnswer = z.object({
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
