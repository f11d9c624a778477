import { spawn } from 'node:child_process'
import { packageRoot } from '../../db/connection/package-root.ts'

export type LongTest = { passed: number; settings: Record<string, number>; problems: string[] }

/** A test of `npm test` in its long form: the same file, with the settings that say how long. */
export async function longTest(
  file: string,
  name: string,
  settings: Record<string, number>,
): Promise<LongTest> {
  const words = ['vitest', 'run', file, ...(name ? ['-t', name] : []), '--reporter=json']
  const environment = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]))
  const child = spawn('npx', words, { cwd: packageRoot, env: { ...process.env, ...environment } })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.resume()
  await new Promise((done) => child.once('close', done))
  const report = /\{"numTotalTestSuites".*\}/.exec(said)?.[0]
  if (!report) return { passed: 0, settings, problems: [`no report: ${said.slice(-500)}`] }
  const { numPassedTests: passed, numFailedTests: failed, testResults } = JSON.parse(report)
  const messages: string[] = testResults.flatMap(({ assertionResults }: { assertionResults: Assertion[] }) =>
    assertionResults.flatMap(({ failureMessages }) => failureMessages),
  )
  const problems = messages.map((message) => message.slice(0, 2000))
  if (passed === 0 && failed === 0) problems.push('no test ran')
  return { passed, settings, problems }
}

type Assertion = { failureMessages: string[] }
