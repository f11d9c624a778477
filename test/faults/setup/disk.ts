import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inWorld, type Outcome, type Voting, whileVoting } from './scenarios.ts'
import { pause } from './voters.ts'
import { appOn, readyAgain, type World } from './world.ts'

/** The disk of the database fills up while people vote, and has room again a little later. Needs root and mount. */
export async function fillDisk({
  cycles,
  seed,
}: {
  cycles: number
  seed: number
}): Promise<Outcome | string> {
  const mount = mkdtempSync(join(tmpdir(), 'tiebreak-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=755', 'tmpfs', mount], { stdio: 'ignore' })
  } catch {
    rmSync(mount, { recursive: true, force: true })
    return 'skipped: this account cannot mount a small disk'
  }
  try {
    const folder = join(mount, 'data')
    return await inWorld((world) => fillAndFree(world, { mount, cycles, seed }), folder)
  } finally {
    execFileSync('umount', ['-l', mount])
    rmSync(mount, { recursive: true, force: true })
  }
}

type Filling = { mount: string; cycles: number; seed: number }

async function fillAndFree(world: World, { mount, ...run }: Filling): Promise<Outcome> {
  chmodSync(mount, 0o755)
  const app = await appOn({ DATA_DIR: world.folder })
  return whileVoting({ ...run, world, app }, async (_, cycle) => {
    await pause(1000)
    const ballast = join(mount, `ballast-${cycle}`)
    fill(ballast, mount)
    // A checkpoint and new WAL segments are what a full disk refuses.
    await world.db`select pg_switch_wal()`.catch(() => {})
    await world.db`checkpoint`.catch(() => {})
    await pause(2500)
    rmSync(ballast)
    return readyAgain(app.url).catch((error: Error) => explain(error, { world, app }))
  })
}

/** Adds what is needed to find out why, since the folder is gone afterwards. */
async function explain(error: Error, { world, app }: Pick<Voting, 'world' | 'app'>): Promise<never> {
  const folder = join(world.folder, 'postgres')
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => 'none')
  const { bavail, bsize } = statfsSync(folder)
  const { exitCode, signalCode } = app.current().child
  throw new Error(
    [
      `${error.message}; app exit ${exitCode} ${signalCode}; ${bavail * bsize} bytes free; postmaster.pid:`,
      await read('postmaster.pid'),
      ...(await read('server.log')).split('\n').slice(-30),
    ].join('\n'),
  )
}

function fill(path: string, mount: string): void {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(1024 * 1024, 1)
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(mount)
      writeSync(file, block.subarray(0, Math.max(1, Math.min(block.length, bavail * bsize))))
      if (bavail === 0) break
    }
    fsyncSync(file)
  } catch {
    // full, as wanted
  } finally {
    closeSync(file)
  }
}
