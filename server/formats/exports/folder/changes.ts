import type { Manifest } from '../../../domain/manifest.ts'
import { parquetRows } from '../files/parquet-rows.ts'
import type { FileSource } from './inspect.ts'

const examples = 20

type Found = { count: number; vote_ids: string[] }
export type Changes = {
  position: { before: number; after: number }
  /** Filters that are not the same in both */
  filter: string[]
  votes: Record<'added' | 'removed' | 'answered_otherwise' | 'excluded_otherwise', Found>
  files: { path: string; rows_before: number | null; rows_after: number | null; same_rows: boolean }[]
}

type Side = { manifest: Manifest; sources: FileSource[] }

/** What a reader of the earlier snapshot should know about the later one: which votes, which rows, which filter. */
export async function changesBetween(before: Side, after: Side): Promise<Changes> {
  const [old, young] = [await answersOf(before.sources), await answersOf(after.sources)]
  const votes = { added: none(), removed: none(), answered_otherwise: none(), excluded_otherwise: none() }
  for (const [id, { winner, excluded }] of young) {
    const known = old.get(id)
    if (!known) add(votes.added, id)
    else if (known.winner !== winner) add(votes.answered_otherwise, id)
    else if (known.excluded !== excluded) add(votes.excluded_otherwise, id)
  }
  for (const id of old.keys()) if (!young.has(id)) add(votes.removed, id)
  return {
    position: { before: before.manifest.position, after: after.manifest.position },
    filter: differentNames(before.manifest.filter, after.manifest.filter),
    votes,
    files: filePairs(before.manifest, after.manifest),
  }
}

type Answers = Map<string, { winner: string; excluded: string }>

/** By comparison: the revision behind the dot is the answer, not another vote. */
async function answersOf(sources: FileSource[]): Promise<Answers> {
  const answers: Answers = new Map()
  for (const source of sources.filter(({ path }) => /^data\/votes\/.*\.parquet$/.test(path))) {
    for await (const row of parquetRows(source, ['vote_id', 'winner', 'excluded'])) {
      const excluded = String(row.excluded)
      if (excluded === 'superseded') continue
      answers.set(String(row.vote_id).replace(/\.\d+$/, ''), { winner: String(row.winner), excluded })
    }
  }
  return answers
}

const none = (): Found => ({ count: 0, vote_ids: [] })

function add(found: Found, id: string): void {
  found.count += 1
  if (found.vote_ids.length < examples) found.vote_ids.push(id)
}

function differentNames(one: Record<string, string>, other: Record<string, string>): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => one[name] !== other[name]).sort()
}

function filePairs(before: Manifest, after: Manifest): Changes['files'] {
  const data = ({ files }: Manifest) => files.filter(({ path }) => path.startsWith('data/'))
  const paths = new Set([...data(before), ...data(after)].map(({ path }) => path))
  return [...paths].sort().map((path) => {
    const [old, young] = [before, after].map(({ files }) => files.find((file) => file.path === path))
    const same = old !== undefined && old.content_hash === young?.content_hash
    return { path, rows_before: old?.rows ?? null, rows_after: young?.rows ?? null, same_rows: same }
  })
}
