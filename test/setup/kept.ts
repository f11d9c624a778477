import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../db/connection/package-root.ts'

const dayMs = 24 * 3600 * 1000

/** Names what is made of these files, so that what is kept under the name is never older than they are. */
export function hashOf(files: string[]): string {
  const hash = createHash('sha256')
  for (const file of files.toSorted())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(packageRoot, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** The files of a folder of the package whose names match, at any depth. */
export function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => join(folder, file))
}

/** Removes what earlier versions left, but nothing of the last day: another run may still use it. */
export function clearOld(folder: string, start: string): void {
  const left = readdirSync(folder).filter((name) => name.startsWith(start))
  for (const path of left.map((name) => join(folder, name)))
    if (Date.now() - statSync(path).mtimeMs > dayMs) rmSync(path, { recursive: true, force: true })
}
