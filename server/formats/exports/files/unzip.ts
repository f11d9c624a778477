import { openPromise } from 'yauzl'
import type { FolderFile } from './zip.ts'

/**
 * The files of a zip on disk, one after the other. A path that would lead out of the folder is an error.
 * @throws Error if it is no zip
 */
export async function* unzipped(path: string): AsyncGenerator<FolderFile> {
  const archive = await openPromise(path)
  try {
    for await (const entry of archive.eachEntry()) {
      if (!entry.fileName.endsWith('/')) {
        yield { path: entry.fileName, chunks: await archive.openReadStreamPromise(entry) }
      }
    }
  } finally {
    archive.close()
  }
}
