import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { exclusionChanges, type FollowedVote, votesBetween } from '../../../db/results/exports.ts'
import { outcomes } from '../../domain/outcome.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requireActor } from '../../http/auth.ts'
import { streamOf } from '../../http/stream.ts'
import { bearer, refusing, StudyPath } from './contract/answers.ts'
import { plainStudyOf, queryOf } from './request.ts'

const Since = z.strictObject({
  after: z.coerce.number('must be a position').int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})

/** One answer, on a line of its own. */
const VoteLine = z
  .object({
    position: z.number().int(),
    vote_id: z.string(),
    study: z.string(),
    at: z.string(),
    tester: z.string(),
    purpose: z.enum(['vote', 'repeat', 'practice', 'check']),
    prompt_id: z.string(),
    model_a: z.string(),
    model_b: z.string(),
    winner: z.enum([...outcomes, 'skip']),
    strength: z.number().int().nullable(),
    criteria: z.record(z.string(), z.enum(['a', 'b', 'tie'])),
    reasons: z.array(z.string()),
    comment: z.string(),
    seconds: z.number().nullable(),
    input: z.string(),
    pair_id: z.number().int(),
    excluded: z.string(),
    supersedes: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'The position of the answer that this one replaces; it no longer counts' }),
  })
  .openapi('VoteLine')

export const voteRoutes = new OpenAPIHono<AppEnv>()

voteRoutes.get('/studies/:slug/votes', requireActor('data:read'), async (c) => {
  const study = await plainStudyOf(c)
  const { after } = queryOf(c, Since)
  const changes = await exclusionChanges(c.get('db'), study.id)
  const votes = votesBetween(c.get('db'), { studyId: study.id, after, upTo: study.position })
  return c.body(await streamOf(lines(votes)), 200, {
    'Content-Type': 'application/x-ndjson',
    'Exclusion-Changes': `${changes}`,
  })
})

async function* lines(batches: AsyncIterable<FollowedVote[]>): AsyncGenerator<string> {
  for await (const votes of batches) yield votes.map((vote) => `${JSON.stringify(lineOf(vote))}\n`).join('')
}

function lineOf({
  voteId,
  promptId,
  modelA,
  modelB,
  pairId,
  at,
  ...same
}: FollowedVote): z.input<typeof VoteLine> {
  const {
    study,
    position,
    tester,
    purpose,
    winner,
    strength,
    criteria,
    reasons,
    comment,
    seconds,
    input,
    excluded,
    supersedes,
  } = same
  return {
    position,
    vote_id: voteId,
    study,
    at: at.toISOString(),
    tester,
    purpose,
    prompt_id: promptId,
    model_a: modelA,
    model_b: modelB,
    winner,
    strength,
    criteria,
    reasons,
    comment,
    seconds,
    input,
    pair_id: pairId,
    excluded,
    supersedes,
  }
}

voteRoutes.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/studies/{slug}/votes',
    summary: 'Follow the votes: those after a position, in order',
    security: bearer,
    request: { params: StudyPath, query: Since },
    responses: {
      200: {
        description:
          'One JSON object a line: of each comparison the answer that stands; where it was answered at or before `after`, every later answer. A line takes the place of the one at `supersedes`. Who is `excluded` is as it stood when the line was read',
        headers: {
          'Exclusion-Changes': {
            description:
              'How many times anybody was left out or taken back in. Where it differs from what the answer before said, lines read earlier may say otherwise now: read again from the start',
            schema: { type: 'integer' as const },
          },
        },
        content: { 'application/x-ndjson': { schema: VoteLine } },
      },
      ...refusing(422),
    },
  }),
)
