import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { strictCommand, wordAt } from './arguments.ts'
import { withDoor } from './door.ts'
import { note, print } from './output.ts'
import { UsageError } from './usage.ts'

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
const values = [
  'aggregate',
  'min-votes',
  'min-agreement',
  'models',
  'tags',
  'language',
  'since',
  'until',
  'min-seconds',
  'split',
  'part',
  'columns',
]
const flags = ['clean', 'margin', 'revisions', 'spreadsheet']
const filter = <T extends 'string' | 'boolean'>(type: T) => ({ type, description: 'See docs/formats.md' })

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
    ...Object.fromEntries(values.map((name) => [name, filter('string')])),
    ...Object.fromEntries(flags.map((name) => [name, filter('boolean')])),
  },
  run: (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const file = fileOf(given.text('format'))
    const asked = values.flatMap((name) => {
      const value = given.text(name)
      return value === undefined ? [] : [[name, value] as const]
    })
    const switched = flags.filter((name) => given.flag(name)).map((name) => [name, '1'] as const)
    const query = Object.fromEntries(
      [...asked, ...switched].map(([name, value]) => [name.replaceAll('-', '_'), value]),
    )
    return withDoor(async (door) => {
      const { fileName, chunks, counts } = await door.export(slug, file, query)
      const folder = given.text('out')
      if (folder === undefined) {
        await pipeline(Readable.from(chunks), process.stdout, { end: false })
      } else {
        await mkdir(folder, { recursive: true })
        const path = join(folder, basename(fileName))
        await pipeline(Readable.from(chunks), createWriteStream(path))
        print(path)
      }
      if (counts) note(JSON.stringify(counts))
    })
  },
})

function fileOf(format: string | undefined): { format: string; extension: string } {
  if (format === undefined) throw new UsageError('--format is missing')
  const [name = '', ...ending] = format.split('.')
  const known = firstExtension[name]
  if (!known) {
    throw new UsageError(
      `--format must be one of ${Object.keys(firstExtension).join(', ')}, found "${format}"`,
    )
  }
  return { format: name, extension: ending.join('.') || known }
}
