import type { Context } from 'hono'
import type { ActionContext } from '../actions/context.ts'
import { nameOf } from './admin-request.ts'
import type { AppEnv } from './app-env.ts'
import { permissionsOf } from './auth.ts'

/** What the actions asked for by this request are given. */
export function actionContext(c: Context<AppEnv>): ActionContext {
  const actor = c.get('actor')
  return {
    db: c.get('db'),
    actor: {
      name: nameOf(c),
      may: permissionsOf(actor),
      only: actor.kind === 'token' ? actor.studyId : null,
    },
    publicUrl: c.get('config').publicUrl,
    log: c.get('log'),
  }
}
