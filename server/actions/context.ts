import type { Logger } from 'pino'
import type { Act } from '../../db/accounts/audit.ts'
import type { Db } from '../../db/connection/client.ts'
import type { Permission } from '../domain/permission.ts'
import { NotFound } from '../domain/refusals.ts'

/** Who acts: how they are written down, what they may do, and the one study they are kept to, if they are. */
export type Acting = { name: string; may: readonly Permission[]; only: number | null }

/** What every action is given, whether it is asked for by a page, a program or the command line. */
export type ActionContext = { db: Db; actor: Acting; publicUrl: string; log: Pick<Logger, 'error'> }

/**
 * The first sentence of every action.
 *
 * @param study the one that is acted upon; null where it is none
 * @throws NotFound where the actor may not do this, or may not know of this study
 */
export function requirePermission(
  { actor }: ActionContext,
  permission: Permission,
  study: { id: number } | null,
): void {
  if (!actor.may.includes(permission)) throw new NotFound('There is nothing here')
  if (actor.only !== null && study?.id !== actor.only) throw new NotFound('No such study')
}

/** What the statement of an action writes down with it. */
export const actOf = ({ actor }: ActionContext, act: string, details: Act['details'] = {}): Act => ({
  actor: actor.name,
  act,
  details,
})
