import { z } from 'zod'
import type { Act } from '../../db/accounts/audit.ts'
import type { Db } from '../../db/connection/client.ts'
import { createInvites } from '../../db/testers/invites.ts'

const Moment = z.iso
  .datetime({ offset: true, error: 'must be a moment such as "2030-01-31T12:00:00Z"' })
  .transform((text) => new Date(text))
  .refine((moment) => moment.getTime() > Date.now(), 'must lie in the future')

/** The body of POST /api/v1/studies/:slug/invites. */
export const NewInvites = z
  .strictObject({
    kind: z.enum(['open', 'personal']),
    count: z.number().int().min(1).max(1000).default(1),
    label: z.string().trim().max(200).default(''),
    cap: z.number().int().min(1).max(1_000_000).nullable().default(null),
    expires: Moment.nullable().default(null),
  })
  .refine(({ kind, cap }) => kind === 'open' || cap === null, {
    path: ['cap'],
    error: 'is for open links: a personal link lets one person in',
  })
export type NewInvites = z.output<typeof NewInvites>
export type InviteLink = { url: string; kind: 'open' | 'personal'; label: string }

/** The links are in this answer and nowhere else. */
export async function inviteLinks(
  db: Db,
  { studyId, publicUrl, ...invites }: NewInvites & { studyId: number; publicUrl: string; act?: Act },
): Promise<InviteLink[]> {
  const made = await createInvites(db, { studyId, ...invites })
  return made.map(({ code, kind, label }) => ({ url: `${publicUrl}/join/${code}`, kind, label }))
}
