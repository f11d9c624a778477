import { mkdtemp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SnapshotJson } from '../../server/datasets/stored-snapshot.ts'
import { useDatabase } from '../setup/database.ts'
import { type Remote, serveRemote } from '../setup/remote.ts'
import { answer, join, openStudy } from '../setup/voted-study.ts'
import { runCommand } from './run-command.ts'

const database = useDatabase()
let server: Remote | null = null
let remote: Record<string, string> = {}
let folder = ''

const local = (words: string[]) => runCommand(words, { DATABASE_URL: database.url() })
const afar = (words: string[]) => runCommand(words, remote)

beforeAll(async () => {
  const db = database.db()
  const study = await openStudy(db, { slug: 'cli', models: ['x', 'y'], prompts: 5 })
  await answer(db, await join(db, study), { count: 5, choose: ({ number }) => (number === 0 ? 'tie' : 'a') })
  await openStudy(db, { slug: 'empty', models: ['x', 'y'], prompts: 1 })
  folder = await mkdtemp(joinPath(tmpdir(), 'tiebreak-snapshot-'))
  server = await serveRemote(db)
  remote = server.environment
})
afterAll(() => {
  server?.close()
})

describe('tiebreak snapshot', () => {
  test('freezes, downloads and verifies, here and from afar, the same', async () => {
    const here = await local(['snapshot', 'cli', '--out', joinPath(folder, 'here')])
    expect(here).toMatchObject({ code: 0, stdout: `${joinPath(folder, 'here')}\n` })
    expect(here.stderr).toContain('1 pairs by tie')
    const there = await afar(['snapshot', 'cli', '--out', joinPath(folder, 'there'), '--json'])
    expect(there.code).toBe(0)
    const made = JSON.parse(there.stdout) as SnapshotJson
    expect(made).toMatchObject({ state: 'ready', position: 5 })
    for (const path of ['manifest.json', 'README.md', 'data/dpo/train-00000-of-00001.parquet']) {
      const bytes = await readFile(joinPath(folder, 'there', path))
      expect(bytes.equals(await readFile(joinPath(folder, 'here', path))), path).toBe(true)
    }
    const verified = await local(['verify', joinPath(folder, 'there')])
    expect(verified.code).toBe(0)
    expect(verified.stdout).toContain(made.content_hash)
  }, 240_000)

  test('goes on with a broken download and replaces a spoilt one', async () => {
    const target = joinPath(folder, 'resumed')
    const first = await afar(['snapshot', 'cli', '--out', target, '--json'])
    const { id } = JSON.parse(first.stdout) as SnapshotJson
    const broken = joinPath(target, 'data/votes/train-00000-of-00001.parquet')
    await writeFile(`${broken}.part`, (await readFile(broken)).subarray(0, 100))
    await writeFile(broken, 'spoilt')
    const spoilt = joinPath(target, 'README.md')
    await writeFile(`${spoilt}.part`, 'something else')
    await truncate(spoilt, 3)
    const { code, stderr } = await afar(['snapshot', 'cli', '--get', id, '--out', target])
    expect(code).toBe(0)
    expect(stderr).toContain('went on at 100')
    expect(stderr).toContain('there already')
    expect(await local(['verify', target, '--json'])).toMatchObject({ code: 0 })
    expect((await readdir(target, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([])
  }, 240_000)

  test('lists, compares, shares and revokes', async () => {
    const listed = JSON.parse((await afar(['snapshot', 'cli', '--list', '--json'])).stdout) as {
      snapshots: { id: string }[]
    }
    const [after, before] = listed.snapshots.map(({ id }) => id)
    if (!after || !before) throw new Error('two snapshots were made')
    const changes = await afar(['snapshot', 'cli', '--get', after, '--changes', before, '--json'])
    expect(JSON.parse(changes.stdout)).toMatchObject({ votes: { added: { count: 0 } } })
    const link = await afar(['snapshot', 'cli', '--share', after, '--days', '1'])
    expect(link.stdout).toContain(`/shared/cli/${after}/`)
    expect(await local(['snapshot', 'cli', '--revoke', after])).toMatchObject({ code: 2 })
    expect(await local(['snapshot', 'cli', '--revoke', after, '--reason', 'Wrong'])).toMatchObject({
      code: 0,
    })
    const gone = await afar(['snapshot', 'cli', '--get', after, '--out', joinPath(folder, 'gone')])
    expect(gone).toMatchObject({ code: 1, stdout: '' })
    expect(gone.stderr).toContain('revoked: Wrong')
  }, 240_000)

  test('refuses an empty study, unknown filters and two wishes at once', async () => {
    expect((await local(['snapshot', 'empty'])).stderr).toContain('nobody has answered')
    expect(await local(['snapshot', 'nowhere'])).toMatchObject({ code: 1 })
    expect(await local(['snapshot', 'cli', '--aggregate', 'mode'])).toMatchObject({ code: 2 })
    expect(await local(['snapshot', 'cli', '--list', '--get', 'x'])).toMatchObject({ code: 2 })
  }, 240_000)
})

describe('tiebreak verify', () => {
  test('names what differs and exits 1', async () => {
    const target = joinPath(folder, 'here')
    const file = joinPath(target, 'data/kto/train-00000-of-00001.parquet')
    await writeFile(file, (await readFile(file)).subarray(0, (await stat(file)).size - 1))
    const { code, stdout } = await local(['verify', target])
    expect(code).toBe(1)
    expect(stdout).toContain('data/kto/train-00000-of-00001.parquet')
    expect(await local(['verify', joinPath(folder, 'nothing')])).toMatchObject({ code: 1, stdout: '' })
    expect(await local(['verify'])).toMatchObject({ code: 2 })
  }, 120_000)
})

describe('tiebreak export', () => {
  test('counts what it left out, and unpacks the folder that LLaMA-Factory reads', async () => {
    const out = joinPath(folder, 'factory')
    const made = await afar(['export', 'cli', '--format', 'llamafactory', '--out', out, '--json'])
    expect(JSON.parse(made.stdout)).toMatchObject({ counts: { rows: 4, dropped: { pairs: { tie: 1 } } } })
    expect((await readdir(out)).sort()).toEqual(['cli.jsonl', 'dataset_info.json'])
    const { stdout, stderr } = await local(['export', 'cli', '--format', 'dpo', '--position', '2'])
    expect(stdout.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('2 read, 1 written; left out: 1 pairs by tie')
  }, 120_000)
})
