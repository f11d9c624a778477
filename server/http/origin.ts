import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from './app-env.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Refuses writes that a browser sends from another site. Browsers name the origin on every POST, as `null` where a
 * privacy setting hides it, and most say beside it whether it is the page's own; a program that names none carries
 * no ambient cookie, so it is let through to the ordinary checks.
 */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header('Origin')
  const site = c.req.header('Sec-Fetch-Site')
  const isOwnPage = site === 'same-origin' || site === 'none'
  const foreign =
    origin !== undefined && !(origin === 'null' && isOwnPage)
      ? !isOurs(origin, c.get('config').publicUrl)
      : site !== undefined && !isOwnPage
  if (!reading.has(c.req.method) && foreign) {
    throw new HTTPException(403, { message: 'This was sent from another site, so nothing was done' })
  }
  await next()
})

function isOurs(origin: string, publicUrl: string): boolean {
  const ours = new URL(publicUrl)
  if (origin === ours.origin) return true
  if (!loopback.has(ours.hostname) || !URL.canParse(origin)) return false
  const given = new URL(origin)
  return given.protocol === ours.protocol && given.port === ours.port && loopback.has(given.hostname)
}
