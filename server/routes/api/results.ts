import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Invalid } from '../../domain/refusals.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { RankQuery, readRankQuery } from '../../results/rank-query.ts'
import { studyRanking } from '../../results/results.ts'
import { bearer, json, refusing, StudyPath } from './contract/answers.ts'
import { RankingAnswer } from './contract/ranking-answer.ts'
import { plainStudyOf, queryRecord } from './request.ts'

export const resultRoutes = new OpenAPIHono<AppEnv>()

resultRoutes.get('/studies/:slug/results', requireActor('results:read'), async (c) => {
  const study = await plainStudyOf(c)
  const asked = readRankQuery(queryRecord(c))
  const ranking = await studyRanking(c.get('db'), { study, ...asked }).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error
    throw new Invalid(error.message, [{ pointer: '#', detail: error.message }])
  })
  return c.json(ranking)
})

resultRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/results',
    summary: 'Rank the models, as tiebreak rank does',
    security: bearer,
    request: { params: StudyPath, query: RankQuery },
    responses: {
      200: {
        description: 'The ranking, with the position in the votes it was computed at',
        content: json(RankingAnswer),
      },
      ...refusing(422),
    },
  }),
)
