import type { PlainStudy } from '../../../db/studies/studies.ts'
import { signLink } from '../../datasets/snapshot-sharing.ts'
import { Conflict } from '../../domain/refusals.ts'
import type { Snapshot } from '../../domain/result-rows.ts'
import { type ActionContext, actOf, requirePermission } from '../context.ts'

type Sharing = { study: PlainStudy; snapshot: Snapshot; days: number }

const daySeconds = 24 * 3600

/**
 * A link that lets its holder download one snapshot for some days. Nothing is stored but the act: the study's secret
 * signs it.
 *
 * @throws Conflict while the snapshot is built, or once it is revoked
 */
export async function shareSnapshot(
  ctx: ActionContext,
  { study, snapshot, days }: Sharing,
): Promise<{ url: string; expires: string }> {
  requirePermission(ctx, 'studies:write', study)
  const { id, state } = snapshot
  if (state !== 'ready') throw new Conflict(`This snapshot is ${state}: there is nothing to share`)
  const expires = Math.floor(Date.now() / 1000) + days * daySeconds
  const told = new Date(expires * 1000).toISOString()
  const act = actOf(ctx, 'snapshot.share', { snapshot: id, expires: told })
  const path = await signLink(ctx.db, { study, id, expires, act })
  return { url: `${ctx.publicUrl}${path}`, expires: told }
}
