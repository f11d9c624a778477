import { z } from '@hono/zod-openapi'
import type { Assessment } from '../../../results/judging.ts'

const count = z.number().int()
const interval = z.strictObject({ low: z.number(), high: z.number() })
const share = interval.extend({ count, total: count, share: z.number() })
const difference = {
  promptId: z.string(),
  question: z.string(),
  modelLo: z.string(),
  modelHi: z.string(),
  people: z.strictObject({ lo: count, hi: count, other: count }),
  verdict: z.union([z.literal(1), z.literal(0), z.literal(-1)]),
}

/** A judge beside people: agreement, κ, the ceiling, where they differ, and what to label next. */
export const AssessmentAnswer: z.ZodType<Assessment> = z
  .strictObject({
    judge: z.string(),
    part: z.enum(['all', 'held_out']),
    prompts: count,
    report: z.strictObject({
      items: count,
      agreement: share.nullable(),
      kappa: z.number().nullable(),
      kappaDecisive: z.number().nullable(),
      swapConsistency: share.nullable(),
      firstPosition: share.nullable(),
    }),
    intervals: z.strictObject({
      agreement: interval.nullable(),
      kappa: interval.nullable(),
      kappaDecisive: interval.nullable(),
    }),
    ceiling: share.partial({ low: true, high: true }).nullable() as z.ZodType<Assessment['ceiling']>,
    differences: z.array(z.strictObject(difference)),
    next: z.array(z.strictObject({ ...difference, contradicts: z.boolean() })),
  })
  .openapi('JudgeAssessment')
