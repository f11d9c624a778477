import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { unzipped } from '../../formats/exports/files/unzip.ts'
import { type Exported, withDoor } from '../client/client.ts'
import { strictCommand, wordAt } from '../terminal/arguments.ts'
import { countsNote } from '../terminal/counts-note.ts'
import { fileFilterOptions, filterQuery } from '../terminal/filter-options.ts'
import { note, print, printJson } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

const firstExtension: Record<string, string> = {
  votes: 'csv',
  pairs: 'csv',
  items: 'jsonl',
  dpo: 'jsonl',
  reward: 'jsonl',
  kto: 'jsonl',
  openai: 'jsonl',
  hh: 'jsonl',
  arena: 'csv',
  helpsteer: 'jsonl',
  llamafactory: 'zip',
}

export default strictCommand({
  meta: { name: 'export', description: 'Write votes or training data, to stdout or into a folder' },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    format: {
      type: 'string',
      required: true,
      valueHint: 'F',
      description: `${Object.keys(firstExtension).join(', ')}; with an ending, such as votes.parquet, its file type`,
    },
    out: { type: 'string', valueHint: 'DIR', description: 'The folder to write into' },
    json: { type: 'boolean', description: 'With --out: print files and counts as JSON' },
    ...fileFilterOptions,
  },
  run: (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const format = given.text('format')
    const file = fileOf(format)
    const folder = given.text('out')
    if (folder === undefined && given.flag('json'))
      throw new UsageError('--json needs --out: stdout is the file')
    return withDoor(async (door) => {
      const made = await door.export(slug, file, filterQuery(given))
      const paths = folder === undefined ? await toStdout(made) : await intoFolder(made, folder, format)
      const counts = await made.counts()
      if (given.flag('json')) printJson({ files: paths, counts, seal: made.seal })
      else for (const path of paths) print(path)
      note(countsNote(counts))
      if (made.seal) note(`Sealed up to vote ${made.seal.replace(' ', ': ')}`)
    })
  },
})

async function toStdout({ chunks }: Exported): Promise<string[]> {
  await pipeline(Readable.from(chunks), process.stdout, { end: false })
  return []
}

/** A file that is not whole never stands under its name. */
async function intoFolder(
  { chunks, fileName }: Exported,
  folder: string,
  format?: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, basename(fileName))
  const partial = `${path}.part`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(partial))
    if (format === 'llamafactory') return await unpacked(partial, folder)
    await rename(partial, path)
    return [path]
  } finally {
    await rm(partial, { force: true })
  }
}

/** LLaMA-Factory reads a folder; the zip is only how it travels. */
async function unpacked(archive: string, folder: string): Promise<string[]> {
  const paths: string[] = []
  for await (const file of unzipped(archive)) {
    const path = join(folder, file.path)
    await mkdir(dirname(path), { recursive: true })
    await pipeline(Readable.from(file.chunks), createWriteStream(path))
    paths.push(path)
  }
  return paths
}

function fileOf(format: string | undefined): { format: string; extension: string } {
  if (format === undefined) throw new UsageError('--format is missing')
  const [name = '', ...ending] = format.split('.')
  const known = Object.hasOwn(firstExtension, name) ? firstExtension[name] : undefined
  if (!known) {
    throw new UsageError(
      `--format must be one of ${Object.keys(firstExtension).join(', ')}, found "${format}"`,
    )
  }
  return { format: name, extension: ending.join('.') || known }
}
