import { OpenAPIHono } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { NotFound } from '../../domain/refusals.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { batchRoutes } from './batches.ts'
import { withHeaders } from './contract/document.ts'
import { problemOf } from './contract/problems.ts'
import { draftRoutes } from './drafts.ts'
import { exportRoutes } from './exports.ts'
import { inviteRoutes } from './invites.ts'
import { judgeRoutes } from './judges.ts'
import { resultRoutes } from './results.ts'
import { snapshotRoutes } from './snapshots.ts'
import { studyRoutes } from './studies.ts'
import { testerRoutes } from './testers.ts'
import { voteRoutes } from './votes.ts'
import { withdrawalRoutes } from './withdrawals.ts'

const description = [
  'Refusals are problem+json (RFC 9457); `errors` points at each field. Lists come in pages: `next` goes into `after`.',
  'A POST with an `Idempotency-Key` is done once per token and key, and answered the same when it is sent again.',
  'Each answer has an `X-Request-Id`, and says by `RateLimit-Remaining` how much of its minute a token has left.',
].join('\n\n')

/** Everything under /api/v1. */
export const apiRoutes = new OpenAPIHono<AppEnv>()
apiRoutes.onError(problemOf)

apiRoutes.get('/openapi.json', (c) => c.json(apiDocument(c.get('config').publicUrl)))

export const apiDocument = (publicUrl: string) =>
  withHeaders(
    apiRoutes.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Tiebreak', version: '1', description },
      servers: [{ url: `${publicUrl}/api/v1` }],
    }),
  )

for (const routes of [
  studyRoutes,
  batchRoutes,
  draftRoutes,
  inviteRoutes,
  resultRoutes,
  exportRoutes,
  voteRoutes,
  judgeRoutes,
  snapshotRoutes,
  testerRoutes,
  withdrawalRoutes,
]) {
  apiRoutes.route('/', routes)
}
apiRoutes.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })

/** A known address with another method says which methods it has; everything else is not there. */
apiRoutes.all('*', (c) => {
  const path = c.req.path.slice('/api/v1'.length)
  const methods = served.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  if (methods.length === 0) throw new NotFound('There is nothing here')
  const allow = [...new Set(methods)].join(', ')
  throw new HTTPException(405, {
    message: `${c.req.method} is not possible here: ${allow} is`,
    res: new Response(null, { status: 405, headers: { Allow: allow } }),
  })
})

const served = apiRoutes.routes
  .filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/:\w+\{\.\+\}/g, '.+').replace(/:\w+/g, '[^/]+')}$`),
  }))
