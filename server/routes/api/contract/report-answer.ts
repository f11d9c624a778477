import { z } from '@hono/zod-openapi'
import type { Report } from '../../../formats/uploads/types.ts'
import { decisionNames } from '../../../importing/decisions.ts'

const count = z.number().int()
const notice = z.strictObject({ file: z.string(), line: count, code: z.string(), message: z.string() })
const interval = z.strictObject({ auc: z.number(), low: z.number(), high: z.number() })

/** What an upload holds, line by line where something is wrong. */
export const ReportAnswer: z.ZodType<Report> = z
  .strictObject({
    format: z.string(),
    files: z.array(
      z.strictObject({ name: z.string(), format: z.string(), rows: count, model: z.string().nullable() }),
    ),
    prompts: count,
    models: z.array(z.strictObject({ name: z.string(), outputs: count, missing: count, empty: count })),
    outputs: count,
    skipped: z.array(notice),
    problems: z.array(notice),
    skipped_count: count,
    problem_count: count,
    notes: z.array(notice),
    duplicates: count,
    identical_pairs: count,
    leaks: z.array(
      z.strictObject({
        kind: z.string(),
        file: z.string(),
        line: count,
        model: z.string(),
        excerpt: z.string(),
      }),
    ),
    leak_count: count,
    findings: z.array(
      z.strictObject({
        kind: z.string(),
        group: z.enum(['blind', 'unusable', 'worth_knowing']),
        count,
        models: z.record(z.string(), count),
        message: z.string(),
      }),
    ),
    looks: z.array(
      z.strictObject({
        name: z.string(),
        outputs: count,
        median_length: z.number(),
        markdown_share: z.number(),
        leading_space_share: z.number(),
        trailing_space_share: z.number(),
        truncated_share: z.number(),
      }),
    ),
    identifiability: interval.nullable(),
    identifiability_by_looks: interval.nullable(),
    content_hash: z.string(),
    decisions: z
      .record(z.string(), z.enum(decisionNames))
      .optional()
      .openapi({ description: 'What was decided about the findings; in a stored report' }),
  })
  .openapi('UploadReport')
