import { Hono } from 'hono'
import { Invalid, NotFound } from '../../db/refusals.ts'
import { type ExportShape, ExportsPage } from '../../views/admin/exports.tsx'
import { frameOf, note, queryOf, studyOf } from '../admin-request.ts'
import type { AppEnv } from '../app-env.ts'
import { requirePerson } from '../auth.ts'
import { exportStudy } from '../exporting.ts'
import { exportFormats } from '../formats/exports/index.ts'
import { streamOf } from '../stream.ts'

const shapes: ExportShape[] = Object.entries(exportFormats).map(
  ([name, { title, description, accepts, extensions }]) => ({
    name,
    title,
    description,
    countsVotes: accepts.includes('min_votes'),
    extensions: Object.keys(extensions),
  }),
)

export const exportPages = new Hono<AppEnv>()

exportPages.get('/studies/:slug/exports', requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  const { clean, min_votes = '', min_agreement = '' } = queryOf(c)
  const filters = { clean: clean === '1', min_votes, min_agreement }
  const { publicUrl } = c.get('config')
  return c.html(<ExportsPage {...{ frame: frameOf(c), study, shapes, filters, publicUrl }} />)
})

exportPages.get('/studies/:slug/exports/:file', requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  const [, format, extension] = /^([a-z0-9_-]+)\.([a-z0-9.]+)$/.exec(c.req.param('file')) ?? []
  if (!format || !extension) throw new NotFound('No such export')
  const query = queryOf(c)
  const made = await exportStudy(c.get('db'), { study, format, extension, query }).catch(asRefusal)
  const body = await streamOf(made.chunks)
  await note(c, {
    act: 'export.download',
    study,
    subject: study.slug,
    details: { format, extension, ...query },
  })
  return c.body(body, 200, {
    'Content-Type': made.contentType,
    'Content-Disposition': `attachment; filename="${made.fileName.replace(/[^\w.-]/g, '_')}"`,
  })
})

/** A filter that makes no sense is the visitor's, not ours. */
function asRefusal(error: unknown): never {
  if (error instanceof RangeError || error instanceof SyntaxError) throw new Invalid(error.message)
  throw error
}
