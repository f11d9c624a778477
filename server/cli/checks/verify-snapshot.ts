import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Manifest } from '../../domain/manifest.ts'
import type { FileSource } from '../../formats/exports/folder/inspect.ts'

import { verifyFolder } from '../../formats/exports/folder/verify.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { Refused } from '../terminal/usage.ts'

/** Recounts and re-hashes a downloaded snapshot against its manifest. */
export async function verifySnapshot(folder: string, isJson: boolean): Promise<void> {
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8').catch((cause: unknown) => {
    throw new Refused(`There is no manifest.json in "${folder}"`, { cause })
  })
  const sources = await sourcesIn(folder)
  const problems = await verifyFolder(manifest, sources)
  if (isJson) printJson({ ok: problems.length === 0, files: sources.length, problems })
  else for (const problem of problems) print(problem)
  if (problems.length > 0) throw new Refused('This is not the snapshot that the manifest describes')
  const { position, content_hash, files } = Manifest.parse(JSON.parse(manifest))
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  const line = `${files.length} files with ${rows} rows, as they were at vote ${position}: ${content_hash}`
  if (isJson) note(line)
  else print(line)
}

async function sourcesIn(folder: string): Promise<FileSource[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path !== 'manifest.json')
  return Promise.all(paths.map((path) => sourceOf(folder, path)))
}

async function sourceOf(folder: string, path: string): Promise<FileSource> {
  const place = join(folder, path)
  const { size } = await stat(place)
  return {
    path: path.split(sep).join('/'),
    byteLength: size,
    slice: async (start, end = size) => {
      const file = await open(place)
      try {
        const bytes = new Uint8Array(end - start)
        await file.read(bytes, 0, end - start, start)
        return bytes.buffer
      } finally {
        await file.close()
      }
    },
  }
}
