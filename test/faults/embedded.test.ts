import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../db/connection/client.ts'
import { startEmbedded } from '../../db/embedded/embedded.ts'
import { appOn, postmasterPid, readyAgain } from './setup/world.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiebreak embedded '))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const answers = async (url: string) => {
  const db = connect(url, { max: 1 })
  const [row] = await db`select 1 as one`
  await db.end()
  return row
}

const pidFile = () => join(folder, 'postgres', 'postmaster.pid')

async function stopPolitely(): Promise<void> {
  process.kill(await postmasterPid(folder), 'SIGTERM')
  await expect.poll(() => readFile(pidFile(), 'utf8').catch(() => 'gone'), { timeout: 30_000 }).toBe('gone')
}

/** Somebody who is no database, on that port as soon as it is free. */
function occupy(port: number): Promise<Server> {
  return new Promise((done) => {
    const somebody = createServer((socket) => socket.end('no database here'))
    const listen = () => somebody.listen(port, '127.0.0.1')
    somebody.on('error', () => setTimeout(listen, 5)).on('listening', () => done(somebody))
    listen()
  })
}

describe('the embedded server, in a directory with spaces in its name', () => {
  test('is made once by commands that start at once on an empty directory', {
    timeout: 120_000,
  }, async () => {
    const servers = await Promise.all([startEmbedded(folder), startEmbedded(folder), startEmbedded(folder)])
    expect(servers.filter(({ started }) => started)).toHaveLength(1)
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1)
    expect(await answers(servers[0]?.url ?? '')).toEqual({ one: 1 })
    expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres-password'])
  })

  test('is joined while it runs, and left alone by who joined it', async () => {
    const joined = await startEmbedded(folder)
    expect(joined.started).toBe(false)
    await joined.stop()
    expect(await answers(joined.url)).toEqual({ one: 1 })
  })

  test('starts again at once after it was killed, with its children still letting go', async () => {
    const before = await startEmbedded(folder)
    const port = Number(new URL(before.url).port)
    process.kill(await postmasterPid(folder), 'SIGKILL')
    await expect
      .poll(() => startEmbedded(folder, port).then(({ url }) => answers(url)), { timeout: 60_000 })
      .toEqual({
        one: 1,
      })
  })

  test('is not mistaken for the process that took over its number', { timeout: 120_000 }, async () => {
    const joined = await startEmbedded(folder)
    const text = await readFile(pidFile(), 'utf8')
    await stopPolitely()
    const somebody = spawn('sleep', ['600'])
    await writeFile(pidFile(), text.replace(/^\d+/, String(somebody.pid)))

    const again = await startEmbedded(folder, Number(new URL(joined.url).port))
    expect(again.started).toBe(true)
    expect(await answers(again.url)).toEqual({ one: 1 })
    expect(somebody.exitCode).toBeNull()
    somebody.kill()
    await again.stop()
    await expect(answers(again.url)).rejects.toThrow()
  })

  test('is not mistaken for another PostgreSQL that took over its number', { timeout: 120_000 }, async () => {
    const joined = await startEmbedded(folder)
    const text = await readFile(pidFile(), 'utf8')
    const other = await mkdtemp(join(tmpdir(), 'tiebreak-other-'))
    await chmod(other, 0o755)
    const neighbour = await startEmbedded(other)
    await stopPolitely()
    await writeFile(pidFile(), text.replace(/^\d+/, String(await postmasterPid(other))))

    const again = await startEmbedded(folder, Number(new URL(joined.url).port))
    expect(again.started).toBe(true)
    expect(await answers(again.url)).toEqual({ one: 1 })
    await again.stop()
    await neighbour.stop()
    await rm(other, { recursive: true, force: true })
  })

  test('starts although a crash left its pid file empty', { timeout: 120_000 }, async () => {
    await writeFile(pidFile(), '')
    const server = await startEmbedded(folder)
    expect(server.started).toBe(true)
    expect(await answers(server.url)).toEqual({ one: 1 })
  })

  test('takes another port when somebody holds its own', { timeout: 120_000 }, async () => {
    const before = await startEmbedded(folder)
    const port = Number(new URL(before.url).port)
    await stopPolitely()
    const somebody = await occupy(port)
    const again = await startEmbedded(folder, port)
    expect(Number(new URL(again.url).port)).not.toBe(port)
    expect(await answers(again.url)).toEqual({ one: 1 })
    await again.stop()
    somebody.close()
  })

  test('is followed by the app when a crash made it lose its port to somebody', {
    timeout: 120_000,
  }, async () => {
    const home = await mkdtemp(join(tmpdir(), 'tiebreak-moving-'))
    await chmod(home, 0o755)
    const app = await appOn({ DATA_DIR: home })
    const [, , , port] = (await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
    process.kill(await postmasterPid(home), 'SIGKILL')
    const somebody = await occupy(Number(port))
    expect(await readyAgain(app.url)).toBeGreaterThan(0)
    const { url } = await startEmbedded(home)
    expect(new URL(url).port).not.toBe(port)
    expect(await app.stop()).toBe(0)
    await expect(answers(url)).rejects.toThrow()
    somebody.close()
    await rm(home, { recursive: true, force: true })
  })

  test.skipIf(process.getuid?.() !== 0)(
    'passes a directory that is closed to its account, lent one right by root (skipped unless root)',
    async () => {
      const closed = await mkdtemp(join(tmpdir(), 'tiebreak-closed-'))
      await chmod(closed, 0o700)
      const server = await startEmbedded(join(closed, 'data'))
      expect(await answers(server.url)).toEqual({ one: 1 })
      await server.stop()
      await expect(answers(server.url)).rejects.toThrow()
      await rm(closed, { recursive: true, force: true })
    },
  )
})
