import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * A thread that runs a module of ours. From a checkout it is TypeScript and the thread has to fetch its own loader;
 * from a build it is JavaScript.
 *
 * @param module where the module lies, without its extension.
 */
export function openThread(module: URL): Worker {
  const source = new URL(`${module.href}.ts`)
  if (!existsSync(fileURLToPath(source))) return new Worker(new URL(`${module.href}.js`))
  const loader = import.meta.resolve('tsx/esm/api')
  const start = `import('${loader}').then((tsx) => { tsx.register(); return import('${source.href}') })`
  return new Worker(start, { eval: true, execArgv: [] })
}
