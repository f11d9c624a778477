import { execFile, execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { chown } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Whom PostgreSQL runs as: nobody else for ordinary people; for root, which it refuses, the account `postgres`.
 * `through` are words before its commands that let that account pass directories closed to it.
 */
export type Account = { uid?: number; gid?: number; through?: readonly string[] }

/**
 * The account, able to reach this place.
 * @throws Error naming the directory that is closed to it, where nothing on this machine opens the way
 */
export function reaching(account: Account, place: string): Account {
  const closed = closedDirectory(resolve(place), account)
  if (!closed) return account
  const through = wordsThrough(account)
  if (through) return { ...account, through }
  throw new Error(
    `The account "postgres", which runs the database for root, cannot pass ${closed}: open it (chmod o+x ${closed}),` +
      ' or work from a directory outside it, or set DATABASE_URL',
  )
}

export async function giveTo(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

/** Runs a program of PostgreSQL's as its account. */
export function runAs({ uid, gid, through }: Account, file: string, words: string[], cwd: string) {
  const [first, ...more] = through ?? []
  if (first) return run(first, [...more, file, ...words], { cwd })
  const as = uid === undefined || gid === undefined ? {} : { uid, gid }
  return run(file, words, { ...as, cwd })
}

export function unprivilegedAccount(): Account {
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

/** The first directory on the way to a path that the account cannot pass. */
export function closedDirectory(path: string, account: Account): string | null {
  const { uid, gid } = account
  if (uid === undefined || dirname(path) === path) return null
  const above = closedDirectory(dirname(path), account)
  if (above || !existsSync(path)) return above
  const found = statSync(path)
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
  return found.mode & bit ? null : path
}

/** Root may lend the account one of its own rights, to search directories, where Linux has `setpriv` to do it. */
function wordsThrough({ uid, gid }: Account): readonly string[] | undefined {
  return ['dac_read_search', 'dac_override']
    .map((right) => [
      ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
      ...[`--inh-caps=+${right}`, `--ambient-caps=+${right}`, '--'],
    ])
    .find(([command = '', ...words]) => {
      try {
        execFileSync(command, [...words, 'true'], { stdio: 'ignore' })
        return true
      } catch {
        return false
      }
    })
}
