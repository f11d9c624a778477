import { setTimeout as pause } from 'node:timers/promises'
import { SnapshotRequest } from '../../datasets/snapshot-request.ts'
import type { SnapshotChanges, SnapshotJson, SnapshotSummary } from '../../datasets/stored-snapshot.ts'
import { type SnapshotDoor, withDoor } from '../client/client.ts'
import { downloadSnapshot } from '../client/snapshot-download.ts'
import { type Given, strictCommand, wordAt } from '../terminal/arguments.ts'
import { countsNote } from '../terminal/counts-note.ts'
import { filterOptions, filterQuery } from '../terminal/filter-options.ts'
import { note, print, printJson, printTable } from '../terminal/output.ts'
import { Refused, UsageError } from '../terminal/usage.ts'

const askedAgainAfter = 1000

export default strictCommand({
  meta: {
    name: 'snapshot',
    description: 'Freeze the votes as a dataset; list, fetch, share, compare, revoke',
  },
  args: {
    slug: { type: 'positional', description: 'The study', required: true },
    out: {
      type: 'string',
      valueHint: 'DIR',
      description: 'Download the files into a folder, or go on doing so',
    },
    get: {
      type: 'string',
      valueHint: 'ID',
      description: 'With --out: an earlier snapshot instead of a new one',
    },
    list: { type: 'boolean', description: 'List the snapshots there are' },
    share: { type: 'string', valueHint: 'ID', description: 'Print a link that needs no token' },
    days: { type: 'string', valueHint: 'N', description: 'With --share: how long the link is good (7)' },
    changes: {
      type: 'string',
      valueHint: 'ID',
      description: 'With --get: what changed since this earlier one',
    },
    revoke: { type: 'string', valueHint: 'ID', description: 'Take its files away for good' },
    reason: { type: 'string', description: 'With --revoke: why' },
    json: { type: 'boolean', description: 'Print JSON' },
    ...filterOptions,
  },
  run: (given) => {
    const slug = wordAt(given, 0, 'SLUG')
    const act = actOf(given)
    return withDoor(({ snapshots }) => act(snapshots, slug))
  },
})

type Act = (door: SnapshotDoor, slug: string) => Promise<void>

function actOf(given: Given): Act {
  const [share, revoke, changes, get] = ['share', 'revoke', 'changes', 'get'].map((name) => given.text(name))
  if ([share, revoke, get, given.flag('list') || undefined].filter((one) => one !== undefined).length > 1) {
    throw new UsageError('Choose one of --list, --get, --share, --revoke')
  }
  const isJson = given.flag('json')
  const show = <T>(value: T, print: (value: T) => void) => (isJson ? printJson(value) : print(value))
  if (given.flag('list')) {
    return async (door, slug) => show({ snapshots: await door.list(slug) }, printList)
  }
  if (share !== undefined) return sharing(share, given.number('days') ?? 7, isJson)
  if (revoke !== undefined) return revoking(revoke, given.text('reason'), isJson)
  if (changes !== undefined) {
    if (get === undefined) throw new UsageError('--changes needs --get: the later of the two')
    return async (door, slug) => show(await door.changes(slug, { before: changes, after: get }), printChanges)
  }
  if (get !== undefined) return async (door, slug) => deliver(door, slug, await door.find(slug, get), given)
  return freezing(given)
}

function freezing(given: Given): Act {
  const request = SnapshotRequest.safeParse(filterQuery(given))
  if (!request.success) {
    throw new UsageError(
      request.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
    )
  }
  return async (door, slug) => {
    let snapshot = await door.create(slug, request.data)
    while (snapshot.state === 'building') {
      const { files, of, rows } = snapshot.progress
      note(`Building ${snapshot.id}: ${files} of ${of} files, ${rows} rows`)
      await pause(askedAgainAfter)
      snapshot = await door.find(slug, snapshot.id)
    }
    await deliver(door, slug, snapshot, given)
  }
}

async function deliver(
  door: SnapshotDoor,
  slug: string,
  snapshot: SnapshotJson,
  given: Given,
): Promise<void> {
  if (snapshot.state !== 'ready') {
    throw new Refused(
      `Snapshot ${snapshot.id} is ${snapshot.state}: ${snapshot.failure ?? snapshot.revoked_reason ?? 'ask again later'}`,
    )
  }
  const folder = given.text('out')
  if (folder !== undefined) await downloadSnapshot(door, { slug, snapshot, folder })
  for (const [path, counts] of Object.entries(snapshot.counts ?? {})) note(`${path}: ${countsNote(counts)}`)
  if (given.flag('json')) printJson(snapshot)
  else print(folder ?? snapshot.id)
}

function sharing(id: string, days: number, isJson: boolean): Act {
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new UsageError('--days must be from 1 to 365')
  return async (door, slug) => {
    const link = await door.share(slug, id, days)
    if (isJson) return printJson(link)
    print(link.url)
    note(`Whoever has this link can download it until ${link.expires}`)
  }
}

function revoking(id: string, reason: string | undefined, isJson: boolean): Act {
  if (!reason?.trim()) throw new UsageError('--reason is missing: whoever asks for the files will read it')
  return async (door, slug) => {
    const snapshot = await door.revoke(slug, id, reason.trim())
    if (isJson) return printJson(snapshot)
    print(`${id} is revoked: ${snapshot.revoked_reason}`)
  }
}

function printList({ snapshots }: { snapshots: SnapshotSummary[] }): void {
  printTable(
    ['snapshot', 'state', 'position', 'filter', 'made'],
    snapshots.map(({ id, state, position, filter, created_at }) => [
      id,
      state,
      String(position),
      Object.entries(filter)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
      created_at,
    ]),
  )
}

function printChanges(changes: SnapshotChanges): void {
  print(`Votes ${changes.position.before} → ${changes.position.after}`)
  for (const [kind, { count }] of Object.entries(changes.votes))
    print(`${kind.replaceAll('_', ' ')}: ${count}`)
  if (changes.filter.length > 0) print(`other filters: ${changes.filter.join(', ')}`)
  printTable(
    ['file', 'rows before', 'rows after', 'same'],
    changes.files.map((file) => [
      file.path,
      String(file.rows_before ?? '–'),
      String(file.rows_after ?? '–'),
      file.same_rows ? 'yes' : 'no',
    ]),
  )
}
