import { startEmbedded } from '../../../db/embedded/embedded.ts'
import { createRandom } from '../../../server/stats/special/random.ts'
import { assertSafe } from './assert-safe.ts'
import { startProxy } from './tcp-proxy.ts'
import { pause, startVoters } from './voters.ts'
import { appOn, newWorld, portOf, postmasterPid, readyAgain, type World } from './world.ts'

export type Outcome = {
  cycles: number
  acked: number
  notSaved: number
  lost: number
  slowestMs: number
  /** the longest wait until ready again, from when the fault ended */
  readyMs: number
  problems: string[]
}
type Run = { cycles: number; seed: number }

/** kill -9 of the app while eight people vote; it is started again on the same database. */
export async function killApp(run: Run): Promise<Outcome> {
  return inWorld(async (world) => {
    const app = await appOn({ DATABASE_URL: world.server.url })
    return whileVoting({ ...run, world, app }, async (random) => {
      await pause(300 + 1000 * random())
      app.current().child.kill('SIGKILL')
      await app.current().exited
      return app.restart()
    })
  })
}

export type Crash = 'immediate' | 'kill'

/** The embedded server crashes under the app, which starts it again and must itself stay alive. */
export async function crashDatabase({ crash, ...run }: Run & { crash: Crash }): Promise<Outcome> {
  return inWorld(async (world) => {
    const app = await appOn({ DATA_DIR: world.folder })
    return whileVoting({ ...run, world, app }, async (random) => {
      await pause(300 + 1000 * random())
      process.kill(await postmasterPid(world.folder), crash === 'kill' ? 'SIGKILL' : 'SIGQUIT')
      await pause(100)
      return readyAgain(app.url)
    })
  })
}

export const networkFaults = ['reset', 'refuse', 'dropReplies', 'blackhole'] as const
export type NetworkFault = (typeof networkFaults)[number]

/** A bad network between app and database, through a proxy of our own. */
export async function breakNetwork({
  fault,
  holdMs = 600,
  ...run
}: Run & { fault: NetworkFault; holdMs?: number }): Promise<Outcome> {
  return inWorld(async (world) => {
    const proxy = await startProxy(portOf(world.server))
    const address = new URL(world.server.url)
    address.port = String(proxy.port)
    const app = await appOn({ DATABASE_URL: address.href })
    const outcome = await whileVoting({ ...run, world, app }, async (random) => {
      await pause(200 + 300 * random())
      if (fault !== 'reset') proxy.set(fault)
      if (fault !== 'blackhole') await pause(fault === 'reset' ? 0 : 50)
      if (fault !== 'blackhole') proxy.resetAll()
      await pause(fault === 'reset' ? 100 : holdMs)
      proxy.set('clear')
      return readyAgain(app.url)
    })
    await proxy.close()
    return outcome
  })
}

/** The app, or the database, is stopped for a while and goes on as if nothing had been. */
export async function freeze({
  who,
  holdMs,
  ...run
}: Run & { who: 'app' | 'database'; holdMs: number }): Promise<Outcome> {
  return inWorld(async (world) => {
    const app = await appOn({ DATA_DIR: world.folder })
    return whileVoting({ ...run, world, app }, async (random) => {
      await pause(200 + 300 * random())
      const pids = who === 'app' ? [app.current().child.pid as number] : await databaseProcesses(world)
      signal(pids, 'SIGSTOP')
      await pause(holdMs)
      signal(pids, 'SIGCONT')
      return readyAgain(app.url)
    })
  })
}

export type Voting = Run & { world: World; app: Awaited<ReturnType<typeof appOn>> }

/**
 * Eight people vote through one fault after the other; after each somebody must get a vote through before the next.
 *
 * @param fault makes the fault and ends it; returns how many milliseconds later the app was ready again
 */
export async function whileVoting(
  { world, app, cycles, seed }: Voting,
  fault: (random: () => number, cycle: number) => Promise<number>,
): Promise<Outcome> {
  const random = createRandom(seed)
  const stop = startVoters(app.url, { ...world, seed })
  let readyMs = 0
  for (let cycle = 0; cycle < cycles; cycle++) {
    readyMs = Math.max(readyMs, await fault(random, cycle))
    await untilAnyAck(world)
  }
  await stop()
  const outcome = await outcomeOf(world, { cycles, readyMs })
  const { exitCode, signalCode } = app.current().child
  if (exitCode !== null || signalCode !== null) outcome.problems.push('the app process died')
  await app.stop()
  return outcome
}

async function databaseProcesses(world: World): Promise<number[]> {
  const rows = await world.db<
    { pid: number }[]
  >`select pid from pg_stat_activity where pid <> pg_backend_pid()`
  return [await postmasterPid(world.folder), ...rows.map(({ pid }) => pid)]
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // A session may have ended meanwhile.
    }
  }
}

/** The app's clock jumps two days ahead, two days back and home again: the database's clock decides. */
export async function shiftClock({ cycles, seed }: Run): Promise<Outcome> {
  return inWorld(async (world) => {
    const twoDays = 2 * 24 * 3600 * 1000
    let readyMs = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const shift = [twoDays, -twoDays, 0][cycle % 3] as number
      const app = await appOn({
        DATABASE_URL: world.server.url,
        CLOCK_SHIFT_MS: String(shift),
        NODE_OPTIONS: `--import ${new URL('./shifted-clock.mjs', import.meta.url).href}`,
      })
      const stop = startVoters(app.url, { ...world, seed: seed + cycle })
      await pause(700)
      await untilAnyAck(world)
      await stop()
      readyMs = Math.max(readyMs, await readyAgain(app.url))
      await app.stop()
    }
    const lapsed =
      await world.db`select from comparisons where study_id = ${world.studyId} and state = 'lapsed'`
    const outcome = await outcomeOf(world, { cycles, readyMs })
    if (lapsed.length > 0) outcome.problems.push(`${lapsed.length} reservations lapsed by a wrong clock`)
    return outcome
  })
}

export async function inWorld(act: (world: World) => Promise<Outcome>, folder?: string): Promise<Outcome> {
  const world = await newWorld(folder)
  try {
    return await act(world)
  } finally {
    await world.close()
  }
}

/** Waits until somebody's vote is acknowledged after the fault, so that every cycle meets live traffic. */
async function untilAnyAck({ history }: World): Promise<void> {
  const before = history.attempts.filter(({ acked }) => acked).length
  for (let n = 0; n < 600; n++) {
    if (history.attempts.filter(({ acked }) => acked).length > before) return
    await pause(50)
  }
  history.surprises.push('nobody could vote for 30 s after the fault')
}

async function outcomeOf(
  { db, server, folder, studyId, history }: World,
  { cycles, readyMs }: { cycles: number; readyMs: number },
): Promise<Outcome> {
  await startEmbedded(folder, portOf(server))
  const { notSaved, lost, slowestMs, attempts } = history
  const acked = attempts.filter((attempt) => attempt.acked).length
  const problems = await assertSafe(db, { studyId, history })
  return {
    cycles,
    acked,
    notSaved,
    lost,
    slowestMs: Math.round(slowestMs),
    readyMs: Math.round(readyMs),
    problems,
  }
}
