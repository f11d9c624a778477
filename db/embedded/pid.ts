import { readFileSync, statSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type Holder = { port: number; ready: boolean }

const beingWrittenMs = 1000

const pidFile = (folder: string) => join(folder, 'postmaster.pid')

/** The live server that postmaster.pid names, if there is one. */
export async function holderOf(folder: string): Promise<Holder | null> {
  const text = await readFile(pidFile(folder), 'utf8').catch(() => '')
  const [pid, , , port, , , , status] = text.split('\n')
  return isServing(Number(pid), folder) ? { port: Number(port), ready: status?.trim() === 'ready' } : null
}

/**
 * PostgreSQL refuses to start while the number in the file belongs to any process, even one of another program, and
 * also when the file is empty, as a loss of power or a full disk can leave it. One that is empty and fresh may be
 * somebody's who is just writing it.
 */
export async function removeStalePidFile(folder: string): Promise<void> {
  const found = await stat(pidFile(folder)).catch(() => null)
  if (!found || (found.size === 0 && Date.now() - found.mtimeMs < beingWrittenMs)) return
  if (!(await holderOf(folder))) await rm(pidFile(folder), { force: true })
}

/** A pid file can outlive its server, and its number can belong to somebody else by then, even to another PostgreSQL. */
function isServing(pid: number, folder: string): boolean {
  if (!pid || !isAlive(pid)) return false
  try {
    if (!/^postgres/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))) return false
  } catch {
    return process.platform !== 'linux'
  }
  return worksIn(pid, folder)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A server works in its own folder; where that may not be asked, it gets the benefit of the doubt. */
function worksIn(pid: number, folder: string): boolean {
  try {
    const [there, here] = [statSync(`/proc/${pid}/cwd/.`), statSync(folder)]
    return there.dev === here.dev && there.ino === here.ino
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
