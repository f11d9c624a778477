import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import type { Logger } from 'pino'
import { anyPerson, createPerson } from '../db/accounts/people.ts'
import { newSetupCode } from '../db/accounts/setup-codes.ts'
import { assertDurable, connect, type Db } from '../db/connection/client.ts'
import { migrate } from '../db/connection/migrate.ts'
import { createApp } from './app.tsx'
import type { Config } from './config.ts'
import { openDatabase } from './database.ts'
import { watchSnapshots } from './datasets/snapshots.ts'
import { connectionLimits, limitConnections } from './http/connection-limits.ts'
import { watchDrafts } from './importing/abandoned.ts'
import { keepSealing } from './sealing/sealing.ts'

const noticeMilliseconds = 700
const drainMilliseconds = 3000
const votingPatienceSeconds = 5

export type RunningServer = { url: string; db: Db; setupUrl: string | null; stop: () => Promise<void> }

/** Environment → database → app → listen. What it started, `stop` takes down again within five seconds. */
export async function serve({ config, log }: { config: Config; log: Logger }): Promise<RunningServer> {
  const database = await openDatabase({ config, log })
  await migrate(database.url())
  const db = connect(database.url)
  const votingDb = connect(database.url, {
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
  const snapshots = watchSnapshots(db, log)
  const seals = keepSealing(db, log)
  const drafts = watchDrafts(db, log)
  log.info({ url }, 'serving')

  return {
    url,
    db,
    setupUrl: setupCode && `${url}/setup?code=${setupCode}`,
    stop: async () => {
      database.unwatch()
      snapshots.stop()
      seals.stop()
      drafts.stop()
      stopping = true
      await new Promise((done) => setTimeout(done, noticeMilliseconds))
      await drain(server)
      await Promise.all([db.end({ timeout: 1 }), votingDb.end({ timeout: 1 })])
      await database.stop()
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
