import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Invalid, NotFound } from '../../../db/refusals.ts'
import type { AppEnv } from '../../app-env.ts'
import { requireActor } from '../../auth.ts'
import { exportStudy } from '../../exporting.ts'
import { streamOf } from '../../stream.ts'
import { bearer, refusing, StudyPath } from './answers.ts'
import { queryRecord, studyOf } from './request.ts'

export const exportRoutes = new OpenAPIHono<AppEnv>()

exportRoutes.get('/studies/:slug/exports/:file', requireActor('data:read'), async (c) => {
  const study = await studyOf(c)
  const [, format, extension] = /^([a-z0-9_-]+)\.([a-z0-9.]+)$/.exec(c.req.param('file')) ?? []
  if (!format || !extension) throw new NotFound('No such export')
  const query = queryRecord(c)
  const made = await exportStudy(c.get('db'), { study, format, extension, query }).catch(asRefusal)
  return c.body(await streamOf(made.chunks), 200, {
    'Content-Type': made.contentType,
    'Content-Disposition': `attachment; filename="${made.fileName.replace(/[^\w.-]/g, '_')}"`,
  })
})

/** A filter that makes no sense is the caller's, not ours. */
function asRefusal(error: unknown): never {
  if (error instanceof RangeError || error instanceof SyntaxError) {
    throw new Invalid(error.message, [{ pointer: '#', detail: error.message }])
  }
  throw error
}

exportRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/exports/{file}',
    summary: 'Download an export, such as votes.csv or dpo.jsonl; filters are query parameters',
    security: bearer,
    request: { params: StudyPath.extend({ file: z.string() }) },
    responses: { 200: { description: 'The file, streamed' }, ...refusing(422) },
  }),
)
