import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import type { Logger } from 'pino'
import type { Db } from '../db/connection/client.ts'
import { isUnavailable } from '../db/connection/unavailable.ts'
import { ProblemPage } from '../views/problem-page.tsx'
import type { Config } from './config.ts'
import { Conflict, Invalid, NotFound } from './domain/refusals.ts'
import { withDefaults } from './formats/uploads/reports/limits.ts'
import type { AppEnv } from './http/app-env.ts'
import { loadAssets } from './http/assets.ts'
import { isUpload } from './http/connection-limits.ts'
import { sameOrigin } from './http/origin.ts'
import { tooLargeToUpload } from './http/upload-limit.ts'
import { createMetrics } from './metrics.ts'
import { adminPages } from './routes/admin.ts'
import { apiDocs } from './routes/api/docs.tsx'
import { apiRoutes } from './routes/api/index.ts'
import { sharedRoutes } from './routes/datasets/shared.tsx'
import { healthRoutes } from './routes/operations/health.ts'
import { metricRoutes } from './routes/operations/metrics.ts'
import { joiningRoutes } from './routes/tester/joining.tsx'
import { pauseRoutes } from './routes/tester/pauses.tsx'
import { testerRoutes } from './routes/tester/tester.tsx'
import { isTesterPath, testerRefusal } from './routes/tester/tester-refusal.tsx'
import { answerInTime, notSaved } from './routes/tester/unavailable.tsx'

const megabyte = 1024 * 1024
const formLimit = 2 * megabyte
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Testers and health checks have a pool of their own, with short patience, so that no export, upload or ranking can
 * keep a vote waiting. `draining` says that this process is about to stop.
 */
type Parts = { db: Db; votingDb?: Db; config: Config; log: Logger; draining?: () => boolean }

export function createApp({ db, votingDb = db, config, log, draining = () => false }: Parts): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const assets = loadAssets()
  const metrics = createMetrics()
  const { totalBytes } = withDefaults(config.uploadLimits)

  app.use(async (c, next) => {
    const requestId = randomBytes(9).toString('base64url')
    c.set('db', isTesterPath(c.req.path) || c.req.path === '/readyz' ? votingDb : db)
    c.set('draining', draining)
    c.set('config', config)
    c.set('assets', assets.urls)
    c.set('requestId', requestId)
    c.set('log', log)
    c.set('metrics', metrics)
    const started = performance.now()
    await next()
    c.header('X-Request-Id', requestId)
    if (draining()) c.header('Connection', 'close')
    if (!c.req.path.startsWith('/assets/')) c.header('Cache-Control', 'no-store')
    const route = {
      id: requestId,
      method: c.req.method,
      path: withoutSecrets(c.req.path),
      status: c.res.status,
    }
    const ms = performance.now() - started
    metrics.observe({
      method: route.method,
      route: routePath(c, -1),
      status: route.status,
      seconds: ms / 1000,
    })
    log.info({ ...route, ms: Math.round(ms) }, 'request')
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: config.publicUrl.startsWith('https:'),
    }),
  )
  app.use(async (c, next) => {
    if (methods.includes(c.req.method)) return next()
    c.header('Allow', methods.join(', '))
    return refuse(c, 405, 'There is no such method here')
  })
  app.use(sameOrigin)
  app.use(async (c, next) => {
    const isLong = isUpload(c.req.path)
    const maxSize = isLong ? totalBytes + megabyte : formLimit
    const reason = isLong ? tooLargeToUpload(totalBytes) : 'That is too large to be taken'
    if (isLong) return Number(c.req.header('Content-Length')) > maxSize ? refuse(c, 413, reason) : next()
    if (announces(c, { atMost: maxSize })) return next()
    return bodyLimit({ maxSize, onError: (over) => refuse(over, 413, reason) })(c, next)
  })

  app.use('/s/*', answerInTime)
  app.use('/join/*', answerInTime)

  app.route('/', assets.routes)
  app.route('/', healthRoutes)
  app.route('/', metricRoutes)
  app.route('/', joiningRoutes)
  app.route('/', testerRoutes)
  app.route('/', sharedRoutes)
  app.route('/', pauseRoutes)
  app.route('/api/docs', apiDocs)
  app.route('/api/v1', apiRoutes)
  app.route('/', adminPages)

  app.notFound((c) => refuse(c, 404, 'There is nothing here'))
  app.onError((error, c) => {
    if (error instanceof HTTPException)
      return refuse(c, error.status, error.message || 'That was refused', error.res)
    if (error instanceof NotFound) return refuse(c, 404, 'There is nothing here')
    if (error instanceof Conflict) return refuse(c, 409, error.message)
    if (error instanceof Invalid) return refuse(c, 422, error.message)
    if (isUnavailable(error)) {
      log.warn({ reason: error.message, id: c.get('requestId') }, 'the database does not answer')
      if (isTesterPath(c.req.path)) return notSaved(c)
      c.header('Retry-After', '2')
      return refuse(c, 503, 'The database does not answer just now. Nothing was saved: please try again')
    }
    log.error({ err: error, id: c.get('requestId') }, 'failed')
    return refuse(c, 500, 'Something failed on our side. Nothing was saved: please try again')
  })
  return app
}

/** The server lets no more through than a request announces; looking into its body would make a stream of it. */
const announces = (c: Context<AppEnv>, { atMost }: { atMost: number }): boolean =>
  c.req.header('Transfer-Encoding') === undefined &&
  Number(c.req.header('Content-Length') ?? 'none') <= atMost

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 422 | 500 | 503

function refuse(
  c: Context<AppEnv>,
  status: number,
  message: string,
  more?: Response,
): Response | Promise<Response> {
  more?.headers.forEach((value, name) => {
    if (!/^content-(type|length)$/.test(name)) c.header(name, value)
  })
  if (c.req.path.startsWith('/api/')) {
    return c.json({ type: 'about:blank', title: message, status, errors: [] }, status as Status, {
      'Content-Type': 'application/problem+json',
    })
  }
  return (
    testerRefusal(c, status) ??
    c.html(<ProblemPage assets={c.get('assets')} message={message} />, status as Status)
  )
}

/** Invite codes and signatures are secrets that stand in a path: they never reach the log. */
function withoutSecrets(path: string): string {
  return path
    .replace(/^\/join\/[^/]+/, '/join/:code')
    .replace(/^(\/shared(?:\/[^/]+){3})\/[^/]+/, '$1/:signature')
}
