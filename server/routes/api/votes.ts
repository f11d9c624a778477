import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { voteRows } from '../../../db/exports.ts'
import type { AppEnv } from '../../app-env.ts'
import { requireActor } from '../../auth.ts'
import type { VoteRow } from '../../formats/exports/vote-row.ts'
import { streamOf } from '../../stream.ts'
import { bearer, refusing, StudyPath } from './answers.ts'
import { queryOf, studyOf } from './request.ts'

const Since = z.strictObject({
  after: z.coerce.number('must be a position').int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})

export const voteRoutes = new OpenAPIHono<AppEnv>()

voteRoutes.get('/studies/:slug/votes', requireActor('data:read'), async (c) => {
  const study = await studyOf(c)
  const { after } = queryOf(c, Since)
  const rows = voteRows(c.get('db'), { studyId: study.id, revisions: false, after, byPosition: true })
  return c.body(await streamOf(lines(rows)), 200, { 'Content-Type': 'application/x-ndjson' })
})

async function* lines(rows: AsyncIterable<VoteRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(lineOf(row))}\n`
}

function lineOf(row: VoteRow) {
  return {
    position: row.position,
    vote_id: row.voteId,
    study: row.study,
    at: row.at.toISOString(),
    tester: row.tester,
    purpose: row.purpose,
    prompt_id: row.prompt.id,
    model_a: row.a.model,
    model_b: row.b.model,
    winner: row.winner,
    strength: row.strength,
    criteria: row.criteria,
    reasons: row.reasons,
    comment: row.comment,
    seconds: row.seconds,
    input: row.input,
    pair_id: row.pairId,
    excluded: row.excluded,
  }
}

voteRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/votes',
    summary: 'Follow the votes: those after a position, in order',
    security: bearer,
    request: { params: StudyPath, query: Since },
    responses: { 200: { description: 'One JSON object a line' }, ...refusing(422) },
  }),
)
