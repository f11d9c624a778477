import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildSync } from 'esbuild'
import { packageRoot } from '../../db/connection/package-root.ts'
import { clearOld, filesIn, hashOf } from './kept.ts'

const kept = join(packageRoot, 'node_modules/.cache/tiebreak')
let folder = ''

/**
 * The command's entry, compiled file by file as it is shipped: it starts in a quarter of the time that the sources
 * take. A build is named by what it was made of, so none is ever older than the sources.
 */
export function compiledProgram(): string {
  if (!folder) {
    const sources = ['server', 'db', 'views', 'demo'].flatMap((place) => filesIn(place, /(?<!\.d)\.tsx?$/))
    folder = join(kept, `program-${hashOf([...sources, 'tsconfig.json'])}`)
    if (!existsSync(folder)) compile(sources)
  }
  return join(folder, 'server/cli/main.js')
}

/** Made aside and moved into place whole: of two that compile at once, one wins and both use the same. */
function compile(sources: string[]): void {
  const aside = join(kept, `program-aside-${randomBytes(6).toString('hex')}`)
  const { outputFiles } = buildSync({
    absWorkingDir: packageRoot,
    entryPoints: sources,
    outbase: '.',
    outdir: aside,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    write: false,
  })
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, namingCompiled(text))
  }
  clearOld(kept, 'program-')
  try {
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** Imports name the TypeScript file; beside a compiled one lies the compiled other. */
const namingCompiled = (code: string): string =>
  code.replace(/\b((?:from|import)\s*\(?\s*"\.[^"\n]*)\.tsx?"/g, '$1.js"')
