import { Hono } from 'hono'
import { listSnapshots } from '../../../db/results/snapshots.ts'
import { type ExportShape, ExportsPage } from '../../../views/admin/datasets/exports.tsx'
import { exportPreview } from '../../datasets/export-preview.ts'
import { exportHeaders, exportStudy } from '../../datasets/exporting.ts'
import { SnapshotRequest } from '../../datasets/snapshot-request.ts'
import { snapshotSummary } from '../../datasets/stored-snapshot.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import { exportFormats } from '../../formats/exports/index.ts'
import { frameOf, note, queryOf, studyOf } from '../../http/admin-request.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requirePerson } from '../../http/auth.ts'
import { streamOf } from '../../http/stream.ts'

const everywhere = ['clean', 'models', 'tags', 'language', 'split', 'part']

const shapes: ExportShape[] = Object.entries(exportFormats).map(
  ([name, { title, description, accepts, extensions }]) => ({
    name,
    title,
    description,
    accepts: [...everywhere, ...accepts],
    extensions: Object.keys(extensions),
  }),
)

export const exportPages = new Hono<AppEnv>()

exportPages.get('/studies/:slug/exports', requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  const { format = 'votes', count, ...given } = queryOf(c)
  const chosen = shapes.find(({ name }) => name === format)
  if (!chosen) throw new NotFound('No such export')
  const filters = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
  const db = c.get('db')
  const accepted = Object.entries(filters).filter(([name]) => chosen.accepts.includes(name))
  const request = { study, format, query: Object.fromEntries(accepted), counting: count === '1' }
  const preview = await exportPreview(db, request)
  const snapshots = (await listSnapshots(db, { studyId: study.id, limit: 50 })).map(snapshotSummary)
  const frozen = Object.fromEntries(accepted.filter(([name]) => name in SnapshotRequest.shape))
  const { publicUrl } = c.get('config')
  const page = { frame: frameOf(c), study, shapes, chosen, filters, frozen, preview, snapshots, publicUrl }
  return c.html(<ExportsPage {...page} />, preview.problem ? 422 : 200)
})

exportPages.get('/studies/:slug/exports/:file', requirePerson('data:read'), async (c) => {
  const study = await studyOf(c)
  const [, format, extension] = /^([a-z0-9_-]+)\.([a-z0-9.]+)$/.exec(c.req.param('file')) ?? []
  if (!format || !extension) throw new NotFound('No such export')
  const query = queryOf(c)
  const made = await exportStudy(c.get('db'), { study, format, extension, query }).catch(asRefusal)
  const headers = exportHeaders(made)
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const body = await streamOf(made.chunks).catch(asRefusal)
  const details = { format, extension, ...query }
  await note(c, { act: 'export.download', study, subject: study.slug, details })
  return c.body(body, 200, headers)
})

/** A filter that makes no sense is the visitor's, not ours. */
function asRefusal(error: unknown): never {
  if (error instanceof RangeError || error instanceof SyntaxError) throw new Invalid(error.message)
  throw error
}
