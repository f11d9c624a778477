import { z } from '@hono/zod-openapi'
import { outcomes } from '../../../domain/outcome.ts'
import { TesterSettings } from '../../../domain/settings/tester-settings.ts'
import { studyStates } from '../../../domain/study-state.ts'

const ProblemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
  })
  .openapi('Problem')

const counts = ['models', 'prompts', 'outputs', 'pairs', 'votes', 'testers'] as const

export const StudyAnswer = z
  .object({
    slug: z.string(),
    key: z.string(),
    name: z.string(),
    question: z.string(),
    instructions: z.string(),
    state: z.enum(studyStates),
    votes_per_pair: z.number().int(),
    auto_votes_per_pair: z.boolean(),
    max_votes_per_tester: z.number().int().nullable(),
    pairing: z.enum(['balanced', 'winner']),
    choices: z.array(z.enum(outcomes)),
    strength: z.boolean(),
    criteria: z.array(z.string()),
    repeat_share: z.number(),
    ...TesterSettings.shape,
    strength_points: z.union([z.literal(5), z.literal(7)]),
    reasons: z.array(z.string()),
    scores: z.boolean(),
    comment: z.boolean(),
    confidence: z.boolean(),
    difference_view: z.boolean(),
    consent: z.string(),
    counts: z.object(Object.fromEntries(counts.map((name) => [name, z.number().int()]))),
    created_at: z.string(),
  })
  .openapi('Study')

const whole = (description: string) => z.number().int().openapi({ description })

const PlanAnswer = z
  .object({
    votes_per_pair: whole(
      'Asked of each pair of outputs; what it would be if it were opened now, where left to that',
    ),
    pairs: whole('Pairs of outputs to one prompt with different texts'),
    planned_votes: whole('Asked for in all'),
    votes_per_model_pair: whole('On the two models that share the fewest prompts'),
    needed: whole('Votes on two models that find a win share of `win_share` in four of five studies'),
    win_share: z.number(),
    enough: z.boolean().openapi({ description: 'Whether what is planned can decide' }),
    votes_per_pair_needed: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'The votes per pair that would be enough; null where none would' }),
    fixed: z.array(z.object({ position: z.number().int(), planned: z.number().int() })).openapi({
      description: 'Every planned number of votes since opening, and the position it was fixed at',
    }),
  })
  .openapi('Plan')

export const PlannedStudyAnswer = StudyAnswer.extend({
  plan: PlanAnswer.nullable().openapi({ description: 'Null while there is nothing to compare' }),
}).openapi('PlannedStudy')

const tallies = z.record(z.string(), z.number().int())
/** What an export read, wrote, and left out by rule. */
export const Counts = z
  .object({
    read: z.number().int(),
    rows: z.number().int(),
    dropped: z.object({ votes: tallies, pairs: tallies, rows: tallies }),
  })
  .openapi('Counts')

export const StudyPath = z.object({ slug: z.string() })

/** The body of an upload: files, and what is to be done with them. */
export const filesWith = <Options extends z.ZodType>(options: Options) => ({
  required: true,
  content: {
    'multipart/form-data': {
      schema: z.object({
        file: z.array(z.string().openapi({ format: 'binary' })),
        options: options.optional(),
      }),
    },
  },
})

const refusals: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'No valid token',
  403: 'The token has no scope for this',
  404: 'No such thing, or not for this token',
  409: 'Not in this state',
  410: 'It is gone, and the answer says why',
  413: 'Too large',
  415: 'Another media type is needed',
  416: 'The range lies beyond the end',
  422: 'Some fields cannot be used; `errors` points at each',
  429: 'Too many requests: wait as `Retry-After` says',
  503: 'Not possible just now',
}

type Refusal = {
  description: string
  content: { 'application/problem+json': { schema: typeof ProblemAnswer } }
}

export function refusing(...statuses: number[]): Record<number, Refusal> {
  const content = { 'application/problem+json': { schema: ProblemAnswer } }
  const answer = (status: number): Refusal => ({ description: refusals[status] ?? 'Refused', content })
  return Object.fromEntries([401, 403, 404, 429, ...statuses].map((status) => [status, answer(status)]))
}

export const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } })

export const bearer = [{ token: [] as string[] }]
