import { Manifest } from '../../../domain/manifest.ts'
import { type FileFacts, type FileSource, inspectFile, rowsPerHash } from './inspect.ts'
import { contentHashOf } from './manifest.ts'

/**
 * Recounts and re-hashes the files of a folder against its manifest.
 * @returns what differs, by file and, where rows differ, by row; nothing when all is as it was made
 * @throws SyntaxError if the manifest is not one
 */
export async function verifyFolder(manifest: string, sources: FileSource[]): Promise<string[]> {
  const expected = readManifest(manifest)
  const found = new Map(sources.map((source) => [source.path, source]))
  const problems: string[] = []
  for (const facts of expected.files) {
    const source = found.get(facts.path)
    problems.push(...(source ? await differences(facts, source) : [`${facts.path} is missing`]))
    found.delete(facts.path)
  }
  for (const path of found.keys()) problems.push(`${path} is not in the manifest`)
  if (contentHashOf(expected.files) !== expected.content_hash) {
    problems.push('manifest.json has been changed: its content_hash does not follow from its files')
  }
  return problems
}

function readManifest(text: string): Manifest {
  const read = Manifest.safeParse(json(text))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new SyntaxError(`Cannot read manifest.json: ${issue?.path.join('.')} ${issue?.message}`)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SyntaxError('Cannot read manifest.json: it is not JSON')
  }
}

async function differences(expected: FileFacts, source: FileSource): Promise<string[]> {
  try {
    return difference(expected, await inspectFile(source))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return [error.message]
    throw error
  }
}

function difference(expected: FileFacts, found: FileFacts): string[] {
  const { path } = expected
  if (found.rows !== expected.rows)
    return [`${path} has ${found.rows} rows, the manifest says ${expected.rows}`]
  const block = expected.row_hashes.findIndex((hash, at) => hash !== found.row_hashes[at])
  if (block >= 0) {
    const last = Math.min((block + 1) * rowsPerHash, expected.rows)
    return [`${path} differs between row ${block * rowsPerHash + 1} and row ${last}`]
  }
  if (found.content_hash !== expected.content_hash) return [`${path}: its rows do not give its content_hash`]
  if (found.sha256 !== expected.sha256) return [`${path} holds the same rows in other bytes, or other text`]
  return []
}
