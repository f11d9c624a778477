import { execFile } from 'node:child_process'
import { type CommandDef, runCommand as runInside } from 'citty'
import { vi } from 'vitest'
import { compiledProgram } from '../setup/program.ts'

export type Ended = { code: number; stdout: string; stderr: string }

/** Runs `tiebreak` as a process of its own, as a user would. */
export function runCommand(words: string[], more: Record<string, string> = {}): Promise<Ended> {
  const { TIEBREAK_URL, TIEBREAK_TOKEN, ...inherited } = process.env
  const env = { ...inherited, NO_COLOR: '1', ...more }
  return new Promise((done) => {
    execFile(process.execPath, [compiledProgram(), ...words], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

/** Runs a command in this process: what it printed, and the error it ended with. */
export async function capture(
  command: CommandDef,
  rawArgs: string[],
): Promise<{ stdout: string; stderr: string; error: Error | null }> {
  const printed = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      printed[stream] += String(chunk)
      return true
    }),
  )
  try {
    await runInside(command, { rawArgs })
    return { ...printed, error: null }
  } catch (error) {
    return { ...printed, error: error instanceof Error ? error : new Error(String(error)) }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
