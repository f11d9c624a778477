import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { findSession } from '../../db/accounts/sessions.ts'
import { requestsPerMinute, type Usage, useToken } from '../../db/accounts/token-usage.ts'
import type { Person, Token } from '../domain/account-rows.ts'
import { type Permission, permissions } from '../domain/permission.ts'

import { NotFound } from '../domain/refusals.ts'
import type { Role } from '../domain/role.ts'
import type { Scope } from '../domain/scope.ts'
import type { AppEnv } from './app-env.ts'
import { answeredOnce } from './idempotency.ts'
import { sessionSecret } from './session-cookie.ts'

export type Actor = ({ kind: 'person' } & Person) | ({ kind: 'token' } & Token)

const allButOwners = permissions.filter((permission) => permission !== 'owners:write')

/** The one access table: who may do what. */
const allowed: Record<Role | Scope, readonly Permission[]> = {
  owner: permissions,
  // both the role and the scope
  admin: allButOwners,
  analyst: ['studies:read', 'results:read', 'data:read', 'testers:read'],
  data_reader: ['studies:read', 'data:read'],
  'results:read': ['studies:read', 'results:read'],
  'data:read': ['studies:read', 'data:read'],
  'studies:write': ['studies:read', 'studies:write'],
}

export function can(actor: Actor, permission: Permission): boolean {
  const grants = actor.kind === 'person' ? [actor.role] : actor.scopes
  return grants.some((grant) => allowed[grant].includes(permission))
}

export const permissionsOf = (actor: Actor): Permission[] =>
  permissions.filter((permission) => can(actor, permission))

/** For pages. What a person may not see looks like what does not exist. */
export const requirePerson = (permission: Permission) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const secret = sessionSecret(c)
    const person = secret ? await findSession(c.get('db'), secret) : null
    if (!person) return c.redirect('/login', 303)
    const actor: Actor = { kind: 'person', ...person }
    if (!can(actor, permission)) throw new NotFound('There is nothing here')
    c.set('actor', actor)
    await next()
  })

/** For programs: only tokens, never the cookie of a browser. */
export const requireActor = (permission: Permission) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '') ?? []
    const found = given ? await useToken(c.get('db'), given) : null
    if (!given || !found) {
      throw new HTTPException(401, {
        message: 'A valid token is needed: Authorization: Bearer tb_…',
        res: new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }),
      })
    }
    limitRate(c, found.usage)
    const actor: Actor = { kind: 'token', ...found.token }
    if (!can(actor, permission)) {
      throw new HTTPException(403, { message: `This token has no scope that allows ${permission}` })
    }
    c.set('actor', actor)
    return answeredOnce(c, next, { tokenId: actor.id, secret: given })
  })

/** Says how much of its minute a token has left, and refuses what goes beyond. */
function limitRate(c: Context<AppEnv>, { requests, resetSeconds }: Usage): void {
  c.header('RateLimit-Limit', String(requestsPerMinute))
  c.header('RateLimit-Remaining', String(Math.max(0, requestsPerMinute - requests)))
  c.header('RateLimit-Reset', String(resetSeconds))
  if (requests <= requestsPerMinute) return
  throw new HTTPException(429, {
    message: `A token may make ${requestsPerMinute} requests a minute: wait ${resetSeconds} seconds`,
    res: new Response(null, { status: 429, headers: { 'Retry-After': String(resetSeconds) } }),
  })
}
