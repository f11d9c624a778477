import { z } from 'zod'

const Facts = z.strictObject({
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  rows: z.number().int(),
  content_hash: z.string(),
  row_hashes: z.array(z.string()),
})
const Tallies = z.record(z.string(), z.number().int())

export const Manifest = z.strictObject({
  version: z.literal(1),
  study: z.string(),
  position: z.number().int(),
  filter: z.record(z.string(), z.string()),
  /** The last seal of its votes; none where the study's votes were never sealed */
  seal: z.strictObject({ position: z.number().int(), hash: z.string() }).nullable().optional(),
  counts: z.record(
    z.string(),
    z.strictObject({
      read: z.number().int(),
      rows: z.number().int(),
      dropped: z.strictObject({ votes: Tallies, pairs: Tallies, rows: Tallies }),
    }),
  ),
  files: z.array(Facts),
  content_hash: z.string(),
})
export type Manifest = z.output<typeof Manifest>
