import { z } from 'zod'
import { Line } from '../text-fields.ts'

/** What a study asks beside the choice, and how its pairs may be looked at. */
export const ratingSettings = {
  strength_points: z.union([z.literal(5), z.literal(7)]).default(7),
  reasons: z
    .array(Line(40))
    .max(12)
    .refine((list) => new Set(list).size === list.length, 'must not repeat a reason')
    .default([]),
  scores: z.boolean().default(false),
  comment: z.boolean().default(true),
  confidence: z.boolean().default(false),
  difference_view: z.boolean().default(false),
}

export const RatingSettings = z.object(ratingSettings)
export type RatingSettings = z.output<typeof RatingSettings>
