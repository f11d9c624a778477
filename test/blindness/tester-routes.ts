import type { Hono } from 'hono'
import type { AppEnv } from '../../server/http/app-env.ts'

/** Routes for people with an account, a token or a signed link to a snapshot. Whatever else the app serves, a tester can receive. */
const forAccounts =
  /^\/(studies|new-study|people|tokens|audit|account|metrics|shared)(\/|$)|^\/api\/(?!v1\/(openapi|docs))/

export type Route = { method: string; path: string; pattern: RegExp }

/** Every route that answers somebody without an account, from the app's own table. */
export function testerRoutesOf(app: Hono<AppEnv>): Route[] {
  const names = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !forAccounts.test(path))
    .map(({ method, path }) => `${method} ${path}`)
  return [...new Set(names)].map((name) => {
    const [method = '', path = ''] = name.split(' ')
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/?]+')}(\\?|$)`)
    return { method, path, pattern }
  })
}

export const routeOf = (
  routes: Route[],
  { method, path }: { method: string; path: string },
): Route | undefined => routes.find((route) => route.method === method && route.pattern.test(path))
