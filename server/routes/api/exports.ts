import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { exportCounts, exportHeaders, exportStudy } from '../../datasets/exporting.ts'
import { Invalid, NotFound } from '../../domain/refusals.ts'
import { exportFormats } from '../../formats/exports/index.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { streamOf } from '../../http/stream.ts'
import { bearer, Counts, json, refusing, StudyPath } from './contract/answers.ts'
import { plainStudyOf, queryRecord } from './request.ts'

export const exportRoutes = new OpenAPIHono<AppEnv>()

exportRoutes.get('/studies/:slug/exports/:file', requireActor('data:read'), async (c) => {
  const wanted = await requestOf(c)
  const made = await exportStudy(c.get('db'), wanted).catch(asRefusal)
  const headers = exportHeaders(made)
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  return c.body(await streamOf(made.chunks).catch(asRefusal), 200, headers)
})

exportRoutes.get('/studies/:slug/exports/:file/counts', requireActor('data:read'), async (c) =>
  c.json(await exportCounts(c.get('db'), await requestOf(c)).catch(asRefusal)),
)

async function requestOf(c: Context<AppEnv>) {
  const study = await plainStudyOf(c)
  const [, format, extension] = /^([a-z0-9_-]+)\.([a-z0-9.]+)$/.exec(c.req.param('file') ?? '') ?? []
  if (!format || !extension) throw new NotFound('No such export')
  return { study, format, extension, query: queryRecord(c) }
}

/** A filter that makes no sense is the caller's, not ours. */
function asRefusal(error: unknown): never {
  if (error instanceof RangeError || error instanceof SyntaxError) {
    throw new Invalid(error.message, [{ pointer: '#', detail: error.message }])
  }
  throw error
}

const FilePath = StudyPath.extend({
  file: z.string().openapi({ description: `F.EXT, where F is ${Object.keys(exportFormats).join(', ')}` }),
})
const text = z.string().optional()
/** As they stand in an address; `docs/formats.md` says which format takes which. */
const FilterQuery = z.object({
  aggregate: z.enum(['vote', 'majority', 'unanimous']).optional(),
  ...{ min_votes: text, min_agreement: text, min_seconds: text, clean: text, models: text, tags: text },
  ...{ language: text, since: text, until: text, split: text, part: text, margin: text, revisions: text },
  ...{ spreadsheet: text, columns: text, position: text },
})
const mediaTypes = Object.values(exportFormats).flatMap(({ extensions }) =>
  Object.values(extensions).map(({ contentType }) => contentType.split(';')[0] ?? ''),
)
const binary = { schema: z.string().openapi({ format: 'binary' }) }
const files = Object.fromEntries(mediaTypes.map((type) => [type, binary]))
const request = { params: FilePath, query: FilterQuery }

exportRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/exports/{file}',
    summary: 'Download an export, such as votes.csv or dpo.jsonl; filters are query parameters',
    security: bearer,
    request,
    responses: {
      200: {
        description:
          'The file, streamed; `Vote-Position` says which votes it holds, `X-Tiebreak-Seal` the last seal',
        content: files,
        headers: {
          'Vote-Position': { description: 'The last vote it holds', schema: { type: 'integer' as const } },
          'X-Tiebreak-Seal': {
            description: 'Position and hash of the last seal of the votes it holds, once there is one',
            schema: { type: 'string' as const },
          },
        },
      },
      ...refusing(422),
    },
  }),
)
exportRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/exports/{file}/counts',
    summary: 'What an export reads, writes and leaves out by which rule',
    security: bearer,
    request,
    responses: {
      200: { description: 'The counts', content: json(Counts.extend({ position: z.number().int() })) },
      ...refusing(422),
    },
  }),
)
