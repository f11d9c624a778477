import { readdirSync, readFileSync } from 'node:fs'
import type { Db } from '../../db/connection/client.ts'

const ticksPerSecond = 100

type Times = { parent: number; own: number; ended: number }

/** What a process and its ended children have used so far (Linux); NaN where the system does not tell. */
function timesOf(pid: number | string): Times | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]))
    const seconds = (one = Number.NaN, other = Number.NaN) => (one + other) / ticksPerSecond
    return { parent: parent ?? 0, own: seconds(user, system), ended: seconds(childUser, childSystem) }
  } catch {
    return null
  }
}

export const processSeconds = (pid: number | undefined): number =>
  pid ? (timesOf(pid)?.own ?? Number.NaN) : 0

/** Of the programs this one has started that have ended. */
export const endedSeconds = (): number => timesOf(process.pid)?.ended ?? Number.NaN

/** Processor seconds of all processes of a database server on this machine, ended ones too. */
export async function databaseSeconds(db: Db): Promise<number> {
  const [row] = await db<{ pid: number }[]>`select pg_backend_pid() as pid`
  const server = timesOf(row?.pid ?? 0)?.parent ?? 0
  const { own, ended } = timesOf(server) ?? { own: Number.NaN, ended: Number.NaN }
  const children = readdirSync('/proc').flatMap((pid) => {
    const times = /^\d+$/.test(pid) ? timesOf(pid) : null
    return times?.parent === server ? [times.own + times.ended] : []
  })
  return own + ended + children.reduce((sum, seconds) => sum + seconds, 0)
}
