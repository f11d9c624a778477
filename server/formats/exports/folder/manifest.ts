import { createHash } from 'node:crypto'
import type { Manifest } from '../../../domain/manifest.ts'
import type { Counts } from '../rows/counts.ts'
import type { FileFacts } from './inspect.ts'

export type Snapshot = {
  study: string
  /** Where the study's vote sequence stood */
  position: number
  filter: Record<string, string>
  seal?: Manifest['seal']
  /** By file */
  counts: Record<string, Counts>
  files: FileFacts[]
}

/** Everything that says what a folder of datasets holds and how it came about; no clock, so it can be made again. */
export function manifestOf({ study, position, filter, seal = null, counts, files }: Snapshot): Manifest {
  const inOrder = [...files].sort((one, other) => (one.path < other.path ? -1 : 1))
  return {
    version: 1,
    study,
    position,
    filter,
    seal,
    counts,
    files: inOrder,
    content_hash: contentHashOf(inOrder),
  }
}

/** One hash over the rows of all data files, whatever bytes they are packed in and whatever the card says. */
export function contentHashOf(files: Pick<FileFacts, 'path' | 'content_hash'>[]): string {
  const hash = createHash('sha256')
  const data = files.filter(({ path }) => path.startsWith('data/'))
  for (const { path, content_hash } of data) hash.update(`${path}\0${content_hash}\n`)
  return hash.digest('hex')
}
