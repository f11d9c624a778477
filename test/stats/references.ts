import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(process.env.SHARED_DIR ?? '../shared', 'stats')

export const referencesMissing = !existsSync(FOLDER)

export function readReference<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Content
}

export function named(title: string): string {
  return referencesMissing ? `${title} (SKIPPED: no reference files at ${FOLDER})` : title
}
