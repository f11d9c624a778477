import { readFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { closedDirectory, reaching, runAs, unprivilegedAccount } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { initialise, type Place, passwordIn } from './embedded-folder.ts'

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

/** The port in postmaster.pid, when a live server holds that directory; waits while it is starting or recovering. */
async function runningPort(folder: string): Promise<number | null> {
  for (let waited = 0; waited < recoverySeconds * 20; waited++) {
    const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null)
    if (!text) return null
    const [pid, , , port, , , , status] = text.split('\n')
    if (!isPostgres(Number(pid))) return null
    if (status?.trim() === 'ready') return Number(port)
    await pause(50)
  }
  throw new Error(`A PostgreSQL server holds ${folder} but does not become ready`)
}

/** A pid file can outlive its server, and its number can belong to somebody else by then. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return /^postgres/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

type Started = { port: number; started: boolean }

/**
 * Another process may start one at the same moment: it is joined. After a crash the last children of the old server
 * may still hold its memory for a moment: it is tried again.
 */
async function startServer(place: Place, port: number): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    const failure = await tryStart(place, port)
    if (!failure) return { port: (await runningPort(place.folder)) ?? port, started: true }
    const running = await runningPort(place.folder)
    if (running) return { port: running, started: false }
    await removeStalePidFile(place.folder)
    if (attempt === tries) throw new Error(`Cannot start the database in ${place.folder}: ${failure}`)
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

/** PostgreSQL refuses to start while the number in the file belongs to any process, even one of another program. */
async function removeStalePidFile(folder: string): Promise<void> {
  const path = join(folder, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text && !isPostgres(Number(text.split('\n')[0]))) await rm(path, { force: true })
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const reason = (error: Error & { stderr?: string }) => (error.stderr?.trim() || error.message).slice(-600)

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
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
