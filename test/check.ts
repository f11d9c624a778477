import { spawn } from 'node:child_process'

/**
 * `npm test`: format and lint, types, unused code (the whole, and what only tests reach) and the tests, side by side. What the first three say is held back
 * until they end; each part's seconds are told. Fails when one of them does.
 */
const parts: Record<string, string[]> = {
  lint: ['biome', 'ci', '.'],
  types: ['tsc', '--noEmit'],
  'types of page scripts': ['tsc', '-p', 'public'],
  unused: ['knip'],
  'reached by tests only': ['knip', '--production'],
}

const checks = Object.entries(parts).map(([name, words]) => run(name, words))
const tests = await run('tests', ['vitest', 'run', ...process.argv.slice(2)], 'inherit')
const failed = [...(await Promise.all(checks)), tests].filter(({ code }) => code !== 0)
if (failed.length > 0) {
  process.stderr.write(`failed: ${failed.map(({ name }) => name).join(', ')}\n`)
  process.exitCode = 1
}

type Ended = { name: string; code: number }

function run(name: string, [program = '', ...words]: string[], output: 'pipe' | 'inherit' = 'pipe') {
  const started = performance.now()
  const child = spawn(`node_modules/.bin/${program}`, words, { stdio: ['ignore', output, output] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk
    })
  return new Promise<Ended>((done) => {
    child.once('error', (error) => {
      said += error.message
      done({ name, code: 1 })
    })
    child.once('close', (code) => {
      const seconds = Math.round((performance.now() - started) / 1000)
      process.stderr.write(`${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`)
      if (code !== 0) process.stderr.write(said)
      done({ name, code: code ?? 1 })
    })
  })
}
