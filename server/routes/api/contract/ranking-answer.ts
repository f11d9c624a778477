import { z } from '@hono/zod-openapi'
import type { StudyRanking } from '../../../results/results.ts'

const count = z.number().int()
const maybe = z.number().nullable()

const RankedModel = z
  .strictObject({
    model: z.string(),
    theta: z.number().openapi({ description: 'Strength in natural-log odds; sums to 0 within a component' }),
    se: maybe,
    theta_low: maybe,
    theta_high: maybe,
    elo: z.number(),
    elo_low: maybe,
    elo_high: maybe,
    rank: count,
    rank_low: count,
    rank_high: count,
    p_best: maybe,
    votes: count,
    wins: count,
    losses: count,
    ties: count,
    both_bad: count,
    win_rate: maybe,
    win_rate_low: maybe,
    win_rate_high: maybe,
    both_bad_rate: maybe,
    both_bad_rate_low: maybe,
    both_bad_rate_high: maybe,
    component: count,
    provisional: z.boolean(),
  })
  .openapi('RankedModel')

const RankedPair = z
  .strictObject({
    a: z.string(),
    b: z.string(),
    votes: count,
    wins_a: count,
    wins_b: count,
    ties: count,
    both_bad: count,
    difference: z.number(),
    se: maybe,
    p: maybe,
    p_holm: maybe,
    e_value: maybe,
    low: maybe,
    high: maybe,
  })
  .openapi('RankedPair')

const Decision = z
  .strictObject({
    better: z.string().nullable(),
    worse: z.string().nullable(),
    pair: z.tuple([z.string(), z.string()]),
    verdict: z.enum(['better', 'open', 'too_early']).openapi({
      description: 'too_early: a model has fewer than 30 votes, or than 6 effective testers or prompts',
    }),
    basis: z
      .enum(['e', 'look'])
      .nullable()
      .openapi({ description: 'The e-value of all votes, or a look at a planned number of votes' }),
    e: maybe,
    p: maybe.openapi({ description: 'At the look that decided, else of all votes' }),
    indirect: z.boolean().openapi({ description: 'The two never met' }),
  })
  .openapi('Decision')

/** The object of `tiebreak rank --json`, plus the study and the position it was computed at. */
export const RankingAnswer: z.ZodType<StudyRanking> = z
  .strictObject({
    study: z.string(),
    position: count,
    method: z.strictObject({
      ties: z.enum(['half', 'davidson', 'drop']),
      cluster: z.enum(['none', 'tester', 'prompt', 'two-way']),
      se: z.enum(['max', 'plain']),
      order_effect: z.boolean(),
      level: z.number(),
      prior: z.strictObject({ sd: z.number() }).nullable(),
    }),
    counts: z.strictObject({
      votes: count,
      a: count,
      b: count,
      tie: count,
      both_bad: count,
      skip: count,
      bad_rows: count,
      testers: count,
      prompts: count,
      effective_votes: z.number(),
    }),
    models: z.array(RankedModel),
    pairs: z.array(RankedPair),
    order_effect: z.strictObject({ theta: z.number(), elo: z.number(), se: maybe, p: maybe }).nullable(),
    tie_parameter: maybe,
    covariates: z.array(z.strictObject({ name: z.string(), beta: z.number(), se: maybe, p: maybe })),
    connectivity: z.strictObject({ components: count, strongly_connected: z.boolean() }),
    fragility: z.strictObject({
      votes_to_flip_first: maybe,
      share: maybe,
      tester_to_flip_first: z.string().nullable(),
    }),
    decisions: z.array(Decision).openapi({ description: 'One for each of `pairs`' }),
    too_early: z.boolean().openapi({
      description:
        'Every component has fewer than 10 votes or 3 testers: the numbers stand, and say next to nothing',
    }),
    lacking: z
      .array(z.strictObject({ component: count, votes: count, testers: count }))
      .openapi({ description: 'What components that have fewer lack before they are ranked' }),
    warnings: z.array(z.string()),
  })
  .openapi('Ranking')
