import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SnapshotJson } from '../../datasets/stored-snapshot.ts'
import { note } from '../terminal/output.ts'
import { Refused } from '../terminal/usage.ts'
import type { SnapshotDoor } from './client.ts'

type Wanted = { slug: string; snapshot: SnapshotJson; folder: string }
type Facts = { path: string; bytes: number; sha256: string }

/**
 * Brings a snapshot into a folder. What is there already and whole is not fetched again, what was broken off goes on
 * where it stopped, and every file is checked against the manifest before it gets its name.
 */
export async function downloadSnapshot(
  door: SnapshotDoor,
  { slug, snapshot, folder }: Wanted,
): Promise<void> {
  const files = snapshot.files ?? []
  for (const [number, file] of files.entries()) {
    const target = placeOf(folder, file.path)
    const label = `${number + 1} of ${files.length} ${file.path}`
    if ((await hashOf(target)) === file.sha256) {
      note(`${label}: there already`)
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    const { id } = snapshot
    const from = await fetchFile(door, { slug, id, file, target })
    note(`${label}: ${file.bytes} bytes${from > 0 ? `, went on at ${from}` : ''}`)
  }
  const manifest = []
  for await (const bytes of await door.read(slug, { id: snapshot.id, path: 'manifest.json', from: 0 })) {
    manifest.push(bytes)
  }
  await writeFile(join(folder, 'manifest.json'), Buffer.concat(manifest))
}

type Fetching = { slug: string; id: string; file: Facts; target: string }

async function fetchFile(door: SnapshotDoor, { slug, id, file, target }: Fetching): Promise<number> {
  const partial = `${target}.part`
  const has = await sizeOf(partial)
  const from = has < file.bytes ? has : 0
  if (from === 0) await rm(partial, { force: true })
  const bytes = await door.read(slug, { id, path: file.path, from })
  await pipeline(Readable.from(bytes), createWriteStream(partial, { flags: from > 0 ? 'a' : 'w' }))
  if ((await hashOf(partial)) === file.sha256) {
    await rename(partial, target)
    return from
  }
  await rm(partial, { force: true })
  if (from > 0) return fetchFile(door, { slug, id, file, target })
  throw new Refused(`${file.path} arrived with another hash than the manifest names: nothing was kept of it`)
}

/** Where a path of the manifest goes: never out of the folder. */
function placeOf(folder: string, path: string): string {
  const inside = normalize(path)
  if (inside.startsWith('..') || inside.startsWith('/'))
    throw new Refused(`"${path}" is no path inside a folder`)
  return join(folder, inside)
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const bytes of createReadStream(path)) hash.update(bytes)
  } catch {
    return null
  }
  return hash.digest('hex')
}
