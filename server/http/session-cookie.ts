import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from './app-env.ts'

const seconds = 14 * 24 * 3600

export const sessionSecret = (c: Context<AppEnv>): string | undefined => getCookie(c, nameOf(c))

export function giveSession(c: Context<AppEnv>, secret: string): void {
  setCookie(c, nameOf(c), secret, { ...options(c), maxAge: seconds })
}

export function takeSession(c: Context<AppEnv>): void {
  deleteCookie(c, nameOf(c), options(c))
}

const isSecure = (c: Context<AppEnv>) => c.get('config').publicUrl.startsWith('https:')
const nameOf = (c: Context<AppEnv>) => (isSecure(c) ? '__Host-tb' : 'tb')
const options = (c: Context<AppEnv>) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) }) as const
