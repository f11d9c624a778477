import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chown, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './embedded-binaries.ts'

const run = promisify(execFile)

export type Owner = { uid?: number; gid?: number }
export type Place = { dataDir: string; folder: string; binaries: Binaries; owner: Owner }

/** PostgreSQL refuses to run as root, so root hands it to the `postgres` account, made where it is missing. */
export function unprivilegedOwner(): Owner {
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

/**
 * Makes the cluster where there is none. It is made aside and moved into place whole, so of two commands that start
 * at once on an empty directory one wins and both use the same, and a crash half way leaves nothing half made.
 */
export async function initialise(place: Place): Promise<void> {
  const { dataDir, folder, owner } = place
  refuseUnreachable(place)
  if (existsSync(join(folder, 'PG_VERSION'))) return
  await mkdir(dataDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot create the data directory ${resolve(dataDir)}: ${error.code}`)
  })
  refuseUnreachable(place)
  const password = await givePassword(dataDir)
  const aside = resolve(dataDir, `postgres-new-${randomBytes(6).toString('hex')}`)
  const passwordFile = join(dirname(aside), `.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(aside, { mode: 0o700 })
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    for (const path of [aside, passwordFile]) await giveTo(path, owner)
    await initdb(place, { aside, passwordFile })
    await rename(aside, folder).catch((error) => {
      if (!existsSync(join(folder, 'PG_VERSION'))) throw error
    })
  } finally {
    await rm(passwordFile, { force: true })
    await rm(aside, { recursive: true, force: true })
  }
}

async function initdb(
  { folder, binaries, owner }: Place,
  { aside, passwordFile }: { aside: string; passwordFile: string },
): Promise<void> {
  const settings = ['--username=tiebreak', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C']
  await run(
    binaries.initdb,
    [`--pgdata=${aside}`, `--pwfile=${passwordFile}`, '--data-checksums', ...settings],
    { ...owner, cwd: aside },
  ).catch((error: Error & { stderr?: string }) => {
    throw new Error(
      `Cannot create the database in ${folder}: ${(error.stderr?.trim() || error.message).slice(-600)}`,
    )
  })
}

/** Whoever comes first decides the password; a link appears whole or not at all. */
async function givePassword(dataDir: string): Promise<string> {
  const own = resolve(dataDir, `.${randomBytes(6).toString('hex')}`)
  await writeFile(own, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
  await link(own, resolve(dataDir, 'postgres-password')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(own)
  return passwordIn(dataDir)
}

export async function passwordIn(dataDir: string): Promise<string> {
  return (await readFile(resolve(dataDir, 'postgres-password'), 'utf8')).trim()
}

async function giveTo(path: string, { uid, gid }: Owner): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

/** Root reaches everything, the account that PostgreSQL runs under does not: say which directory is closed to it. */
function refuseUnreachable({ dataDir, binaries, owner }: Place): void {
  for (const path of [resolve(dataDir), dirname(binaries.postgres)]) {
    const closed = closedDirectory(path, owner)
    if (closed) {
      throw new Error(
        `The account "postgres", which runs the database for root, cannot reach ${path}: open ${closed} to it` +
          ` (chmod o+x ${closed}), or work from a directory outside it, or set DATABASE_URL`,
      )
    }
  }
}

function closedDirectory(path: string, { uid, gid }: Owner): string | null {
  if (uid === undefined || dirname(path) === path) return null
  const above = closedDirectory(dirname(path), { uid, ...(gid === undefined ? {} : { gid }) })
  if (above || !existsSync(path)) return above
  const found = statSync(path)
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
  return found.mode & bit ? null : path
}
