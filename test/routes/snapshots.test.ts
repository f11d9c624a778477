import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { createToken } from '../../db/accounts/tokens.ts'
import { claimBuild } from '../../db/results/snapshot-builds.ts'
import { excludeTester } from '../../db/testers/exclusions.ts'
import { createApp } from '../../server/app.tsx'
import { readConfig } from '../../server/config.ts'
import { buildNext } from '../../server/datasets/snapshots.ts'
import type { SnapshotJson } from '../../server/datasets/stored-snapshot.ts'
import type { Study } from '../../server/domain/study.ts'
import { parquetRows } from '../../server/formats/exports/files/parquet-rows.ts'
import { verifyFolder } from '../../server/formats/exports/folder/verify.ts'
import { useDatabase } from '../setup/database.ts'
import { answer, join, openStudy, reread } from '../setup/voted-study.ts'

const database = useDatabase()
const log = pino({ level: 'silent' })
const tokens = { data: '', results: '', admin: '', other: '' }
let study: Study
let who: { studyId: number; testerId: number }

const firstWins = ({ a }: { a: string }) => (a === 'x' ? 'a' : 'b') as 'a' | 'b'

type Call = { method?: string; token?: string; body?: unknown; headers?: Record<string, string> }
function call(path: string, { method, token = tokens.data, body, headers = {} }: Call = {}) {
  const app = createApp({ db: database.db(), config: readConfig({}), log })
  return app.request(
    path.startsWith('/')
      ? path
      : `/api/v1/studies/frozen/snapshots${path && (path.startsWith('?') ? path : `/${path}`)}`,
    {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  )
}

async function freeze(filter: Record<string, unknown> = {}): Promise<SnapshotJson> {
  const answer = await call('', { body: filter })
  expect(answer.status).toBe(201)
  return (await answer.json()) as SnapshotJson
}

async function download(id: string, path: string): Promise<Buffer> {
  const answer = await call(`${id}/files/${path}`)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

const sourceOf = (path: string, bytes: Buffer) => ({
  path,
  byteLength: bytes.length,
  slice: async (start: number, end = bytes.length) =>
    new Uint8Array(bytes.subarray(start, end)).slice().buffer,
})

async function testersIn(id: string): Promise<string[]> {
  const path = 'data/votes/train-00000-of-00001.parquet'
  const names = []
  for await (const row of parquetRows(sourceOf(path, await download(id, path)), ['tester']))
    names.push(row.tester)
  return names as string[]
}

beforeAll(async () => {
  const db = database.db()
  study = await openStudy(db, { slug: 'frozen', models: ['x', '../../y', '=cmd()'], prompts: 12 })
  await openStudy(db, { slug: 'silent', models: ['x', 'y'], prompts: 1 })
  who = await join(db, study)
  await answer(db, who, { count: 6, choose: firstWins })
  const make = async (scope: 'data:read' | 'results:read' | 'admin', studyId: number | null = null) =>
    (await createToken(db, { name: scope, scopes: [scope], studyId, days: null, by: 'test' })).token
  tokens.data = await make('data:read')
  tokens.results = await make('results:read')
  tokens.admin = await make('admin')
  tokens.other = await make('admin', (await reread(db, 'silent')).id)
})

describe('a snapshot', () => {
  test('has a manifest, a card and files that verify', async () => {
    const made = await freeze({ split: { train: 0.5, test: 0.5 } })
    expect(made).toMatchObject({ state: 'ready', study: 'frozen', position: 6, version: 1 })
    const manifest = await download(made.id, 'manifest.json')
    const sources = []
    for (const { path, sha256, bytes } of made.files ?? []) {
      const content = await download(made.id, path)
      expect(content.length).toBe(bytes)
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      sources.push(sourceOf(path, content))
    }
    expect(await verifyFolder(manifest.toString(), sources)).toEqual([])
    expect(made.files?.map(({ path }) => path)).toContain('data/dpo/test-00000-of-00001.parquet')
    expect((await download(made.id, 'README.md')).toString()).toContain('config_name: "dpo"')
    expect((await (await call('latest')).headers.get('Location'))?.endsWith(made.id)).toBe(true)
  })

  test('has the same bytes as another of the same filter at the same position, and other ones after a vote', async () => {
    const [one, two] = [await freeze({ clean: true }), await freeze({ clean: true })]
    expect(two.id).not.toBe(one.id)
    expect(two.files).toEqual(one.files)
    expect(await download(two.id, 'manifest.json')).toEqual(await download(one.id, 'manifest.json'))
    await answer(database.db(), who, { count: 1, choose: firstWins })
    const back = await freeze({ clean: true, position: one.position })
    expect(back.files).toEqual(one.files)
    const later = await freeze({ clean: true })
    expect(later.position).toBe(one.position + 1)
    expect(later.content_hash).not.toBe(one.content_hash)
  })

  test('calls a tester by another name than the study and than another snapshot do', async () => {
    const [tester] = await database.db()<{ pseudonym: string }[]>`
      select pseudonym from testers where study_id = ${study.id}`
    const names = [await freeze(), await freeze({ clean: true })].map(async ({ id }) => testersIn(id))
    const [one, other] = [(await names[0])?.[0], (await names[1])?.[0]]
    expect(new Set([tester?.pseudonym, one, other]).size).toBe(3)
    expect(new Set(await names[0]).size).toBe(1)
  })

  test('answers HEAD, tags, ranges and a range beyond the end', async () => {
    const { id, files = [] } = await freeze()
    const { path, sha256, bytes } =
      files.find(({ path }) => path.startsWith('data/votes')) ?? files[0] ?? never()
    const whole = await download(id, path)
    const head = await call(`${id}/files/${path}`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('ETag')).toBe(`"${sha256}"`)
    expect(head.headers.get('Content-Length')).toBe(String(bytes))
    expect((await head.arrayBuffer()).byteLength).toBe(0)
    const range = async (value: string, more = {}) =>
      call(`${id}/files/${path}`, { headers: { Range: value, ...more } })
    const middle = await range('bytes=10-19')
    expect(middle.status).toBe(206)
    expect(middle.headers.get('Content-Range')).toBe(`bytes 10-19/${bytes}`)
    expect(Buffer.from(await middle.arrayBuffer())).toEqual(whole.subarray(10, 20))
    expect(Buffer.from(await (await range('bytes=-8')).arrayBuffer())).toEqual(whole.subarray(-8))
    expect((await range('bytes=5-', { 'If-Range': '"other"' })).status).toBe(200)
    const beyond = await range(`bytes=${bytes}-`)
    expect(beyond.status).toBe(416)
    expect(beyond.headers.get('Content-Range')).toBe(`bytes */${bytes}`)
    expect((await call(`${id}/files/${path}`, { headers: { 'If-None-Match': `"${sha256}"` } })).status).toBe(
      304,
    )
    const zip = Buffer.from(await (await call(`${id}/zip`)).arrayBuffer())
    expect(zip.subarray(0, 2).toString()).toBe('PK')
    expect(zip.includes('manifest.json')).toBe(true)
  })

  test('has no file but its own', async () => {
    const { id } = await freeze()
    for (const path of ['nothing', '..%2f..%2fetc%2fpasswd', 'data/votes', 'manifest.json%00']) {
      expect((await call(`${id}/files/${path}`)).status).toBe(404)
    }
    expect((await call('snap_20260101_00000000')).status).toBe(404)
    expect((await call('x')).status).toBe(404)
  })

  test('says what changed since an earlier one', async () => {
    const before = await freeze()
    await answer(database.db(), who, { count: 1, choose: () => 'tie' })
    await excludeTester(database.db(), { ...who, rule: 'by hand', reason: 'x', by: 'test' })
    const after = await freeze({ min_votes: 1 })
    const changes = await (await call(`${after.id}/changes?since=${before.id}`)).json()
    expect(changes).toMatchObject({
      filter: ['as_of', 'min_votes'],
      position: { before: before.position, after: before.position + 1 },
      votes: {
        added: { count: 1 },
        removed: { count: 0 },
        answered_otherwise: { count: 0 },
        excluded_otherwise: { count: before.position },
      },
    })
    await database.db()`update exclusions set lifted_at = now()`
  })
})

describe('a link to a snapshot', () => {
  test('opens its files without a token until it expires', async () => {
    const { id, files = [] } = await freeze()
    const made = await call(`${id}/links`, { token: tokens.admin, body: { days: 1 } })
    expect(made.status).toBe(201)
    const { url } = (await made.json()) as { url: string }
    const path = new URL(url).pathname
    const none = { token: '' }
    expect(await (await call(path, none)).text()).toContain('data/dpo/')
    const file = await call(`${path}/files/${files[0]?.path}`, none)
    expect(file.status).toBe(200)
    expect(file.headers.get('ETag')).toBe(`"${files[0]?.sha256}"`)
    expect((await call(`${path}/zip`, none)).status).toBe(200)

    const [, , slug, , expires, signature] = path.split('/')
    const other = await freeze()
    for (const forged of [
      `/shared/${slug}/${other.id}/${expires}/${signature}`,
      `/shared/${slug}/${id}/${Number(expires) + 1}/${signature}`,
      `/shared/silent/${id}/${expires}/${signature}`,
      `/shared/${slug}/${id}/${expires}/${signature?.slice(1)}x`,
    ]) {
      expect((await call(forged, none)).status, forged).toBe(404)
    }
  })

  test('is refused once it has expired, and to those who may not share', async () => {
    const { id } = await freeze()
    const { signedPath } = await import('../../server/datasets/snapshot-links.ts')
    const { studySecret } = await import('../../db/results/snapshots.ts')
    const secret = await studySecret(database.db(), study.id)
    const old = await call(signedPath({ secret, slug: 'frozen', id, expires: 1_700_000_000 }), { token: '' })
    expect(old.status).toBe(410)
    expect(await old.text()).toContain('expired')
    expect((await call(`${id}/links`, { body: {} })).status).toBe(403)
    expect((await call(`${id}/links`, { token: tokens.admin, body: { days: 400 } })).status).toBe(422)
  })
})

describe('a revoked snapshot', () => {
  test('is gone for everybody, with the reason, and stays so', async () => {
    const { id, files = [] } = await freeze()
    const { url } = (await (await call(`${id}/links`, { token: tokens.admin, body: {} })).json()) as {
      url: string
    }
    expect((await call(`${id}/revocation`, { token: tokens.admin, body: { reason: ' ' } })).status).toBe(422)
    const revoked = await call(`${id}/revocation`, {
      token: tokens.admin,
      body: { reason: 'A tester withdrew' },
    })
    expect(await revoked.json()).toMatchObject({ state: 'revoked', revoked_reason: 'A tester withdrew' })
    for (const path of [id, `${id}/files/${files[0]?.path}`, `${id}/zip`, `${id}/changes?since=${id}`]) {
      const gone = await call(path)
      expect(gone.status, path).toBe(410)
      expect(await gone.text()).toContain('A tester withdrew')
    }
    expect((await call(new URL(url).pathname, { token: '' })).status).toBe(410)
    const again = await call(`${id}/revocation`, { token: tokens.admin, body: { reason: 'Another' } })
    expect(await again.json()).toMatchObject({ revoked_reason: 'A tester withdrew' })
    const [left] =
      await database.db()`select count(*) as pieces from snapshot_chunks where snapshot_id = ${id}`
    expect(left).toEqual({ pieces: 0 })
  })
})

describe('what cannot be frozen', () => {
  test.each([
    [{ colour: 'red' }, 422],
    [{ min_agreement: 2 }, 422],
    [{ split: 'train=0.5' }, 422],
    [{ models: [] }, 422],
    [{ part: 'train' }, 422],
    [{ position: 0 }, 422],
    [{ position: 100_000 }, 409],
  ])('%j is refused and leaves nothing', async (body, status) => {
    const count = async () => (await database.db()`select count(*) as n from snapshots`)[0]?.n
    const before = await count()
    expect((await call('', { body })).status).toBe(status)
    expect(await count()).toBe(before)
  })

  test('a study nobody has answered, and what a token may not', async () => {
    const empty = await call('/api/v1/studies/silent/snapshots', { body: {} })
    expect(empty.status).toBe(409)
    expect(await empty.text()).toContain('nobody has answered')
    expect((await call('', { token: tokens.results, body: {} })).status).toBe(403)
    expect((await call('', { token: tokens.other, body: {} })).status).toBe(404)
    expect((await call('', { token: tokens.results })).status).toBe(403)
  })
})

describe('building', () => {
  test('is taken over from a process that died, from the beginning', async () => {
    const db = database.db()
    const { id: model } = await freeze()
    const [row] = await db`
      insert into snapshots (study_id, id, filter, position, created_by)
      select study_id, 'snap_20260101_0000dead', filter, position, 'test' from snapshots where id = ${model} returning id`
    const dead = await claimBuild(db, { studyId: study.id, id: row?.id })
    expect(await claimBuild(db, { studyId: study.id, id: row?.id })).toBeNull()
    await db`insert into snapshot_chunks values (${study.id}, ${row?.id}, 'data/votes/half.parquet', 0, 'half')`
    expect((await call(`${row?.id}/files/data/votes/half.parquet`)).status).toBe(404)
    await db`update snapshots set builder_until = now() - interval '1 second' where id = ${row?.id}`
    await buildNext(db, log)
    const rebuilt = (await (await call(row?.id)).json()) as SnapshotJson
    const original = (await (await call(model)).json()) as SnapshotJson
    expect(rebuilt).toMatchObject({ state: 'ready', files: original.files })
    const half = await db`select from snapshot_chunks where path = 'data/votes/half.parquet'`
    expect(half).toHaveLength(0)
    const { finishBuild } = await import('../../db/results/snapshot-builds.ts')
    await expect(finishBuild(db, dead ?? never(), {} as never)).rejects.toThrow('Another process')
  })

  test('that the database refuses half way offers nothing and says why', async () => {
    const db = database.db()
    await db.unsafe(`
      create function full_disk() returns trigger language plpgsql as $$
      begin
        if new.path like 'data/dpo/%' then raise exception 'no space left' using errcode = '53100'; end if;
        return new;
      end $$;
      create trigger full_disk before insert on snapshot_chunks for each row execute function full_disk()`)
    const answer = await call('', { body: {} })
    await db.unsafe('drop trigger full_disk on snapshot_chunks')
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('disk of the database is full')
    const [failed] = await db<{ id: string; state: string }[]>`
      select id, state from snapshots order by created_at desc, id limit 1`
    expect(failed?.state).toBe('failed')
    expect(await db`select from snapshot_chunks where snapshot_id = ${failed?.id ?? ''}`).toHaveLength(0)
    expect((await call(`${failed?.id}/files/data/votes/train-00000-of-00001.parquet`)).status).toBe(404)
    expect((await call('', { body: {} })).status).toBe(201)
  })

  test('is given up after three processes died over it', async () => {
    const db = database.db()
    await db`
      insert into snapshots (study_id, id, filter, position, created_by, attempts)
      values (${study.id}, 'snap_20260101_00000bad', '{}', 1, 'test', 3)`
    await buildNext(db, log)
    expect(await (await call('snap_20260101_00000bad')).json()).toMatchObject({ state: 'failed' })
  })
})

test('snapshots are listed newest first, page by page', async () => {
  const seen: string[] = []
  let after = ''
  for (;;) {
    const page = (await (await call(`?limit=4${after && `&after=${after}`}`)).json()) as {
      snapshots: { id: string }[]
      next: string | null
    }
    seen.push(...page.snapshots.map(({ id }) => id))
    if (!page.next) break
    after = page.next
  }
  const [all] = await database.db()`select count(*) as n from snapshots where study_id = ${study.id}`
  expect(new Set(seen).size).toBe(all?.n)
  expect(seen).toHaveLength(all?.n as number)
})

function never(): never {
  throw new Error('not there')
}
