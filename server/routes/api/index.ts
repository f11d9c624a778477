import { OpenAPIHono } from '@hono/zod-openapi'
import { NotFound } from '../../../db/refusals.ts'
import type { AppEnv } from '../../app-env.ts'
import { batchRoutes } from './batches.ts'
import { exportRoutes } from './exports.ts'
import { inviteRoutes } from './invites.ts'
import { judgeRoutes } from './judges.ts'
import { problemOf } from './problems.ts'
import { resultRoutes } from './results.ts'
import { snapshotRoutes } from './snapshots.ts'
import { studyRoutes } from './studies.ts'
import { testerRoutes } from './testers.ts'
import { voteRoutes } from './votes.ts'

/** Everything under /api/v1. */
export const apiRoutes = new OpenAPIHono<AppEnv>()
apiRoutes.onError(problemOf)

apiRoutes.get('/openapi.json', (c) =>
  c.json(
    apiRoutes.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Tiebreak', version: '1' },
      servers: [{ url: `${c.get('config').publicUrl}/api/v1` }],
    }),
  ),
)

for (const routes of [
  studyRoutes,
  batchRoutes,
  inviteRoutes,
  resultRoutes,
  exportRoutes,
  voteRoutes,
  judgeRoutes,
  snapshotRoutes,
  testerRoutes,
]) {
  apiRoutes.route('/', routes)
}
apiRoutes.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })

apiRoutes.all('*', () => {
  throw new NotFound('There is nothing here')
})
