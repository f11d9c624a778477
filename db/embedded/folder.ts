import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Account, giveTo, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'

export type Place = { dataDir: string; folder: string; binaries: Binaries; account: Account }

/**
 * Makes the cluster where there is none. It is made aside and moved into place whole, so of two commands that start
 * at once on an empty directory one wins and both use the same, and a crash half way leaves nothing half made.
 */
export async function initialise(place: Place): Promise<void> {
  const { dataDir, folder, account } = place
  if (existsSync(join(folder, 'PG_VERSION'))) return
  const password = await givePassword(dataDir)
  const aside = resolve(dataDir, `postgres-new-${randomBytes(6).toString('hex')}`)
  const passwordFile = join(dirname(aside), `.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(aside, { mode: 0o700 })
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    for (const path of [aside, passwordFile]) await giveTo(path, account)
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
  { folder, binaries, account }: Place,
  { aside, passwordFile }: { aside: string; passwordFile: string },
): Promise<void> {
  const settings = ['--username=tiebreak', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C']
  const words = [`--pgdata=${aside}`, `--pwfile=${passwordFile}`, '--data-checksums', ...settings]
  await runAs(account, binaries.initdb, words, aside).catch((error: Error & { stderr?: string }) => {
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
