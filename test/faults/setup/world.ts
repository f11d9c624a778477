import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppProcess, freePort, startApp, stopApp } from '../../../bench/setup/app-process.ts'
import { gridStudy } from '../../../bench/setup/grid.ts'
import { type Joined, joinTesters } from '../../../bench/setup/testers.ts'
import { connect, type Db } from '../../../db/connection/client.ts'
import { type EmbeddedServer, startEmbedded } from '../../../db/embedded/embedded.ts'
import { planPairs } from '../../../server/pairing/planning.ts'
import { compiledProgram } from '../../setup/program.ts'
import { copyReadyCluster } from '../../setup/ready-cluster.ts'
import { type History, newHistory, pause } from './voters.ts'

export type World = {
  folder: string
  server: EmbeddedServer
  db: Db
  studyId: number
  joined: Joined[]
  history: History
  close: () => Promise<void>
}

const voters = 8

/** A throw-away database with an open study and eight testers who have joined. */
export async function newWorld(place?: string): Promise<World> {
  const folder = place ?? (await mkdtemp(join(tmpdir(), 'tiebreak-fault-')))
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  await copyReadyCluster(folder)
  const server = await startEmbedded(folder)
  const db = connect(server.url, { max: 4, applicationName: 'fault test' })
  const study = await gridStudy(db, {
    slug: 'faults',
    models: 8,
    prompts: 200,
    settings: { repeat_share: 0 },
  })
  await planPairs(db, { study })
  const joined = await joinTesters(db, { studyId: study.id, count: voters })
  const close = async () => {
    await db.end({ timeout: 2 })
    const last = await startEmbedded(folder, portOf(server)).catch(() => null)
    await (last?.started ? last : server).stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, server, db, studyId: study.id, joined, history: newHistory(), close }
}

export const portOf = (server: EmbeddedServer) => Number(new URL(server.url).port)

export async function postmasterPid(folder: string): Promise<number> {
  const [pid] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  return Number(pid)
}

/** The app on a port that stays the same when it is started again. */
export async function appOn(environment: Record<string, string>): Promise<{
  url: string
  current: () => AppProcess
  restart: () => Promise<number>
  stop: () => Promise<number | null>
}> {
  const PORT = String(await freePort())
  const how = { deadlineMs: 120_000, program: [compiledProgram()] }
  const start = () => startApp({ ...environment, PORT, LOG_LEVEL: 'fatal' }, how)
  let app = await start()
  return {
    url: app.url,
    current: () => app,
    restart: async () => {
      const started = performance.now()
      app = await start()
      return performance.now() - started
    },
    stop: () => stopApp(app),
  }
}

/** How long until the app says it is ready again. */
export async function readyAgain(url: string, patienceMs = 60_000): Promise<number> {
  const started = performance.now()
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    const waited = performance.now() - started
    if (answer?.ok) return waited
    if (waited > patienceMs) throw new Error(`not ready again after ${patienceMs} ms`)
    await pause(50)
  }
}
