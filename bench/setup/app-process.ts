import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { packageRoot } from '../../db/connection/package-root.ts'

export type AppProcess = { url: string; child: ChildProcess; exited: Promise<number | null> }

const fromSource = ['--import', 'tsx', join(packageRoot, 'server/cli/main.ts')]

/** Compiles the program and says how to start it as it is installed, without what compiles it as it runs. */
export function compiledProgram(): string[] {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: packageRoot, stdio: 'inherit' })
  return [join(packageRoot, 'dist/server/cli/main.js')]
}

/** `tiebreak serve` as its own process, as it is started for real; answers when it serves its first page. */
export async function startApp(
  environment: Record<string, string>,
  { deadlineMs = 60_000, program = fromSource }: { deadlineMs?: number; program?: string[] } = {},
): Promise<AppProcess> {
  const port = environment.PORT ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...program, 'serve'], {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...environment, PORT: port },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-4000)
  })
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const until = performance.now() + deadlineMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}:\n${said}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return { url, child, exited }
    if (performance.now() > until) throw new Error(`serve is not ready after ${deadlineMs} ms:\n${said}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

export async function stopApp({ child, exited }: AppProcess): Promise<number | null> {
  child.kill('SIGTERM')
  return exited
}

/** Resident memory in megabytes, where the system tells (Linux). */
export function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
