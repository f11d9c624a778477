import type { Db } from '../../../db/connection/client.ts'
import type { ActionContext } from '../../actions/context.ts'
import { permissions } from '../../domain/permission.ts'
import { createLog } from '../../log.ts'

/** Whoever sits at the machine of the database may do everything. */
export const localContext = (db: Db, publicUrl = ''): ActionContext => ({
  db,
  actor: { name: 'command line', may: permissions, only: null },
  publicUrl,
  log: createLog('silent'),
})
