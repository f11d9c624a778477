import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { closedDirectory, reaching, runAs, unprivilegedAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { initialise, type Place, passwordIn } from './folder.ts'
import { holderOf, removeStalePidFile } from './pid.ts'

const recoverySeconds = 120
const tries = 20

export type EmbeddedServer = { url: string; started: boolean; stop: () => Promise<void> }

/** Starts the PostgreSQL of the npm package in `dataDir`, or joins the one that already runs there. */
export async function startEmbedded(dataDir: string, wantedPort?: number): Promise<EmbeddedServer> {
  const folder = resolve(dataDir, 'postgres')
  const running = await runningPort(folder)
  if (running) return { url: await urlOf(dataDir, running), started: false, stop: async () => {} }

  const account = unprivilegedAccount()
  const binaries = await findBinaries((path) => closedDirectory(path, account) !== null)
  await mkdir(dataDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot create the data directory ${resolve(dataDir)}: ${error.code}`)
  })
  const place = { dataDir, folder, binaries, account: reaching(account, dataDir) }
  await initialise(place)
  const { port, started } = await startServer(place, wantedPort ?? (await freePort()))
  return {
    url: await urlOf(dataDir, port),
    started,
    stop: async () => {
      if (started) await stopServer(place)
    },
  }
}

/** Stops within five seconds: politely first, and if sessions do not let go, without waiting for them. */
async function stopServer({ folder, account, binaries }: Place): Promise<void> {
  const stop = (mode: string, seconds: string) =>
    runAs(account, binaries.pg_ctl, ['stop', '-D', folder, '-m', mode, '-w', '-t', seconds], folder)
  await stop('fast', '3').catch(() => stop('immediate', '2').catch(() => {}))
}

/** The port of the live server that holds that directory; waits while it is starting or recovering. */
async function runningPort(folder: string): Promise<number | null> {
  for (let waited = 0; waited < recoverySeconds * 20; waited++) {
    const holder = await holderOf(folder)
    if (!holder) return null
    if (holder.ready) return holder.port
    await pause(50)
  }
  throw new Error(`A PostgreSQL server holds ${folder} but does not become ready`)
}

type Started = { port: number; started: boolean }

/**
 * Another process may start one at the same moment: it is joined. After a crash the last children of the old server
 * may still hold its memory for a moment: it is tried again. Somebody else may hold the port: another one is taken.
 */
async function startServer(place: Place, wantedPort: number): Promise<Started> {
  let port = wantedPort
  for (let attempt = 1; ; attempt++) {
    const failure = await tryStart(place, port)
    if (!failure) return { port: (await runningPort(place.folder)) ?? port, started: true }
    const running = await runningPort(place.folder)
    if (running) return { port: running, started: false }
    await removeStalePidFile(place.folder)
    if (attempt === tries) throw new Error(`Cannot start the database in ${place.folder}: ${failure}`)
    if (!(await isFree(port))) port = await freePort()
    await pause(250)
  }
}

async function tryStart({ folder, binaries, account }: Place, port: number): Promise<string | null> {
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c autovacuum_naptime=10s`
  const log = join(folder, 'server.log')
  try {
    const words = ['start', '-D', folder, '-w', '-t', `${recoverySeconds}`, '-l', log, '-o', flags]
    await runAs(account, binaries.pg_ctl, words, folder)
    return null
  } catch (error) {
    const lines = await readFile(log, 'utf8').catch(() => '')
    return [reason(error as Error), ...lines.trim().split('\n').slice(-3)].join('\n')
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const reason = (error: Error & { stderr?: string }) => (error.stderr?.trim() || error.message).slice(-600)

async function isFree(port: number): Promise<boolean> {
  return bind(port).then(
    () => true,
    () => false,
  )
}

const freePort = () => bind(0)

/** Takes a port for a moment, 0 for any free one, and says which. */
function bind(port: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      )
    })
  })
}

async function urlOf(dataDir: string, port: number): Promise<string> {
  return `postgres://tiebreak:${await passwordIn(dataDir)}@127.0.0.1:${port}/postgres`
}
