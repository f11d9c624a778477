import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import type { Logger } from 'pino'
import { assertDurable, connect, type Db } from '../db/client.ts'
import { type EmbeddedServer, startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { anyPerson, createPerson } from '../db/people.ts'
import { newSetupCode } from '../db/setup-codes.ts'
import { createApp } from './app.tsx'
import type { Config } from './config.ts'
import { connectionLimits, limitConnections } from './connection-limits.ts'
import { watchSnapshots } from './datasets/snapshots.ts'
import { watchDrafts } from './importing/abandoned.ts'
import { keepSealing } from './sealing.ts'

const noticeMilliseconds = 700
const drainMilliseconds = 3000
const votingPatienceSeconds = 5
const watchMilliseconds = 1000

export type RunningServer = { url: string; db: Db; setupUrl: string | null; stop: () => Promise<void> }

/** Environment → database → app → listen. What it started, `stop` takes down again within five seconds. */
export async function serve({ config, log }: { config: Config; log: Logger }): Promise<RunningServer> {
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir)
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  await migrate(databaseUrl)
  const db = connect(databaseUrl)
  const votingDb = connect(databaseUrl, {
    applicationName: 'tiebreak voting',
    statementSeconds: votingPatienceSeconds,
    byKey: true,
  })
  await assertDurable(db)
  await firstAdministrator(db, { config, log })

  let stopping = false
  const app = createApp({ db, votingDb, config, log, draining: () => stopping })
  const { server, port } = await start(app.fetch, config)
  const url = config.port === 0 ? `http://${config.host}:${port}` : config.publicUrl
  if (config.port === 0) config.publicUrl = url
  const setupCode = (await anyPerson(db)) ? null : await newSetupCode(db)
  const watch = embedded ? keepAlive(config.dataDir, embedded, log) : null
  const snapshots = watchSnapshots(db, log)
  const seals = keepSealing(db, log)
  const drafts = watchDrafts(db, log)
  log.info({ url }, 'serving')

  return {
    url,
    db,
    setupUrl: setupCode && `${url}/setup?code=${setupCode}`,
    stop: async () => {
      watch?.stop()
      snapshots.stop()
      seals.stop()
      drafts.stop()
      stopping = true
      await new Promise((done) => setTimeout(done, noticeMilliseconds))
      await drain(server)
      await Promise.all([db.end({ timeout: 1 }), votingDb.end({ timeout: 1 })])
      if (embedded?.started) await (watch?.current() ?? embedded).stop()
    },
  }
}

async function firstAdministrator(db: Db, { config, log }: { config: Config; log: Logger }): Promise<void> {
  if (!config.admin) return
  if (await anyPerson(db)) {
    log.info('ADMIN_EMAIL is ignored: an administrator exists')
    return
  }
  await createPerson(db, { ...config.admin, role: 'owner' })
}

type Listening = ReturnType<typeof listen>

function start(fetch: Parameters<typeof listen>[0]['fetch'], { host, port }: Config) {
  return new Promise<{ server: Listening; port: number }>((done, fail) => {
    const options = { fetch, hostname: host, port, serverOptions: connectionLimits }
    const server = listen(options, (address) => done({ server, port: address.port }))
    limitConnections(server as Server)
    server.on('error', fail)
  })
}

/** Starts the embedded server again when it died under us. */
function keepAlive(dataDir: string, first: EmbeddedServer, log: Logger) {
  let current = first
  let busy = false
  const port = new URL(first.url).port
  const timer = setInterval(async () => {
    if (busy) return
    busy = true
    try {
      const found = await startEmbedded(dataDir, Number(port))
      if (found.started) {
        current = found
        log.warn('the embedded database had stopped and was started again')
      }
    } catch (error) {
      log.error({ err: error }, 'the embedded database cannot be started')
    } finally {
      busy = false
    }
  }, watchMilliseconds)
  timer.unref()
  return { stop: () => clearInterval(timer), current: () => current }
}

async function drain(server: Listening): Promise<void> {
  await new Promise<void>((done) => {
    server.close(() => done())
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      done()
    }, drainMilliseconds).unref()
  })
}
